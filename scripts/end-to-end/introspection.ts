/** What the identity server says of a token. */
export interface Issuer {
  readonly tokenUrl: string;
  readonly id: string;
  readonly secret: string;
}

export async function isActive({ tokenUrl, id, secret }: Issuer, token: string): Promise<boolean> {
  const body = new URLSearchParams({ token, client_id: id, client_secret: secret });
  const response = await fetch(`${tokenUrl}/introspect`, { method: 'POST', body });
  const { active } = (await response.json()) as { active?: unknown };
  if (typeof active !== 'boolean') throw new Error(`The introspection answered ${String(response.status)}.`);
  return active;
}
