/**
 * The built action behind a proxy, and what each `environment` asks.
 */
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { checkProxy } from '#http/proxy.ts';
import type { ErrorCode } from '#report/texts.ts';
import { type Authority, createAuthority } from '../helpers/certificates.ts';
import {
  ask,
  expectFailure,
  expectPlain,
  grant,
  type HostileServer,
  startHostileServer,
  token,
} from '../helpers/hostile-server.ts';
import { textOf } from '../helpers/documents.ts';
import { record } from '../helpers/log.ts';
import { type Proxy, startProxy } from '../helpers/proxy.ts';
import { runStep, type StepResult, withSession } from '../helpers/runner.ts';

const action = parse(textOf('action.yml')) as { inputs: { environment: { description: string } } };
/** `value` (host), by the description of the input. */
const environments = Array.from(
  action.inputs.environment.description.matchAll(/`([\w-]+)`\s*\(([\w.-]+)\)/g),
  ([, name = '', host = '']) => ({ name, host }),
);

const user = 'runner@example';
const password = 'pä ss/wörd:%+9Xq"2kZ';
const LOGIN = 'https://login.test/realms/x/token';
/** A name that no DNS can know: it fails without a lookup, and only where no proxy is asked. */
const UNKNOWN = `https://${'a'.repeat(64)}.test/token`;

