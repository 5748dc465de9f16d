/**
 * Jobs that are cancelled, and answers that are lost, with real sessions behind them: none is left, or it is told.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { startStep, type RunningStep } from '../helpers/process.ts';
import { runStep, type StepResult } from '../helpers/runner.ts';
import { endpoint, lives } from './job.ts';
import { secret } from './realm.ts';
import { type Fate, held, startRelay, type Relay } from './relay.ts';

const client_id = 'arkane-refresh';

describe.each(inject('servers'))('$name', (server) => {
  const start = (relay: Relay): RunningStep => startStep({ client_id, client_secret: secret, token_url: endpoint(relay.server) });
  const post = (state: Record<string, string>): Promise<StepResult> => runStep({ entry: 'post', state, secrets: [secret] });
  /** How many of the sessions that came through the relay are alive; asked directly, so as not to be counted. */
  const alive = async (relay: Relay): Promise<number> => {
    const all = await Promise.all(
      relay.granted.map((refresh_token) =>
        lives(relay.server, client_id, { outputs: { refresh_token } } as unknown as StepResult),
      ),
    );
    return all.filter(Boolean).length;
  };

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
    const granted = [...relay.granted];
    expect(granted).toHaveLength(20);
    for (const step of steps) {
      expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
      step[Symbol.dispose]();
    }
    expect(await alive(relay)).toBe(0);
  });

  const cut: Fate = (response, { body }) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length + 9)}\r\n\r\n${body.toString()}`,
    );
  };
  const fates: [string, Fate][] = [
    ['503 with the token', (response, { body }) => response.writeHead(503).end(body)],
    ['an answer that breaks off at its end', cut],
  ];
  test.each(fates)('a token after %s: both sessions are ended', async (_, fate) => {
    await using relay = await startRelay(server);
    relay.fates.push(fate);
    using step = start(relay);
    expect(await step.ended).toBe(0);
    expect(relay.granted).toHaveLength(2);
    expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
    expect(await alive(relay)).toBe(0);
  });

  test('an answer that never came is told', async () => {
    await using relay = await startRelay(server);
    relay.fates.push((response) => response.destroy());
    using step = start(relay);
    expect(await step.ended).toBe(0);
    expect(step.printed()).toMatch(/::warning title=Answers were lost::A request was sent/);
    await post(step.state());
    expect(await alive(relay)).toBe(1);
  });

  test('a token of another type is refused, and its session ended', async () => {
    await using relay = await startRelay(server);
    relay.fates.push((response, { body }) => response.end(body.toString().replace(/"[Bb]earer"/, '"DPoP"')));
    using step = start(relay);
    expect(await step.ended).toBe(1);
    expect(await post(step.state())).toMatchObject({ exitCode: 0, warnings: [] });
    expect(await alive(relay)).toBe(0);
  });
});
