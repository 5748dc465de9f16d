/**
 * A job that is cancelled, killed, or loses its log in any moment: never green without its token, no session without a word.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { startKeycloakLike, type KeycloakLike } from './helpers/keycloak-like.ts';
import { startStep, type RunningStep } from './helpers/process.ts';
import { runStep, savedIn, type StepResult } from './helpers/runner.ts';

const secret = 'cancel-secret-9a41c7d2';
const servers: KeycloakLike[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function start(): Promise<KeycloakLike> {
  const server = await startKeycloakLike({ secret });
  servers.push(server);
  return server;
}

const main = (server: KeycloakLike, more: Record<string, string> = {}): RunningStep =>
  startStep({ client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, ...more });

/** The post step, which the runner starts after a cancellation, too. */
async function post(step: RunningStep): Promise<StepResult> {
  const result = await runStep({ entry: 'post', state: step.state(), secrets: [secret] });
  expect({ exitCode: result.exitCode, errors: result.errors }).toEqual({ exitCode: 0, errors: [] });
  return result;
}

/** Until the server has granted a token, or asked for `requests` things. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 2000) throw new Error('It never came to that.');
    await sleep(5);
  }
}

describe.skipIf(process.platform === 'win32')('a cancelled step', () => {
  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
    'that gets %s while its answer is on its way waits for it, and leaves the session to post',
    async (signal) => {
      const server = await start();
      let answer = (): void => undefined;
      server.onGrant = (response, granted) => {
        answer = () => response.setHeader('content-type', 'application/json').end(JSON.stringify(granted));
      };
      using step = main(server);
      await until(() => server.granted.length > 0);
      step.child.kill(signal);
      await sleep(300);
      answer();
      expect(await step.ended).toBe(1);
      expect(step.outputs()).toEqual({});
      expect(step.printed()).toMatch(/^::error title=The step was cancelled::.*its session ends with the job\./m);
      expect(step.printed().match(/^::error/gm)).toHaveLength(1);
      expect(server.open.size).toBe(1);
      expect((await post(step)).log).toMatch(/^Ended the session/m);
      expect(server.open.size).toBe(0);
    },
  );

  test('whose answer does not come waits 7 s, and says that a session may be open', async () => {
    const server = await start();
    server.onGrant = () => undefined;
    using step = main(server);
    await until(() => server.granted.length > 0);
    const cancelled = performance.now();
    step.child.kill('SIGINT');
    expect(await step.ended).toBe(1);
    expect(performance.now() - cancelled).toBeGreaterThan(6_500);
    expect(performance.now() - cancelled).toBeLessThan(7_500);
    expect(step.printed()).toMatch(/cancelled.*may have opened a session.*client backend at 127/);
    expect((await post(step)).raw).toBe('');
  });

  test('that gets a second signal ends at once, and post says what may be open', async () => {
    const server = await start();
    server.onGrant = () => undefined;
    using step = main(server);
    await until(() => server.granted.length > 0);
    const cancelled = performance.now();
    step.child.kill('SIGINT');
    await sleep(100);
    step.child.kill('SIGTERM');
    expect(await step.ended).toBe(1);
    expect(performance.now() - cancelled).toBeLessThan(3_000);
    const [warning] = (await post(step)).warnings;
    expect(warning).toMatchObject({ title: 'The main step was ended early' });
    expect(warning?.message).toContain('a session of client backend at 127.0.0.1');
  });

  test('between two attempts begins no other', async () => {
    const server = await start();
    server.onGrant = (response) => response.writeHead(503, { 'retry-after': '5' }).end();
    using step = main(server);
    await until(() => step.printed().includes('Trying again'));
    step.child.kill('SIGINT');
    expect(await step.ended).toBe(1);
    expect(step.printed()).toMatch(/^::error title=The step was cancelled::/m);
    expect(server.requests).toEqual(['token']);
  });

  test('that is asking GitHub for an ID token asks the server for nothing', async () => {
    const server = await start();
    const idp = await start(); // never answers
    idp.onGrant = () => undefined;
    using step = startStep(
      { client_id: 'backend', auth_method: 'github_oidc', token_url: server.tokenUrl },
      {
        env: {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${idp.tokenUrl}?client_secret=x`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-runner',
        },
      },
    );
    await sleep(400);
    step.child.kill('SIGINT');
    await sleep(100);
    step.child.kill('SIGINT');
    expect(await step.ended).toBe(1);
    expect(server.requests).toEqual([]);
  });

  test('that GitHub keeps waiting for an ID token says nothing of a session', async () => {
    const server = await start();
    let asked = 0;
    const github = createServer(() => asked++).listen(0, '127.0.0.1');
    await once(github, 'listening');
    const { port } = github.address() as AddressInfo;
    using step = startStep(
      { client_id: 'backend', auth_method: 'github_oidc', token_url: server.tokenUrl },
      {
        env: {
          ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${String(port)}/`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-runner',
        },
      },
    );
    await until(() => asked > 0);
    step.child.kill('SIGINT');
    expect(await step.ended).toBe(1);
    expect(step.printed()).toMatch(/^::error title=The step was cancelled::/m);
    expect(step.printed()).not.toContain('session');
    expect(server.requests).toEqual([]);
    github.closeAllConnections();
    github.close();
  });

  test('is a post step: it waits for the answer, is green, and says what stays', async () => {
    const server = await start();
    const minted = await runStep({ inputs: { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl } });
    let answer = (): void => undefined;
    server.onEnding = (response) => {
      answer = () => response.writeHead(204).end();
    };
    const environment = Object.fromEntries(Object.entries(minted.state).map(([name, value]) => [`STATE_${name}`, value]));
    using waits = startStep({}, { entry: 'post', env: environment });
    await until(() => server.endings.length === 1);
    waits.child.kill('SIGINT');
    await sleep(200);
    answer();
    expect(await waits.ended).toBe(0);
    expect(waits.printed()).toMatch(/^Ended the session/m);
    using hangs = startStep({}, { entry: 'post', env: environment });
    await until(() => server.endings.length === 2);
    hangs.child.kill('SIGINT');
    await sleep(100);
    hangs.child.kill('SIGTERM');
    expect(await hangs.ended).toBe(0);
  });

  test('is a post step with very many sessions: it asks for few more, and counts the others', async () => {
    const server = await start();
    const minted = await runStep({ inputs: { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl } });
    server.onEnding = (response) => setTimeout(() => response.writeHead(400).end(), 50);
    const sessions = Array.from({ length: 1000 }, (_, index) => ({ kind: 'refresh_token', token: `refresh-${String(index)}` }));
    const STATE_session = JSON.stringify({ ...savedIn(minted.state), sessions });
    using step = startStep({}, { entry: 'post', env: { STATE_session } });
    await until(() => server.endings.length > 0);
    step.child.kill('SIGINT');
    expect(await step.ended).toBe(0);
    expect(server.endings.length).toBeLessThan(100);
    expect(step.printed()).toMatch(/^::warning title=Sessions are left open::9\d\d sessions of client backend/m);
  });

  test('twenty at once, of which seven are cancelled: no session is left', async () => {
    const server = await start();
    const answers: (() => void)[] = [];
    server.onGrant = (response, granted) => {
      answers.push(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(granted)));
    };
    const steps = Array.from({ length: 20 }, () => main(server));
    await until(() => answers.length === 20);
    for (const step of steps.slice(0, 7)) step.child.kill('SIGINT');
    await sleep(300);
    for (const answer of answers) answer();
    const codes = await Promise.all(steps.map((step) => step.ended));
    expect(codes).toEqual(steps.map((_, index) => (index < 7 ? 1 : 0)));
    expect(server.open.size).toBe(20);
    for (const step of steps) {
      await post(step);
      step[Symbol.dispose]();
    }
    expect(server.open.size).toBe(0);
  });

  test(
    '200 kills at random moments: never green without its token, no session without a word',
    { timeout: 120_000 },
    async () => {
      const server = await start();
      server.onGrant = (response, granted) => {
        setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(granted)), 10);
      };
      const silent: string[] = [];
      const killOne = async (moment: number): Promise<void> => {
        using step = main(server);
        await Promise.race([sleep(moment), step.ended]);
        step.child.kill('SIGKILL');
        const code = await step.ended;
        const { access_token } = step.outputs();
        if (code === 0) expect(server.granted).toContain(access_token);
        // What main itself or post says of it.
        const said = savedIn(step.state());
        const told = await post(step);
        const known = (said.sessions ?? []).map(({ token }) => token);
        for (const token of known) if (server.open.has(token)) silent.push(token);
        if (said.asking) expect(told.warnings[0]?.title).toBe('The main step was ended early');
        mayBeOpen += said.asking ? 1 : 0;
      };
      let mayBeOpen = 0;
      // How long four at once take on this machine: they are killed in every moment of it.
      const started = performance.now();
      const whole = [0, 1, 2, 3].map(() => main(server));
      await Promise.all(whole.map((step) => step.ended));
      const took = performance.now() - started;
      for (const step of whole) await post(step);
      for (let round = 0; round < 50; round++)
        await Promise.all([0, 1, 2, 3].map((lane) => killOne(took * ((((round * 4 + lane) * 79) % 200) / 160))));
      expect(silent).toEqual([]);
      // Every session that nobody ended is one of those that a warning told of.
      expect(server.open.size).toBeLessThanOrEqual(mayBeOpen);
      expect(server.granted.length).toBeGreaterThan(20);
    },
  );
});

describe('a log that nobody reads', () => {
  test('keeps no session open: post is green', async () => {
    const server = await start();
    const minted = await runStep({ inputs: { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl } });
    const environment = Object.fromEntries(Object.entries(minted.state).map(([name, value]) => [`STATE_${name}`, value]));
    using step = startStep({}, { entry: 'post', env: environment });
    step.child.stdout.destroy();
    step.child.stderr.destroy();
    expect(await step.ended).toBe(0);
    expect(server.open.size).toBe(0);
  });

  test('likewise where the session cannot be ended', async () => {
    const server = await start();
    const minted = await runStep({ inputs: { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl } });
    server.onEnding = (response) => response.writeHead(403).end('no');
    const environment = Object.fromEntries(Object.entries(minted.state).map(([name, value]) => [`STATE_${name}`, value]));
    using step = startStep({}, { entry: 'post', env: environment });
    step.child.stdout.destroy();
    step.child.stderr.destroy();
    expect(await step.ended).toBe(0);
  });
});
