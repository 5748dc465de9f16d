/**
 * Which proxy stands between here and a URL, as http-client decides it, and whether its setting can be used at all.
 */
import { checkBypass } from '@actions/http-client/lib/proxy';
import { ActionError } from './errors.ts';
import type { Log } from './log.ts';
import type { Environment } from './workflow.ts';

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/**
 * Masks the credentials in every proxy variable, and checks the one that is used for `url`. http-client itself would take an
 * unreadable one for none, and connect directly.
 * @returns host and port of the proxy, undefined where there is none
 * @throws ActionError proxy_invalid
 */
export function checkProxy(url: URL, env: Environment, log: Log): string | undefined {
  for (const variable of VARIABLES) maskCredentials(env[variable] ?? '', log);
  const variable = VARIABLES.find((name) => name.toLowerCase() === `${url.protocol.slice(0, -1)}_proxy` && env[name]);
  if (variable === undefined || checkBypass(url)) return undefined;
  const proxy = parse(env[variable] ?? '');
  if (!proxy) throw new ActionError('proxy_invalid', `The proxy in ${variable} cannot be used.`);
  return proxy.host;
}

/** Like http-client, takes `host:port` for http. */
function parse(value: string): URL | undefined {
  for (const text of [value, `http://${value}`]) {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) continue;
    const proxy = new URL(text);
    return isDecodable(proxy.username + proxy.password) && proxy.pathname + proxy.search + proxy.hash === '/' ? proxy : undefined;
  }
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The password, or the user name where it stands alone and so is the credential; as given, decoded, and as the header has them. */
function maskCredentials(value: string, log: Log): void {
  const [, username = '', password = ''] = /^(?:[a-z]+:\/\/)?([^/@:]*):?([^/]*)@/i.exec(value) ?? [];
  const credential = password || username;
  if (credential.length < 4) return; // no secret, and as a mask it would hit half of the log
  log.mask(credential);
  if (!isDecodable(username + password)) return;
  log.mask(decodeURIComponent(credential));
  log.mask(Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64'));
}
