/**
 * In place of `tunnel` in dist/, which http-client loads at once and needs only where there is a proxy.
 */
import type * as Tunnel from 'tunnel/lib/tunnel.js';

let tunnel: typeof Tunnel | undefined;

/** To be awaited before a request goes through a proxy. */
export async function loadTunnel(): Promise<void> {
  tunnel ??= await import('tunnel/lib/tunnel.js');
}

/** As in `tunnel`, for http-client. */
export const httpOverHttp = (options: object): unknown => tunnel?.httpOverHttp(options);
export const httpsOverHttp = (options: object): unknown => tunnel?.httpsOverHttp(options);
/** proxy.ts refuses a proxy that is spoken to over https. */
export { neverCalled as httpOverHttps, neverCalled as httpsOverHttps } from '#http/never-called.ts';
