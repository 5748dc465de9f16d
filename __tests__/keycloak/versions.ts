/**
 * The releases of Keycloak that the suite can run, which of them it runs, and what is expected of one by its version.
 */

/** The sha256 of each distribution in Maven Central. A major version stands for the last of it here; 13 and 19 are not there. */
const checksums: Readonly<Record<string, string>> = {
  '10.0.1': '156098443ae824735d1411d33663de7b8a890576fa81e7cded6219d7b692ef58',
  '11.0.0': '786d96b4343b9969d32f0eee6a109d9b751b64cce188d2707f6e5448f038ba8a',
  '12.0.4': 'bbce03cb06f06fbe7ae92493f28f269a9293e516f1c25692fe0b9e32687ca161',
  '14.0.0': 'e45d96a7704895e468a83168f8102843fde29fd186cc19a399fcff1a5737393a',
  '15.0.2': '1915e33b3789eb426fda06676e39b9ddf3a7b563e1e2381a92a02da814dad047',
  '16.1.1': 'bb120dd1433ba7f2713cef2f064556c058bc0409a8ce0a62aa9cccc1349d1ad7',
  '17.0.0': '710851fef83c5dad4dabd1eb7e79230d68879404217342c82fc35cbecb7ba8bd',
  '18.0.2': 'c704f3bb68c28214298291b217c1658e4bb011e338b09c19f82f30b98340861a',
  '20.0.5': '24e18198543dae808088d29a7a784d05d4b0c92851ad6c43ef7c371885cdb021',
  '21.1.1': '8f5213398f69003b6760943c3d7be4149fb292e6fa35c61a641b1975139adc4e',
  '22.0.5': 'f230984d79825766fe99bc10a6c36b0a907122a815c2bce5eeca412600df77aa',
  '23.0.7': '3100225b4df0992f4e0643eefcd3f862fb23ee4caac464ae9d2d6e631fd32085',
  '24.0.5': '5a0332a57d7bef07cf79dbde621589bd8e58a323c314649c2b7c495b60385c6c',
  '25.0.6': 'df21890b149be8e81b8bca802468dc52f70b8bbc8a06079906316a9ef1c373f0',
  '26.7.3': '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47',
};

/** Arkane's, and the newest. */
const byDefault = '12.0.4,26.7.3';

/** What the suite cannot run with, in one line. */
export class Missing extends Error {}

/** The sha256 of its distribution; undefined for a release that is not known here. */
export function checksumOf(version: string): string | undefined {
  return checksums[version];
}

/**
 * The releases that KEYCLOAK_VERSIONS asks for: `17` is a release of 17, `24.0.5` is taken as it is.
 * @throws Missing
 */
export function versionsAsked(asked: string = byDefault): string[] {
  return asked.split(',').map((each) => {
    const text = each.trim();
    const found = /^\d+$/.test(text) ? Object.keys(checksums).findLast((version) => version.startsWith(`${text}.`)) : text;
    if (found !== undefined && /^\d+(\.\d+)+$/.test(found)) return found;
    const known = Object.keys(checksums).join(', ');
    throw new Missing(
      `KEYCLOAK_VERSIONS: "${text}" is no release that is known here. Give a whole version, or a major one of ${known}.`,
    );
  });
}

/** Whether `version` is `since` or later, as far as `since` goes. */
export function atLeast(version: string, since: string): boolean {
  return version.localeCompare(since, 'en', { numeric: true }) >= 0;
}

/** A value by the version since which it holds; the first is that of the oldest. */
export type ByVersion<T> = Readonly<Record<string, T>>;

export function always<T>(value: T): ByVersion<T> {
  return { '10': value };
}

/** What holds for `version`: of a server whose version is not known, everything that holds for any. */
export function allowed<T>({ version }: { readonly version?: string | undefined }, rows: ByVersion<T>): T[] {
  if (version === undefined) return Object.values(rows);
  const reached = Object.keys(rows).filter((since) => atLeast(version, since));
  const latest = reached.reduce((one, other) => (atLeast(other, one) ? other : one));
  return [rows[latest] as T];
}

/** Whether a server is known to be older than `since`. */
export function isBefore({ version }: { readonly version?: string | undefined }, since: string): boolean {
  return version !== undefined && !atLeast(version, since);
}
