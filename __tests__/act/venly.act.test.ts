/**
 * The first workflow and the recipes of docs/venly.md, run by act as they stand there: Venly's APIs check each token by the keys of its
 * realm.
 */
import { describe, expect, test } from 'vitest';
import { textOf } from '../helpers/documents.ts';
import { ended, main, post, startScene, VENLY } from './scene.ts';

/** The rows of a table that have a server and a call: what is under `with:`, and the URL; each URL once. */
const rows = ['README.md', 'docs/venly.md']
  .flatMap((document) =>
    Array.from(textOf(document).matchAll(/^\| ([^|]+?) +\| (`environment: [^|]+?) +\| `(https:[^|]+?)` +\|$/gm)).map(
      ([, product = '', inputs = '', url = '']) => ({
        product: `${product} of ${document}`,
        inputs: Array.from(inputs.matchAll(/`(\w+: [\w-]+)`/g), ([, input = '']) => input),
        url,
      }),
    ),
  )
  .filter(
    ({ url, inputs }, index, all) => all.findIndex((row) => row.url === url && String(row.inputs) === String(inputs)) === index,
  );

/** The first workflow with the lines of a product. */
const changed =
  (inputs: readonly string[], url: string) =>
  (workflow: string): string =>
    workflow.replace('environment: venly\n', `${inputs.join('\n          ')}\n`).replace(/https:\S+/, url);

describe('first.yml', () => {
  test('has a row for each product', () => {
    expect(rows.length).toBeGreaterThanOrEqual(8);
  });

  test('as it stands: a token, and a call that answers', async () => {
    await using scene = await startScene();
    const { exitCode, log, steps } = await scene.run('first.yml');
    expect(steps).toEqual([
      main('wallets'),
      'wallets: Success - Main printf \'Authorization: Bearer %s\' "$TOKEN" |',
      post('wallets'),
    ]);
    expect(log).toMatch(/\| true$/m);
    expect(log).toContain(ended('login.venly.io'));
    expect(log).not.toContain('::warning');
    expect(scene.internet.requests).toEqual([
      `POST ${VENLY}/token`,
      'GET api-wallet.venly.io/api/wallets',
      `POST ${VENLY}/revoke`,
    ]);
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test.each(rows.filter(({ url }) => !textOf('__tests__/workflows/first.yml').includes(url)))(
    '$product: $url',
    async ({ inputs, url }) => {
      await using scene = await startScene();
      const { exitCode, log } = await scene.run('first.yml', { change: changed(inputs, url) });
      const realm = inputs.includes('realm: VenlyFinance') ? 'VenlyFinance' : 'Arkane';
      expect(scene.venly.api.calls).toEqual([{ call: `GET ${url.replace('https://', '')}`, status: 200 }]);
      expect(log).toMatch(/\| true$/m);
      expect(log).not.toContain('::warning');
      expect(scene.venly[realm].requests).toEqual(['token', 'revoke']);
      expect([...scene.venly[realm].open]).toEqual([]);
      expect(exitCode).toBe(0);
    },
  );

  test('an expired token: red, and the log says what docs/venly.md says', async () => {
    await using scene = await startScene();
    scene.venly.api.ahead = 301_000;
    const { exitCode, log, steps } = await scene.run('first.yml');
    const [, said = ''] = /^```text\n(.*?)^```$/ms.exec(textOf('docs/venly.md')) ?? [];
    expect(said.trim().split('\n')).toHaveLength(2);
    for (const line of said.trim().split('\n')) expect(log).toContain(`| ${line}`);
    expect(steps[1]).toMatch(/^wallets: Failure - Main printf/);
    expect(scene.venly.api.calls).toEqual([{ call: 'GET api-wallet.venly.io/api/wallets', status: 401 }]);
    expect([...scene.venly.Arkane.open]).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('a token of the other realm: the API refuses it', async () => {
    await using scene = await startScene();
    const change = changed(['environment: venly'], 'https://api.venlyfinance.com/v1/parties?size=1');
    const { exitCode } = await scene.run('first.yml', { change });
    expect(scene.venly.api.calls).toEqual([{ call: 'GET api.venlyfinance.com/v1/parties?size=1', status: 401 }]);
    expect(exitCode).toBe(1);
  });

  test('a realm whose case is wrong: red, and nothing is called', async () => {
    await using scene = await startScene();
    const change = changed(['environment: venly', 'realm: venlyfinance'], 'https://api.venlyfinance.com/v1/parties?size=1');
    const { exitCode, log } = await scene.run('first.yml', { change });
    expect(log).toMatch(/::error .*venlyfinance.*VenlyFinance/);
    expect(scene.venly.api.calls).toEqual([]);
    expect(exitCode).toBe(1);
  });
});

describe('nightly.yml', () => {
  const calls = [
    'GET api-staging.venlyfinance.com/v1/parties?size=1',
    'GET api-staging.venlyfinance.com/v1/accounts?size=1',
    'GET api-fundflow-staging.venly.io/v1/company',
  ];

  test('three calls, and the expiry in the summary', async () => {
    await using scene = await startScene();
    const { exitCode, log } = await scene.run('nightly.yml', { event: 'schedule' });
    expect(scene.venly.api.calls).toEqual(calls.map((call) => ({ call, status: 200 })));
    expect(log.match(/\| true$/gm)).toHaveLength(3);
    expect(log).toMatch(/<tr><th>[\w ]+<\/th><td>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
    expect(log).not.toContain('::warning');
    expect([...scene.venly.VenlyFinance.open]).toEqual([]);
    expect(exitCode).toBe(0);
  });

  test('a call that fails is red, and the last', async () => {
    await using scene = await startScene();
    scene.venly.api.ahead = 301_000;
    const { exitCode } = await scene.run('nightly.yml', { event: 'schedule' });
    expect(scene.venly.api.calls).toEqual([{ call: calls[0], status: 401 }]);
    expect(exitCode).toBe(1);
  });
});

test('build-then-deploy.yml: the token is as fresh as it can be', async () => {
  await using scene = await startScene();
  const { exitCode, steps } = await scene.run('build-then-deploy.yml');
  expect(steps).toEqual([
    'deploy: Success - Main actions/checkout@v7',
    'deploy: Success - Main ./build.sh',
    main(),
    'deploy: Success - Main ./deploy.sh',
    post(),
  ]);
  expect(scene.api.calls).toEqual([{ path: '/deploy/', token: scene.venly.Arkane.granted[0], active: true }]);
  expect([...scene.venly.Arkane.open]).toEqual([]);
  expect(exitCode).toBe(0);
});
