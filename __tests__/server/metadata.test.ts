import { describe, expect, test } from 'vitest';
import { readMetadata, wellKnown } from '../../src/oauth/metadata.ts';

describe('where the metadata of an issuer is', () => {
  test.each([
    ['https://id.example', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
    ['https://id.example/', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
    ['https://id.example/a/b', '/a/b/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/a/b'],
    ['https://id.example:8443/a/', '/a/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/a'],
  ])('%s', (issuer, connect, oauth) => {
    const { origin } = new URL(issuer);
    expect(wellKnown(issuer).map(({ href }) => href)).toEqual([origin + connect, origin + oauth]);
  });
});

describe('what is read of it', () => {
  const issuer = 'https://id.example';
  const fields = {
    issuer,
    token_endpoint: 'https://id.example/t',
    revocation_endpoint: 'https://id.example/r',
    mtls_endpoint_aliases: { token_endpoint: 'https://mtls.id.example/t' },
  };
  const read = (more: object, certified = false, repeats = false): ReturnType<typeof readMetadata> =>
    readMetadata(issuer, certified, () => Promise.resolve({ status: 200, fields: { ...fields, ...more } }), {
      foreign: (text) => text,
      repeats: () => repeats,
    });

  test('a client that shows a certificate goes where the server sees it (RFC 8705, 5)', async () => {
    expect(await read({}, true)).toMatchObject({
      tokenUrl: new URL('https://mtls.id.example/t'),
      revocationUrl: new URL('https://id.example/r'),
    });
    expect(await read({}, false)).toMatchObject({ tokenUrl: new URL('https://id.example/t') });
  });

  test.each([[undefined], [null], ['x'], [7]])('aliases that are none: %j', async (mtls_endpoint_aliases) => {
    expect(await read({ mtls_endpoint_aliases }, true)).toMatchObject({ tokenUrl: new URL('https://id.example/t') });
  });

  test.each([
    [undefined, ['client_secret_basic']],
    [['private_key_jwt', 1, null], ['private_key_jwt']],
    ['private_key_jwt', undefined],
  ])('the methods that it takes: %j', async (token_endpoint_auth_methods_supported, methodsTaken) => {
    expect(await read({ token_endpoint_auth_methods_supported })).toMatchObject({ methodsTaken });
  });

  test('a host that repeats a secret, unless it is the one that was given', async () => {
    expect(await read({}, false, true)).toMatchObject({ tokenUrl: new URL('https://id.example/t') });
    const problem = { id: 'metadata_invalid/endpoint', params: { name: 'revocation_endpoint', problem: 'secret' } };
    await expect(read({ revocation_endpoint: 'https://id.example:444/r' }, false, true)).rejects.toMatchObject(problem);
  });

  test('no revocation endpoint', async () => {
    expect(await read({ revocation_endpoint: undefined })).toMatchObject({ revocationUrl: undefined });
    expect(await read({ revocation_endpoint: null })).toMatchObject({ revocationUrl: undefined });
  });
});
