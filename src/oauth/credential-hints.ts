/** What is odd about a refused id or secret, without showing a character of it. Loaded only after a refusal. */
import type { Credentials } from '#oauth/credentials.ts';

/** What people save around a value, or instead of it; the first match counts. */
const oddities: readonly [looks: string, RegExp][] = [
  ['is an expression that was not expanded', /\$\{\{/],
  ['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
  ['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
  ['begins with `Bearer` or `Basic`', /^(?:Bearer|Basic)\s/i],
  ['has a space, line break or invisible character in it', /\s|\p{Cf}|\\[rn]/u],
];
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;

export function hints({ clientId, clientSecret }: Pick<Credentials, 'clientId' | 'clientSecret'>) {
  const looks = { client_id: lookOf(clientId), client_secret: lookOfSecret(clientSecret, clientId) };
  return Object.entries(looks).flatMap(([name, look]) => (look === undefined ? [] : [{ name, looks: look }]));
}

function lookOf(value: string): string | undefined {
  return oddities.find(([, pattern]) => pattern.test(value))?.[0];
}

/** An id may be a URL, so only a secret is checked for that. */
function lookOfSecret(value: string, clientId: string): string | undefined {
  if (value !== '' && value === clientId) return 'is the same as `client_id`';
  return lookOf(value) ?? (ADDRESS.test(value) ? 'is an address' : undefined);
}
