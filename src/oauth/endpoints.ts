/** Finds the endpoints of a server: from the inputs, or from its metadata. */
import type { Context } from '#http/ask.ts';
import type { Endpoints, Server } from '#oauth/endpoint-url.ts';

/** The endpoints, and the milliseconds it took to find them. @throws ActionError those of metadata.ts */
export async function findEndpoints(server: Server, context: Context): Promise<Endpoints & { readonly elapsed: number }> {
  const { tokenUrl, revocationUrl } = server;
  if (tokenUrl) return { tokenUrl, revocationUrl, elapsed: 0 };
  const { readMetadata } = await import('#oauth/metadata.ts');
  return readMetadata(server, context);
}