let authority: Authority;
let server: HostileServer;
let proxy: Proxy;
beforeAll(async () => {
  authority = await createAuthority('Example Private CA');
  const hosts = ['login.test', ...environments.map(({ host }) => host)];
  server = await startHostileServer(grant(), { identity: await authority.issue({ hosts }) });
  proxy = await startProxy({ user, password, to: server.server });
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** A proxy variable's value. */
function through(
  { port }: Pick<Proxy, 'port'>,
  credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`,
): string {
  return `http://${credentials}${credentials && '@'}127.0.0.1:${String(port)}`;
}

/** A step with the proxy variables of `env`, whose password cannot be read in what it prints. */
async function askThrough(
  env: Record<string, string>,
  inputs: Record<string, string> = {},
  secrets = [password, `${user}:${password}`],
): Promise<StepResult> {
  return ask({ url: LOGIN }, { env, secrets, inputs: { ca_certificate: authority.certificate, ...inputs } });
}

describe('each environment asks its own host', { concurrent: false }, () => {
  test('of which there are some', () => {
    expect(environments.length).toBeGreaterThan(1);
  });

  test.each([...environments, { name: '', host: 'login.arkane.network' }])('"$name" is $host', async ({ name, host }) => {
    const before = [proxy.asked.length, server.received.length] as const;
    const result = await askThrough({ https_proxy: through(proxy) }, { environment: name, token_url: '' });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expect(result.log).toContain(`from ${host}: `);
    expect(proxy.asked.slice(before[0])).toEqual([`${host}:443`]);
    expect(server.received.slice(before[1])).toMatchObject([
      { path: '/auth/realms/Arkane/protocol/openid-connect/token', headers: { host } },
    ]);
  });
});

describe.concurrent('a proxy', () => {
  test.each(['https_proxy', 'HTTPS_PROXY'])('with credentials in %s lets the step through', async (variable) => {
    const result = await askThrough({ [variable]: through(proxy) });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expectPlain(result);
    expect(result.masks).toEqual(
      expect.arrayContaining([password, encodeURIComponent(password), Buffer.from(`${user}:${password}`).toString('base64')]),
    );
  });

  test.each(['127.0.0.1', 'localhost'])('without a scheme is one all the same: %s', async (host) => {
    await using own = await startProxy({ user, password, to: server.server });
    const bare = through(own).replace('http://', '').replace('127.0.0.1', host);
    const result = await askThrough({ https_proxy: bare });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token }, errors: [], warnings: [] });
    expect(own.asked).toEqual(['login.test:443']);
  });

  test('without a scheme and credentials, likewise', async () => {
    await using own = await startProxy({ user, password, to: server.server });
    await askThrough({ https_proxy: `localhost:${String(own.port)}` }, { timeout: '2' });
    expect(own.refused()).toBe(1);
  });

  test('is asked at the end of the job, too', async () => {
    await using own = await startProxy({ user, password, to: server.server });
    const env = { https_proxy: through(own) };
    const { state } = await askThrough(env, { token_url: '' });
    const ended = await runStep({
      entry: 'post',
      state: withSession(state, { caCertificates: [authority.certificate] }),
      env,
      secrets: [password, token],
    });
    expect(ended.log).toContain('Ended the session at login.arkane.network.');
    expect(ended.masks).toContain(password);
    expect(own.asked).toEqual(['login.arkane.network:443', 'login.arkane.network:443']);
  });

  test('is not asked for a loopback host', async () => {
    await using direct = await startHostileServer(grant());
    await using own = await startProxy({ user, password });
    const result = await askThrough({ http_proxy: through(own), HTTPS_PROXY: through(own) }, { token_url: direct.url });
    expect(result).toMatchObject({ exitCode: 0, outputs: { access_token: token } });
    expect([own.asked.length, own.refused()]).toEqual([0, 0]);
  });

  test.each([
    ['no_proxy', new URL(UNKNOWN).host],
    ['NO_PROXY', `example.com, .test`],
    ['no_proxy', '*'],
    ['no_proxy', '*.test'],
  ])('is not asked for a host in %s=%s', async (variable, hosts) => {
    await using own = await startProxy({ user, password });
    const result = await askThrough({ https_proxy: through(own), [variable]: hosts }, { token_url: UNKNOWN, timeout: '2' });
    expectFailure(result, 'host_not_found');
    expect([own.asked.length, own.refused()]).toEqual([0, 0]);
  });

  test.each<[string, string]>([
    ['wrong', `${encodeURIComponent(user)}:${encodeURIComponent(`${password}x`)}`],
    ['no', ''],
    ['half', encodeURIComponent(user)],
  ])('refuses %s credentials', async (_, credentials) => {
    await using own = await startProxy({ user, password, to: server.server });
    const result = await askThrough({ https_proxy: through(own, credentials) }, {}, credentials ? [password] : []);
    expectFailure(result, 'proxy_refused', `127.0.0.1:${String(own.port)}, the proxy to login.test, answered 407.`);
    expect(own.refused()).toBe(1);
    expect(own.asked).toEqual([]);
  });

  test('that is down', async () => {
    const result = await askThrough({ https_proxy: through({ port: 1 }) }, { timeout: '2' });
    expectFailure(result, 'proxy_unreachable', '127.0.0.1:1, the proxy to login.test, takes no connection.');
  });

  test('that does not reach the server', async () => {
    await using own = await startProxy({ user, password });
    const result = await askThrough({ https_proxy: through(own) }, { timeout: '4' }); // time for a second attempt
    expectFailure(result, 'proxy_unreachable', /answered 5\d\d\. Attempt \d/);
    expect(own.asked.length).toBeGreaterThan(1);
  });

  test('that never answers is not waited for', async () => {
    const silent = createServer();
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const result = await askThrough({ https_proxy: through(silent.address() as AddressInfo) }, { timeout: '1' });
    expectFailure(result, 'timeout', /login\.test did not answer within (1|0\.\d) s/);
    expect(result.took).toBeLessThan(10_000);
    silent.close();
  });

  test('that opens the TLS connection is found out', async () => {
    const result = await askThrough({ https_proxy: through(proxy) }, { ca_certificate: '' });
    expectFailure(result, 'certificate_untrusted', 'issued to "token server" by "Example Private CA"');
  });
});

