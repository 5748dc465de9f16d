import { expect, test } from 'vitest';
import { ask, grant, startHostileServer, token } from '../helpers/hostile-server.ts';

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`;

test('id_token: an output, masked, where the server sends one', async () => {
  const idToken = jwt({ sub: 'service-account-arkane-ci', nonce: Math.random() });
  await using server = await startHostileServer([grant({ id_token: idToken }), grant()]);
  const { outputs, masks } = await ask(server, { inputs: { scope: 'openid' }, secrets: [idToken] });
  expect(outputs).toMatchObject({ access_token: token, id_token: idToken });
  expect(masks).toContain(idToken);
  expect(Object.keys((await ask(server)).outputs)).not.toContain('id_token');
});

test('audience: a token that is for another is given all the same, with a warning', async () => {
  const accessToken = jwt({ aud: ['account'], nonce: Math.random() });
  await using server = await startHostileServer(grant({ access_token: accessToken }));
  const inputs = { audience: 'https://api.example.com' };
  const { exitCode, warnings, outputs } = await ask(server, { inputs, secrets: [accessToken] });
  expect({ exitCode, token: outputs['access_token'] }).toEqual({ exitCode: 0, token: accessToken });
  expect(warnings).toEqual([
    {
      title: 'The token is not for the audience',
      message: expect.stringMatching(
        /^Asked for the audience https:\/\/api\.example\.com, and the token is for account\..*mapper/,
      ) as string,
    },
  ]);
});
