/**
 * Jobs that are cancelled, and answers that are lost, with real sessions behind them: none is left, or it is told.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { startStep, type RunningStep } from '../helpers/process.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';
import { endpoint, sessionsOf } from './job.ts';
import { secret } from './realm.ts';
import { type Fate, held, startRelay, type Relay } from './relay.ts';

const client_id = 'arkane-counted-lost';

describe.each(inject('servers'))('$name', (server) => {
  const start = (relay: Relay): RunningStep => startStep({ client_id, client_secret: secret, token_url: endpoint(relay.server) });
  const post = (state: Record<string, string>): Promise<StepResult> => runStep({ entry: 'post', state, secrets: [secret] });
  const open = (): Promise<number> => sessionsOf(server, client_id);
  let before = 0;
  beforeEach(async () => {
    before = await open();
  });

  test('20 jobs at once, of which 7 are cancelled while their answers are on their way', async () => {
    await using relay = await startRelay(server);
    const answers = Array.from({ length: 20 }, held);
    relay.fates.push(...answers.map(({ fate }) => fate));
    const steps = Array.from({ length: 20 }, () => start(relay));
    await Promise.all(answers.map(({ arrived }) => arrived));
    for (const step of steps.slice(0, 7)) step.child.kill('SIGINT');
    await sleep(500); // the signals arrive first
    for (const { release } of answers) release();
    expect(await Promise.all(steps.map(({ ended }) => ended))).toEqual(steps.map((_, index) => (index < 7 ? 1 : 0)));
    expect(await open()).toBe(before + 20);
    for (const step of steps) {
      expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
      step[Symbol.dispose]();
    }
    expect(await open()).toBe(before);
  });

  test('a token after a 503 that holds one, too: both sessions are ended', async () => {
    await using relay = await startRelay(server);
    relay.fates.push((response, { body }) => response.writeHead(503).end(body));
    using step = start(relay);
    expect(await step.ended).toBe(0);
    expect(await open()).toBe(before + 2);
    expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
    expect(await open()).toBe(before);
  });

  const cut: Fate = (response, { body }) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length + 9)}\r\n\r\n${body.toString()}`,
    );
  };
  const fates: [string, Fate][] = [
    ['that breaks off', cut],
    ['that never comes', (response) => response.destroy()],
  ];
  test.each(fates)('a token after an answer %s: that a session may be open is said', async (_, fate) => {
    await using relay = await startRelay(server);
    relay.fates.push(fate);
    using step = start(relay);
    expect(await step.ended).toBe(0);
    expect(step.printed()).toMatch(/^::warning .*#answers-were-lost$/m);
    await post(step.state());
    expect(await open()).toBe(before + 1);
  });

  test('a token of another type is refused, and its session ended', async () => {
    await using relay = await startRelay(server);
    relay.fates.push((response, { body }) => response.end(body.toString().replace(/"[Bb]earer"/, '"DPoP"')));
    using step = start(relay);
    expect(await step.ended).toBe(1);
    expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
    expect(await open()).toBe(before);
  });
});
