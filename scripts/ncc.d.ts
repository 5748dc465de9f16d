declare module '@vercel/ncc' {
  interface Asset {
    readonly source: string | Buffer;
  }
  /** A module of webpack's stats; one that was put together of several has them inside. */
  export interface Module {
    readonly id?: string | number;
    readonly name?: string;
    readonly modules?: readonly Module[];
  }
  interface Stats {
    toJson(options: Readonly<Record<string, boolean>>): { readonly modules: readonly Module[] };
  }
  /** The bundle of `input`, as ncc's readme tells; `stats` are webpack's. */
  export default function ncc(
    input: string,
    options: { esm: boolean; cache: boolean; quiet: boolean },
  ): Promise<{ code: string; assets: Readonly<Record<string, Asset>>; stats: Stats }>;
}
