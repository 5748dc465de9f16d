/**
 * What can be seen of a refused id or secret without a character of it. Read only when a client is refused.
 */
import type { Credentials } from '#oauth/credentials.ts';

/** What people save around a value, or instead of it: the first that fits. */
const oddities: readonly [looks: string, RegExp][] = [
  ['is an expression that was not expanded', /\$\{\{/],
  ['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
  ['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
  ['begins with `Bearer` or `Basic`', /^(?:Bearer|Basic)\s/i],
  ['has a space, line break or invisible character in it', /\s|\p{Cf}|\\[rn]/u],
];
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;

/** What is odd about the id and the secret that were sent, each by the name of its input. */
export function hints({
  authMethod,
  clientId,
  clientSecret,
}: Pick<Credentials, 'authMethod' | 'clientId' | 'clientSecret'>): { readonly name: string; readonly looks: string }[] {
  const sent = { client_id: clientId, ...(authMethod.startsWith('client_secret_') && { client_secret: clientSecret }) };
  return Object.entries(sent).flatMap(([name, value]) => {
    const looks = name === 'client_secret' ? lookOfSecret(value, clientId) : lookOf(value);
    return looks === undefined ? [] : [{ name, looks }];
  });
}

function lookOf(value: string): string | undefined {
  return oddities.find(([, pattern]) => pattern.test(value))?.[0];
}

/** An id may be an address, and is never the same as itself. */
function lookOfSecret(value: string, clientId: string): string | undefined {
  if (value === clientId) return 'is the same as `client_id`';
  return lookOf(value) ?? (ADDRESS.test(value) ? 'is an address' : undefined);
}