test.each([
  ['an @ in the user', 'http://svc@corp.example:PASSWORD@HOST'],
  ['that, and no scheme', 'svc@corp.example:PASSWORD@HOST'],
  ['a space before it', ' http://svc:PASSWORD@HOST'],
  ['a line break before it', '\nhttp://svc:PASSWORD@HOST'],
  ['a tab in it', 'ht\ttp://svc:PASSWORD@HOST'],
  ['three slashes', 'http:///svc:PASSWORD@HOST'],
])('a proxy variable with %s: what is sent is masked', async (_, form) => {
  const secret = 'Passw0rd-XYZ';
  const sent: string[] = [];
  const listener = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        sent.push(/^proxy-authorization: Basic (\S+)$/im.exec(data.toString())?.[1] ?? '');
        socket.end('HTTP/1.1 407 no\r\n\r\n');
      });
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${String((listener.address() as AddressInfo).port)}`;
  const https_proxy = form.replace('PASSWORD', secret).replace('HOST', host);
  const { masks } = await askThrough({ https_proxy }, { timeout: '2' }, [secret]);
  listener.close();
  expect(Buffer.from(sent[0] ?? '', 'base64').toString()).toContain(secret);
  expect(masks).toEqual(expect.arrayContaining([secret, sent[0]]));
});

describe('no_proxy', () => {
  const asks = (noProxy: string, host: string): boolean => {
    vi.stubEnv('https_proxy', 'http://proxy.test:3128');
    vi.stubEnv('no_proxy', noProxy); // http-client reads it there
    return checkProxy(new URL(`https://${host}/token`), process.env, record().log) !== undefined;
  };
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  test.each<[string, readonly string[], readonly string[]]>([
    ['example.com', ['example.com', 'a.example.com', 'EXAMPLE.com:8443'], ['example.org', 'anexample.com']],
    ['.example.com', ['a.example.com', 'a.b.example.com'], ['example.com', 'anexample.com']],
    ['example.com:8443', ['example.com:8443', 'a.example.com:8443'], ['example.com', 'a.example.com']],
    ['10.1.2.3', ['10.1.2.3', '10.1.2.3:8443'], ['10.1.2.4', '110.1.2.3']],
    ['*', ['example.com', '10.1.2.3'], []],
    ['a.test, example.com', ['example.com', 'a.test'], ['b.test']],
    ['*.example.com', ['a.example.com', 'a.b.example.com'], ['example.com', 'anexample.com']],
    ['a.test, *.corp.example', ['a.test', 'login.corp.example'], ['corp.example']],
    ['10.0.0.0/8', [], ['10.1.2.3']],
    ['a.test example.com', [], ['a.test', 'example.com']],
  ])('%s', (noProxy, direct, proxied) => {
    expect(direct.filter((host) => asks(noProxy, host))).toEqual([]);
    expect(proxied.filter((host) => !asks(noProxy, host))).toEqual([]);
  });
});

describe.concurrent('a proxy variable that cannot be used', () => {
  test.each<[string, string, ErrorCode]>([
    ['of another kind', `socks5://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:1`, 'proxy_invalid'],
    ['that is asked over TLS', 'https://127.0.0.1:1', 'proxy_invalid'],
    ['of an IPv6 address', 'http://[::1]:1', 'proxy_invalid'],
    ['without a host', 'http://', 'proxy_invalid'],
    ['with a slash in its password', `http://u:pä/ss${password}@127.0.0.1:1`, 'proxy_invalid'],
    ['with a port that is none', `http://u:${encodeURIComponent(password)}@127.0.0.1:99999`, 'proxy_invalid'],
    ['with a password that is not percent-encoded', `http://u:${password}@127.0.0.1:1`, 'proxy_invalid'],
    ['with a path', 'http://127.0.0.1:1/proxy', 'proxy_invalid'],
  ])('%s is named, and the server is not asked past it', async (_, https_proxy, code) => {
    // A step that went past the proxy would not find the host.
    const result = await askThrough(
      { https_proxy },
      { token_url: UNKNOWN, timeout: '2' },
      https_proxy.includes('@') ? [password] : [],
    );
    expectFailure(result, code, 'https_proxy must be an http:// URL');
  });
});
