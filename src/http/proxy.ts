/** Finds the proxy for a URL, as http-client does, and checks its variable. */
import { checkBypass } from '@actions/http-client/lib/proxy';
import { failure } from '#report/error.ts';
import type { Log } from '#report/log.ts';

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/**
 * Masks the credentials in every proxy variable, and checks the one for `url`. http-client would ignore a value that it cannot
 * read, or `host:port`, and connect directly, so the variable is set to the whole URL.
 * @returns host and port of the proxy, if any
 * @throws ActionError proxy_invalid
 */
export function checkProxy(url: URL, env: NodeJS.ProcessEnv, log: Pick<Log, 'mask'>): string | undefined {
  const set = VARIABLES.filter((name) => env[name]);
  for (const variable of set) maskCredentials(env[variable] ?? '', log);
  const variable = set.find((name) => name.toLowerCase() === `${url.protocol.slice(0, -1)}_proxy`);
  // http-client knows `.example.com`, but not `*.example.com`.
  for (const name of ['no_proxy', 'NO_PROXY']) if (env[name]) env[name] = env[name].replace(/(^|,)(\s*)\*(?=\.)/g, '$1$2');
  if (variable === undefined || checkBypass(url)) return undefined;
  const proxy = parse(env[variable] ?? '');
  if (!proxy) throw failure('proxy_invalid', { variable });
  env[variable] = proxy.href;
  return proxy.host;
}

/** Reads `host:port` as http (RunnerWebProxy.cs), not https: http-client would check its certificate for the server's name. */
function parse(value: string): URL | undefined {
  const proxy = toUrl(value);
  const usable =
    proxy?.protocol === 'http:' &&
    !proxy.hostname.startsWith('[') && // http-client would look `[::1]` up as a name
    isDecodable(proxy.username + proxy.password) &&
    proxy.pathname + proxy.search + proxy.hash === '/';
  return usable ? proxy : undefined;
}

/** Without a scheme it is http. */
function toUrl(value: string): URL | undefined {
  const text = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(value.replace(/[\t\r\n]/g, '')) ? value : `http://${value}`;
  return URL.parse(text) ?? undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Masks the password, or the user name if alone: as written, decoded, and as in the header. */
function maskCredentials(value: string, log: Pick<Log, 'mask'>): void {
  // Masks also what new URL() cannot parse.
  maskPair(/^(?:[a-z]+:\/\/)?([^/@:]*):?(.*)@/is.exec(value.trim())?.slice(1) ?? [], log);
  const proxy = toUrl(value);
  if (proxy) maskPair([proxy.username, proxy.password], log);
}

function maskPair([username = '', password = '']: readonly string[], log: Pick<Log, 'mask'>): void {
  const credential = password || username;
  if (credential.length < 4) return; // too short for a mask
  log.mask(credential);
  if (!isDecodable(username + password)) return;
  log.mask(decodeURIComponent(credential));
  log.mask(Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64'));
}
