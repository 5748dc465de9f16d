declare module '@vercel/ncc' {
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
    options: { esm: boolean; cache: boolean; quiet: boolean; externals: Readonly<Record<string, string>> },
  ): Promise<{ code: string; stats: Stats; assets: object }>;
}
