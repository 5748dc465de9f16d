/**
 * The inputs of each action file. Written by `npm run format`.
 */
export const inputNames = {
  main: [
    'client_id',
    'client_secret',
    'environment',
    'token_url',
    'issuer',
    'scope',
    'audience',
    'parameters',
    'auth_method',
    'private_key',
    'private_key_id',
    'assertion_audience',
    'client_assertion_file',
    'client_certificate',
    'client_certificate_key',
    'timeout',
    'min_validity',
    'ca_certificate',
    'revoke',
    'seal_key',
    'summary',
    'token_command',
  ],
  end: [
    'sealed_session',
    'seal_key',
    'client_secret',
    'private_key',
    'client_assertion_file',
    'client_certificate',
    'client_certificate_key',
  ],
  unseal: ['sealed_token', 'seal_key', 'min_validity'],
} as const;

/** What an input has that nobody set: nothing, or its default. */
export const unset: readonly string[] = ['', 'production', 'client_secret_post', '60', '0', 'auto', 'false'];
