/**
 * What can be seen of a refused id or secret without telling a character of it. Read only when a client is refused.
 */
import type { ActionError } from '#report/error.ts';
import type { Credentials } from '#oauth/credentials.ts';

/** What people save around, or in place of, a value; the first that fits is told. */
const shapes: readonly [looks: string, RegExp][] = [
  ['is an expression or variable that was not expanded', /\$\{?\{|^(secrets|vars|env|inputs)\.|^\$\w+$|^%\w+%$/],
  ['is a placeholder', /^<.*>$|^([*•xX.])\1{2,}$/],
  ['has quotation marks around it', /^[\p{Quotation_Mark}`]|[\p{Quotation_Mark}`]$/u],
  ['has a space, a line break or an invisible character (such as a byte order mark) in it', /\s|\p{Cf}|\\[rn]/u],
  ['has a name before it', /^(export |"?)\w*(secret|password|token|client_?id)\w*"?\s*[=:]./i],
  ['is a key or certificate', /-----BEGIN /],
  ['is an address', /^[a-z][a-z\d+.-]*:\/\//i],
];

/** `error` with what is odd about the id and the secret that were refused. */
export function withShapes(error: ActionError, { authMethod, clientId, clientSecret }: Credentials): ActionError {
  if (error.code !== 'invalid_client' && error.code !== 'unauthorized_client') return error;
  const sent = { client_id: clientId, ...(authMethod.startsWith('client_secret_') && { client_secret: clientSecret }) };
  for (const [name, value] of Object.entries(sent)) {
    const looks = lookOf(value, name === 'client_secret' ? clientId : undefined);
    if (looks !== undefined) error.and('odd_shape', { name, looks });
  }
  return error;
}

function lookOf(value: string, clientId: string | undefined): string | undefined {
  if (clientId !== undefined && (value === clientId || value.startsWith(`${clientId}:`)))
    return 'is, or begins with, the `client_id`';
  if (/^(Bearer|Basic)\s/i.test(value)) return 'begins with `Bearer` or `Basic`';
  return shapes.find(([, pattern]) => pattern.test(value))?.[0];
}
