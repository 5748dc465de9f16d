/** Parsers of inputs. */
import { checkEndpoint } from '#oauth/endpoint-url.ts';
import { environmentAt, environments, realms } from '#oauth/environments.ts';
import { realmOf, tokenEndpointOf } from '#oauth/keycloak.ts';
import { failure, invalid } from '#report/error.ts';
import { secretsWithheld } from '#runner/run.ts';
import { hasControls } from '#text/encoding.ts';
import { listed, type Parse } from '#inputs/read.ts';

/** Set by the action (RFC 6749, 4.4.2; RFC 7521, 4.2), so not allowed in `parameters`. */
const OWN_FIELDS = /^(grant_type|scope|audience|client_id|client_secret|client_assertion(_type)?)$/i;

export const text: Parse<string> = (value) => value;

export const oneLine: Parse<string> = (value, name) => {
  if (hasControls(value)) throw invalid(name, 'has a line break or another control character.', 'give it on one line.');
  return value;
};

/** Undefined if empty. */
export const optional =
  <T>(parse: Parse<T>): Parse<T | undefined> =>
  (value, name) =>
    value === '' ? undefined : parse(value, name);

export const required: Parse<string> = (value, name) => {
  if (value === '') throw failure('input_missing', { name });
  return value;
};

/** If it is empty, GitHub may have withheld it. */
export const secret: Parse<string> = (value, name) => {
  if (value.trim() !== '') return value;
  const withheld = secretsWithheld(process.env);
  throw failure(withheld ? `secret_withheld/${withheld}` : 'secret_empty', { name });
};

/** One of `values`, in any case; the first if empty. `or` ends the fix. */
export const oneOf =
  <T extends string>(values: readonly T[], or = ''): Parse<T> =>
  (value, name) => {
    const found = value === '' ? values[0] : values.find((each) => each === value.toLowerCase());
    if (found === undefined) throw invalid(name, 'has a value that does not exist.', `use one of ${listed(values)}.${or}`);
    return found;
  };

export const flag: Parse<boolean> = (value, name) => oneOf(['false', 'true'])(value, name) === 'true';

export const seconds =
  (otherwise: number, least: number, most: number): Parse<number> =>
  (value, name) => {
    const number = value === '' ? otherwise : /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    const fix = `give a number from ${String(least)} to ${String(most)}, without a unit.`;
    throw invalid(name, 'is not a whole number of seconds.', fix);
  };

export const environment = oneOf(Object.keys(environments), " Venly's production is `venly`. Others: `token_url`, `issuer`.");

export const realm: Parse<string> = (value, name) => {
  if (hasControls(value) || /[/?#\\]/.test(value))
    throw invalid(name, 'is not the name of a realm.', `give the name alone, such as ${listed(realms)}.`);
  return value || realms[0];
};

export const endpoint: Parse<URL> = checkEndpoint;

/** A token endpoint, not another URL of the same server. */
export const tokenUrl: Parse<URL> = (value, name) => {
  const url = checkEndpoint(value, name);
  const known = environmentAt(url.host);
  const found = realmOf(url); // other servers have `realms` in longer paths
  const keycloak = known !== undefined || found !== undefined || /^(\/auth)?\/admin\//.test(url.pathname);
  const other = /\/\.well-known\//.test(url.pathname) || (url.pathname === '/' && url.search === '' && !value.endsWith('/'));
  if (!other && (!keycloak || /\/token\/?$/.test(url.pathname))) return url;
  const endpoint = found && tokenEndpointOf(found.realm).href;
  const right = known === undefined ? endpoint : `\`environment: ${known}\` instead`;
  const fix = `use ${right ?? "the `token_endpoint` of the server's metadata, or its `issuer` instead"}.`;
  throw invalid(name, 'is not a token endpoint.', fix);
};

/** The token endpoint of a Keycloak realm; for any other server the issuer, whose metadata must be read. */
export const issuer: Parse<{ readonly tokenUrl?: URL; readonly issuer: string }> = (value, name) => {
  if (value === '') return { issuer: '' };
  const url = checkEndpoint(value, name);
  if (value.includes('?') || url.pathname.includes('/.well-known/'))
    throw invalid(name, 'is the address of the metadata.', 'give what is before `/.well-known/`, without a query.');
  const found = realmOf(url);
  if (!found) return { issuer: value };
  if (found.rest !== '') throw invalid(name, 'has more than the issuer in it.', `use ${found.realm}.`);
  return { tokenUrl: tokenEndpointOf(found.realm), issuer: '' };
};

/** Separated by single spaces (RFC 6749, 3.3), or as the user wrote them. */
export const scopes: Parse<string> = (value, name) => {
  const names = value.replace(/\s+/g, ' ');
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(names)) return names;
  throw invalid(name, 'has a character that no scope has.', 'separate the names with spaces, without quotation marks.');
};

/** `name=value`, one a line. */
export const fields: Parse<[name: string, value: string][]> = (value, name) =>
  value.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cut = line.indexOf('=');
    const field = line.slice(0, Math.max(0, cut)).trim();
    if (OWN_FIELDS.test(field))
      throw invalid(name, `has \`${field.toLowerCase()}\`, which the action sets.`, 'use the input for it.');
    const problem = `has no \`name=value\` in line ${String(index + 1)}.`;
    if (!/^[\w.-]+$/.test(field)) throw invalid(name, problem, 'use letters, digits, `-`, `.` and `_` in a name.');
    return [[field, oneLine(line.slice(cut + 1).trim(), name)]];
  });

/** 32 random bytes. A passphrase is refused: readers of the run could guess it offline. */
export const sealKey: Parse<Uint8Array> = (value, name) => {
  const key = Buffer.from(secret(value, name), 'base64'); // accepts base64url as well
  const canonical = value.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (key.length === 32 && key.toString('base64url') === canonical && key.some((byte) => byte !== key[0])) return key;
  throw failure('seal_key_invalid', {});
};

/** A seal of an earlier job. */
export const sealed: Parse<string> = (value, name) => {
  if (value !== '') return value;
  throw failure(name === 'sealed_token' ? 'sealed_token_missing' : 'sealed_token_missing/session', { name });
};
