/**
 * The catalogue: every failure a user can meet, why it most likely happened and the one thing to do. docs/errors.md has a section
 * for each. It is a chunk of its own in dist/, read only when something fails.
 */
import type { ActionError } from './errors.ts';

interface Entry {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

const catalogue = {
  input_missing: {
    title: 'An input is missing',
    why: 'It is not set under `with:`, or the expression that sets it is empty.',
    fix: 'Set it in the step that uses this action.',
  },
  secret_empty: {
    title: 'A secret is empty',
    why: 'The secret may not be saved yet, its name may be misspelt, or it may belong to an environment that this job does not name, or to the organisation, which does not grant it to this repository.',
    fix: 'Compare the name with Settings > Secrets and variables > Actions, and give the job the `environment:` that holds the secret.',
  },
  secret_withheld: {
    title: 'A secret is withheld from this run',
    why: 'GitHub gives no repository secrets to such runs.',
    fix: 'Skip the job there, or run it on an event that has secrets.',
  },
  input_invalid: {
    title: 'An input is not valid',
    why: '',
    fix: 'Correct it in the step that uses this action.',
  },
  private_key_invalid: {
    title: 'private_key is not usable',
    why: 'An assertion can only be signed with an unencrypted private key in PEM.',
    fix: 'Give the text of the key file.',
  },
  id_token_unavailable: {
    title: 'GitHub gives this job no ID token',
    why: 'The job lacks the permission to ask for one.',
    fix: 'Give the job `permissions: { id-token: write, contents: read }`; a reusable workflow needs it in the calling job, too.',
  },
  id_token_refused: {
    title: 'GitHub refused to give an ID token',
    why: 'Its endpoint is disturbed, or the token of this job is no longer valid.',
    fix: 'Run the job again.',
  },
  runner_missing: {
    title: 'Not run by a GitHub Actions runner',
    why: 'Without the file that GITHUB_OUTPUT names, the token could only be handed on in the log.',
    fix: 'Use this action as a step of a workflow.',
  },
  output_failed: {
    title: 'The outputs or the state could not be written',
    why: "The runner's disk may be full, or its temporary folder may be gone.",
    fix: 'Free space on the runner and run the job again.',
  },
  proxy_invalid: {
    title: 'The proxy setting is not valid',
    why: 'The environment variable holds no http:// URL of a host name and port; https://, socks or an IPv6 address for the proxy itself is not supported.',
    fix: 'Set it to http://host:port, or add the host of the token server to NO_PROXY.',
  },
  proxy_refused: {
    title: 'The proxy refused the connection',
    why: 'It asks for credentials, or does not allow this host.',
    fix: 'Put valid credentials into the proxy variable of the runner, or have the host allowed.',
  },
  proxy_unreachable: {
    title: 'The proxy cannot be reached',
    why: 'The address in the proxy variable may be wrong, the proxy is down, or it closed the connection.',
    fix: 'Correct the variable on the runner, or add the host of the token server to NO_PROXY.',
  },
  host_not_found: {
    title: 'The server name cannot be resolved',
    why: 'The name may be misspelt, or the DNS of the runner does not know it.',
    fix: 'Check `environment` or `token_url`, then the DNS of the runner.',
  },
  connection_refused: {
    title: 'The server refused the connection',
    why: 'Nothing listens there: the server is down, or the port is wrong.',
    fix: 'Check `token_url`, and that the server runs.',
  },
  connection_failed: {
    title: 'The connection failed',
    why: 'The network between runner and server broke, or something between them closed the connection.',
    fix: 'Run the job again; if it stays, check firewall and egress rules of the runner.',
  },
  timeout: {
    title: 'The server did not answer in time',
    why: 'It is overloaded, or a firewall drops the packets.',
    fix: 'Run the job again; if it stays, check the egress rules of the runner.',
  },
  certificate_untrusted: {
    title: 'The certificate is not trusted',
    why: 'A private certificate authority signed it, or a proxy opens the TLS connection.',
    fix: 'Trust that authority in one of three ways: its PEM in the input `ca_certificate`, NODE_EXTRA_CA_CERTS=/path/to.pem, or NODE_USE_SYSTEM_CA=1 on a runner whose system trusts it.',
  },
  certificate_expired: {
    title: 'The certificate is not valid at this time',
    why: 'It has expired or is not valid yet, or the clock of the runner is wrong.',
    fix: 'Check the clock of the runner, then have the certificate renewed.',
  },
  certificate_wrong_host: {
    title: 'The certificate is for another host',
    why: 'The host in `token_url` may be wrong, or a proxy answers in its place.',
    fix: 'Use the name that the certificate was issued for.',
  },
  tls_failed: {
    title: 'No TLS connection could be made',
    why: 'The port may not speak TLS, or the two sides share no TLS version.',
    fix: 'Check host and port of `token_url`.',
  },
  redirect: {
    title: 'The server answered with a redirect',
    why: 'Following it would send the client secret to another address.',
    fix: 'If it names an address that you trust, use the token endpoint there as `token_url`.',
  },
  answer_too_large: {
    title: 'The answer is too large',
    why: 'No token response is larger than 1 MiB: this is another page, or no token endpoint.',
    fix: 'Check `token_url`.',
  },
  answer_invalid: {
    title: 'The answer is no token response',
    why: 'Something in front of the server answered, or the URL is not its token endpoint.',
    fix: 'Check `token_url`, and what a proxy or gateway between answers.',
  },
  token_invalid: {
    title: 'The access token is not usable',
    why: 'A token is one line of visible ASCII characters; anything else could write other outputs or headers.',
    fix: 'Tell the administrator of the server.',
  },
  token_type_unsupported: {
    title: 'The token is no Bearer token',
    why: 'The client is set up for another kind of token, such as DPoP.',
    fix: 'Have the client set to Bearer tokens.',
  },
  token_expired: {
    title: 'The access token has expired already',
    why: 'The server issues tokens with no lifetime, or the answer took longer than the lifetime.',
    fix: 'Raise the access token lifespan of the client.',
  },
  token_too_short: {
    title: 'The access token is not valid for long enough',
    why: 'The access token lifespan of the client is shorter than `min_validity`.',
    fix: 'Lower `min_validity`, or raise the lifespan.',
  },
  token_too_large: {
    title: 'The access token is too large to be sealed',
    why: 'A later job gets it through an environment variable, which holds 128 KiB.',
    fix: 'Leave out `seal_key`, or have fewer roles and claims put into the token.',
  },
  seal_key_invalid: {
    title: 'seal_key is no key',
    why: 'A passphrase could be guessed by anyone who can read the run.',
    fix: 'Make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
  },
  sealed_token_missing: {
    title: 'There is no sealed token',
    why: 'The job that seals it was skipped or is not in `needs:`, its `seal_key` was empty, its `outputs:` are not wired, or the runner dropped the output because another secret is only a letter or two long (its log then says "Skip output").',
    fix: 'Give that job `outputs: sealed_token: ${{ steps.arkane.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
  },
  sealed_token_invalid: {
    title: 'This is no sealed token',
    why: 'The input holds another value, or only a part of the output.',
    fix: 'Give the output `sealed_token` as it is.',
  },
  sealed_token_unreadable: {
    title: 'The sealed token cannot be opened',
    why: 'The job that sealed it has another `seal_key`, or the text was changed on the way.',
    fix: 'Give the same secret as `seal_key` in both jobs, then re-run all jobs.',
  },
  sealed_token_of_other_run: {
    title: 'The sealed token is from another run',
    why: 'It was kept from there, in a cache, an artifact or a variable.',
    fix: 'Seal a token in a job of this run.',
  },
  sealed_token_expired: {
    title: 'The sealed token has expired',
    why: 'It was sealed too long ago; re-running failed jobs alone keeps the old one.',
    fix: 'Re-run all jobs.',
  },
  invalid_client: {
    title: 'The server does not accept the client',
    why: 'Most likely `client_id` is misspelt, `client_secret` is not the one of this client, or the client does not exist, is disabled, or is set up for another `auth_method` in this environment.',
    fix: 'Compare `client_id`, `client_secret` and `environment` with the credentials that you were given.',
  },
  unauthorized_client: {
    title: 'The client may not have a token',
    why: 'Most likely `client_secret` is wrong, or the client is disabled or public, or it has no service account.',
    fix: 'Compare `client_secret` with the one of this client in this environment, then check that client authentication and service accounts are on.',
  },
  invalid_scope: {
    title: 'The server does not know a scope',
    why: 'A name in `scope` is misspelt, or the scope is not assigned to this client.',
    fix: 'Correct `scope`, or have the scope assigned to the client.',
  },
  request_refused: {
    title: 'The server refused the request',
    why: 'The client is set up for another way to ask for a token.',
    fix: 'Check `auth_method`, `scope` and `audience` against the setup of the client.',
  },
  endpoint_not_found: {
    title: 'There is no token endpoint at this URL',
    why: 'The path or the realm in `token_url` is wrong (upper and lower case count).',
    fix: 'Use the `token_endpoint` that the server names in /.well-known/openid-configuration of the realm.',
  },
  access_denied: {
    title: 'The server denies access',
    why: 'A firewall or gateway in front of it blocks the address of this runner.',
    fix: 'Have the address allowed, or run the job on a runner that is.',
  },
  rate_limited: {
    title: 'The server asks for fewer requests',
    why: 'Too many jobs ask for a token at once.',
    fix: 'Raise `timeout`, or ask for fewer tokens.',
  },
  server_error: {
    title: 'The server failed',
    why: 'It is overloaded or being restarted.',
    fix: 'Run the job again; if it stays, tell the administrator of the server.',
  },
  internal: {
    title: 'The action itself failed',
    why: 'This is a bug in the action.',
    fix: 'Report it with this message; the job can be run again.',
  },
} as const satisfies Record<string, Entry>;

/** The stable name of a failure, and its anchor in docs/errors.md. */
export type ErrorCode = keyof typeof catalogue;
/** Every code, for the tests that hold docs/errors.md to the catalogue. */
export const errorCodes = Object.keys(catalogue) as ErrorCode[];

/** The one clear message of a failure: what happened, why most likely, what to do, where to read on. */
export function explain({ code, what, details, link }: ActionError): { title: string; message: string } {
  const { title, why, fix } = catalogue[code];
  return { title, message: [what, details.why ?? why, details.fix ?? fix, link].filter(Boolean).join(' ') };
}
