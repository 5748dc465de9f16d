/** Where the server has its endpoints: known from the inputs, or by its metadata. */
import type { Context } from '#http/ask.ts';
import type { Endpoints, Server } from '#oauth/endpoint-url.ts';

/** The endpoints, and the milliseconds that it took to know them. @throws ActionError those of metadata.ts */
export async function findEndpoints(server: Server, context: Context): Promise<Endpoints & { readonly elapsed: number }> {
  const { tokenUrl, revocationUrl } = server;
  if (tokenUrl) return { tokenUrl, revocationUrl, elapsed: 0 };
  const { readMetadata } = await import('#oauth/metadata.ts');
  return readMetadata(server, context);
}
