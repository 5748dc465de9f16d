/**
 * What an input may hold.
 */
import type { Parse } from '#inputs/read.ts';
import { failure, invalid } from '#report/error.ts';
import { secretsWithheld } from '#runner/run.ts';
import { checkEndpoint, CONTROL } from '#oauth/endpoint-url.ts';
import { environmentAt, environments, tokenEndpoint } from '#oauth/environments.ts';
import { isTokenEndpoint, issuerOf, realmOf } from '#oauth/keycloak.ts';
import { hasControls } from '#text/encoding.ts';

/** Of the token request (RFC 6749, 4.4.2; RFC 7521, 4.2): never among `parameters`. */
const OWN_FIELDS = /^(grant_type|scope|audience|client_id|client_secret|client_assertion(_type)?)$/i;
const ANY_ENDPOINT =
  'the `token_endpoint` of its metadata (of a Keycloak, https://HOST/realms/NAME/protocol/openid-connect/token)';

/** Any text: a PEM, a path. */
export const text: Parse<string> = (given) => given;

/** A text without control characters. */
export const oneLine: Parse<string> = (given, name) => {
  if (hasControls(given)) throw invalid(name, CONTROL);
  return given;
};

/** What `parse` makes of it; undefined where it is not given. */
export const optional =
  <T>(parse: Parse<T>): Parse<T | undefined> =>
  (given, name) =>
    given === '' ? undefined : parse(given, name);

/** A text that must be there; of one that is not, GitHub may be the cause. */
export const secret: Parse<string> = (given, name) => {
  if (given.trim() !== '') return given;
  const withheld = secretsWithheld(process.env);
  throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
};

/** One of `values`, in any case; the first where none is given. */
export const oneOf =
  <T extends string>(values: readonly T[]): Parse<T> =>
  (given, name) => {
    const found = given === '' ? values[0] : values.find((value) => value === given.toLowerCase());
    if (found === undefined) throw invalid(name, `has a value that it does not know. Give one of \`${values.join('`, `')}\`.`);
    return found;
  };

/** Off unless it is `true`. */
export const flag: Parse<boolean> = (given, name) => oneOf(['false', 'true'])(given, name) === 'true';

/** Whole seconds. */
export const seconds =
  (otherwise: number, least: number, most: number): Parse<number> =>
  (given, name) => {
    const value = given === '' ? otherwise : /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (value >= least && value <= most) return value;
    throw invalid(name, `is not a whole number of seconds from ${String(least)} to ${String(most)}, without a unit.`);
  };

/** The token endpoint of an environment of Arkane. */
export const environment: Parse<URL> = (given, name) => {
  const url = tokenEndpoint(given || (Object.keys(environments)[0] ?? ''));
  if (url) return url;
  const hosts = Object.entries(environments).map(([each, host]) => `\`${each}\` (${host})`);
  throw invalid(
    name,
    `is none of ${hosts.join(', ')}. For any other server, leave it out and give \`token_url\`; the \`environment:\` of a job stands beside \`runs-on\`.`,
  );
};

/** Another token endpoint, and no address that people take for one. */
export const tokenUrl: Parse<URL> = (given, name) => {
  const url = checkEndpoint(name, given);
  const known = environmentAt(url.host);
  const keycloak = known !== undefined || /\/(realms|admin)\//.test(url.pathname);
  const other = /\/\.well-known\//.test(url.pathname) || (url.pathname === '/' && !given.endsWith('/'));
  if (!other && (!keycloak || isTokenEndpoint(url))) return url;
  const right = known === undefined ? (realmOf(url)?.right ?? ANY_ENDPOINT) : `\`environment: ${known}\` in its place`;
  throw invalid(name, `is not the token endpoint. Give ${right}.`);
};

/** A Keycloak's realm by its token endpoint; any other server by its issuer, whose metadata must be read. */
export const issuer: Parse<{ readonly tokenUrl?: URL; readonly issuer: string }> = (given, name) => {
  if (given === '') return { issuer: '' };
  const url = checkEndpoint(name, given);
  if (given.includes('?') || url.pathname.includes('/.well-known/'))
    throw invalid(name, 'has a query or the path of the metadata in it. Give what stands before /.well-known/.');
  const realm = realmOf(url);
  if (!realm) return { issuer: given };
  if (realm.more !== '') throw invalid(name, `has more than the issuer in it. Give ${issuerOf(new URL(realm.right))}.`);
  return { tokenUrl: new URL(realm.right), issuer: '' };
};

/** The scopes, each once (RFC 6749, 3.3). */
export const scopes: Parse<string[]> = (given, name) => {
  // RFC 6749 allows a comma within a name. No server is known that has one; it is how others separate names.
  if (given.includes(',')) throw invalid(name, 'has a comma. Separate the names with spaces alone.');
  const names = given.split(/\s+/).filter(Boolean);
  if (names.every((each) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(each))) return [...new Set(names)];
  throw invalid(
    name,
    'has a character that no scope may have (RFC 6749, 3.3). Separate the names with spaces alone, without quotes.',
  );
};

/** Form fields, a line each. */
export const fields: Parse<[name: string, value: string][]> = (given, name) =>
  given.split(/\r?\n/).flatMap((line, index) => {
    const [, field = '', value = ''] = /^\s*([^=]*?)\s*=(.*?)\s*$/.exec(line) ?? [];
    if (OWN_FIELDS.test(field)) throw invalid(name, `has \`${field}\`, which other inputs set. Leave it out.`);
    if (line.trim() !== '' && !/^[\w.-]+$/.test(field))
      throw invalid(
        name,
        `has in line ${String(index + 1)} no \`name=value\` with a name of letters, digits, \`-\`, \`.\` and \`_\`.`,
      );
    return line.trim() === '' ? [] : [[field, oneLine(value, name)]];
  });

/** The 32 bytes of a key for A256GCM. A passphrase is none: whoever reads the run could try passphrases on the sealed token. */
export const sealKey: Parse<Uint8Array> = (given, name) => {
  const key = Buffer.from(secret(given, name), 'base64'); // takes base64url, too
  const canonical = given.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const look = /^[0-9a-f]{64}$/i.test(given)
    ? ' but in hex'
    : /\W{2}|^\W|[=:].*\w/.test(given)
      ? ' alone: there is something around them'
      : '';
  if (key.length === 32 && key.toString('base64url') === canonical && key.some((byte) => byte !== key[0])) return key;
  throw failure('seal_key_invalid', { what: `The input \`seal_key\` is not 32 random bytes in base64${look}.` });
};

/** What a job before this one sealed. */
export const sealed: Parse<string> = (given, name) => {
  if (given !== '') return given;
  throw failure(name === 'sealed_token' ? 'sealed_token_missing' : 'sealed_token_missing/session', {});
};
