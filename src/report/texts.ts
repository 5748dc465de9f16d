/**
 * Every failure and warning in words: what happened, why most likely, the one thing to do. docs/errors.md has a section for each.
 * A chunk of its own in dist/, read only when something fails or is odd.
 */
import { describeUntil, isoSeconds } from './time.ts';

export type Say<P> = string | ((params: P) => string);

/** Of a variant (`code/variant`), what is not given is as in the entry of its code. */
export interface Entry<P> {
  readonly title?: string;
  readonly what: Say<P>;
  readonly why?: Say<P>;
  readonly fix?: Say<P>;
}

/** An answer that holds no token. */
interface Refusal {
  readonly host: string;
  readonly status: number;
  /** `error` and `error_description`, cleaned. */
  readonly said: string;
  /** `iss`, `sub` and `aud` of the ID token that was sent. */
  readonly identity?: string;
  /** The method that was refused. */
  readonly method?: string;
}
interface Certificate {
  readonly host: string;
  readonly reason: string;
  /** Whom it was issued to, by whom, until when; empty where none was seen. */
  readonly shown: string;
}
interface Connection {
  readonly host: string;
  readonly reason: string;
}
interface Named {
  readonly name: string;
}

export const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
const SKIP_ON_FORKS =
  'Skip the job there with `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
const NEW_KEY = '`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem`';

const answered = ({ host, status, said, identity }: Refusal): string =>
  `${host} answered ${String(status)}${said && `: ${said}`}.${identity ? ` The ID token has ${identity}.` : ''}`;
const idTokenAnswered = ({ status }: { status: number }): string =>
  `GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}.`;
const refusedCertificate = ({ host, reason, shown }: Certificate): string =>
  `The certificate that ${host} shows was refused (${reason})${shown}.`;
const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** What is known of a refused client, by its method. */
const whyOf: Readonly<Record<string, string>> = {
  private_key_jwt:
    'Most likely the key or certificate registered with this client is not that of `private_key`, the server expects another `assertion_audience`, or it is an older Keycloak, which takes only RSA keys by certificate.',
  github_oidc:
    'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server is a Keycloak older than 26.6, which takes no such token.',
};
const fixOf: Readonly<Record<string, string>> = {
  client_secret_basic:
    'Compare `client_id`, `client_secret` and `environment` with the credentials that you were given; older Keycloak refuses special characters in a secret that is sent this way, so try `auth_method: client_secret_post`.',
  private_key_jwt: 'Compare the key under Keys of the client, `private_key_id` and `assertion_audience` with what is sent.',
  github_oidc:
    'Have the administrator compare them with the federated credential of the client; `assertion_audience` sets `aud`.',
};
const byMethod =
  (table: Readonly<Record<string, string>>, otherwise: string) =>
  ({ method = '' }: Refusal): string =>
    table[method] ?? otherwise;

export const failures = {
  input_missing: {
    title: 'An input is missing',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: 'It is not set under `with:`, or the expression that sets it is empty.',
    fix: 'Set it in the step that uses this action.',
  },
  secret_empty: {
    title: 'A secret is empty',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: 'The secret may not be saved yet, its name may be misspelt, or it may belong to an environment that this job does not name, or to the organisation, which does not grant it to this repository.',
    fix: 'Compare the name with Settings > Secrets and variables > Actions, and give the job the `environment:` that holds the secret.',
  },
  secret_withheld: {
    title: 'A secret is withheld from this run',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: 'GitHub gives no repository secrets to such runs.',
    fix: 'Skip the job there, or run it on an event that has secrets.',
  },
  'secret_withheld/fork': {
    what: ({ name }: Named) => `The input \`${name}\` is empty: this run is for a pull request from a fork.`,
    fix: SKIP_ON_FORKS,
  },
  'secret_withheld/dependabot': {
    what: ({ name }: Named) => `The input \`${name}\` is empty: Dependabot started this run.`,
    fix: "Add the secret under Settings > Secrets and variables > Dependabot as well, or skip the job with `if: github.actor != 'dependabot[bot]'`.",
  },
  input_invalid: {
    title: 'An input is not valid',
    what: '',
    why: '',
    fix: 'Correct it in the step that uses this action.',
  },
  'input_invalid/several': { what: '', fix: 'Correct them in the step that uses this action.' },
  'input_invalid/line_break': {
    what: ({ name }: Named) => `The input \`${name}\` has a line break or another control character inside. Give it on one line.`,
  },
  'input_invalid/secret_unused': {
    what: 'The input `client_secret` is set, and `auth_method: github_oidc` uses none. Leave it out, and delete the stored secret.',
  },
  'input_invalid/environment': {
    what: ({ nearest, names }: { nearest: string; names: readonly string[] }) =>
      `The input \`environment\` is none of the known environments. Did you mean \`${nearest}\`? There are ${listed(names)}.`,
  },
  'input_invalid/no_url': {
    what: 'The input `token_url` is no URL. It looks like https://host/realms/NAME/protocol/openid-connect/token.',
  },
  'input_invalid/not_https': {
    what: 'The input `token_url` is not https. Only a loopback host may use http: anywhere else the secret could be read on the way.',
  },
  'input_invalid/user_info': {
    what: 'The input `token_url` has a user name or password in it. Use `client_id` and `client_secret`.',
  },
  'input_invalid/fragment': {
    what: 'The input `token_url` has a fragment (#). Leave it out: RFC 6749, 3.2 does not allow one.',
  },
  'input_invalid/scope': {
    what: 'The input `scope` has a character that no scope may have (RFC 6749, 3.3). Separate the names with spaces alone, without quotes.',
  },
  'input_invalid/value': {
    what: ({ name, values }: { name: string; values: readonly string[] }) =>
      `The input \`${name}\` has a value that it does not know. Give one of ${listed(values)}.`,
  },
  'input_invalid/seconds': {
    what: ({ name, least, most }: { name: string; least: number; most: number }) =>
      `The input \`${name}\` is not a whole number of seconds from ${String(least)} to ${String(most)}. Give it without a unit.`,
  },
  'input_invalid/certificate': {
    what: 'The input `ca_certificate` is no PEM certificate. Give its text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, not a path.',
  },
  'input_invalid/old_node': {
    what: ({ version }: { version: string }) =>
      `The input \`ca_certificate\` needs Node 24.5 or later, and this runner has ${version}.`,
    fix: 'Update the runner, or set NODE_EXTRA_CA_CERTS=/path/to.pem on it.',
  },
  private_key_invalid: {
    title: 'private_key is not usable',
    what: 'The input `private_key` is not usable.',
    why: 'An assertion can only be signed with an unencrypted private key in PEM.',
    fix: 'Give the text of the key file.',
  },
  'private_key_invalid/empty': {
    what: 'The input `private_key` is empty.',
    fix: `Make a key with ${NEW_KEY}, register it with the client, and give its text.`,
  },
  'private_key_invalid/public': {
    what: 'The input `private_key` is public.',
    fix: 'Give the text of key.pem, which begins with -----BEGIN PRIVATE KEY-----.',
  },
  'private_key_invalid/encrypted': {
    what: 'The input `private_key` has a passphrase.',
    fix: 'Take it away with `openssl pkey -in key.pem -out plain.pem`, and give the text of plain.pem.',
  },
  'private_key_invalid/unreadable': {
    what: 'The input `private_key` cannot be read.',
    fix: 'Give the whole text of the PEM file with its line breaks; `openssl pkey -in key.pem -noout` tells whether it is sound.',
  },
  'private_key_invalid/weak': {
    what: 'The input `private_key` is too short, or of a kind that is not used here (RSA from 2048 bits, P-256, P-384, Ed25519).',
    fix: `Make one with ${NEW_KEY}.`,
  },
  id_token_unavailable: {
    title: 'GitHub gives this job no ID token',
    what: 'GitHub gives no ID token to this job.',
    why: 'The job lacks the permission to ask for one.',
    fix: 'Give the job `permissions: { id-token: write, contents: read }`; a reusable workflow needs it in the calling job, too.',
  },
  'id_token_unavailable/fork': {
    what: 'GitHub gives no ID token to this run: it is for a pull request from a fork.',
    why: 'GitHub lets no such run prove who it is.',
    fix: SKIP_ON_FORKS,
  },
  id_token_refused: {
    title: 'GitHub refused to give an ID token',
    what: idTokenAnswered,
    why: 'Its endpoint is disturbed, or the token of this job is no longer valid.',
    fix: 'Run the job again.',
  },
  runner_missing: {
    title: 'Not run by a GitHub Actions runner',
    what: ({ names }: { names: readonly string[] }) => `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set.`,
    why: 'Without the file that GITHUB_OUTPUT names, the token could only be handed on in the log.',
    fix: 'Use this action as a step of a workflow.',
  },
  'runner_missing/run': {
    what: 'GITHUB_SERVER_URL, GITHUB_REPOSITORY or GITHUB_RUN_ID is not set.',
    why: 'A sealed token is bound to the run that they name.',
  },
  'runner_missing/temp': {
    what: 'RUNNER_TEMP is not set.',
    why: 'The folder of the token command is made there, since the runner empties it when the job ends.',
  },
  output_failed: {
    title: 'The outputs or the state could not be written',
    what: ({ file, reason }: { file: string; reason: string }) => `Writing to the file of ${file} failed (${reason}).`,
    why: "The runner's disk may be full, or its temporary folder may be gone.",
    fix: 'Free space on the runner and run the job again.',
  },
  'output_failed/no_file': {
    what: ({ file }: { file: string }) => `${file} names no plain file.`,
    why: 'It is a folder, a link, a pipe or a device, where the outputs would be lost or printed.',
    fix: 'Leave GITHUB_OUTPUT and GITHUB_STATE as the runner sets them.',
  },
  cancelled: {
    title: 'The step was cancelled',
    what: 'The step was cancelled before it had a token.',
    why: 'Somebody cancelled the job, a newer run replaced it, or the runner was shut down.',
    fix: 'Run the job again if it is still needed.',
  },
  'cancelled/granted': {
    what: 'The step was cancelled while its token came; the token is not handed on, and its session ends with the job.',
  },
  'cancelled/in_flight': {
    what: 'The step was cancelled, and the server did not answer in the time that was left.',
  },
  proxy_invalid: {
    title: 'The proxy setting is not valid',
    what: ({ variable }: { variable: string }) => `The proxy in ${variable} cannot be used.`,
    why: 'The environment variable holds no http:// URL of a host name and port; https://, socks or an IPv6 address for the proxy itself is not supported.',
    fix: 'Set it to http://host:port, or add the host of the token server to NO_PROXY.',
  },
  proxy_refused: {
    title: 'The proxy refused the connection',
    what: ({ host, proxy, status }: { host: string; proxy: string; status: string }) =>
      `${proxy}, the proxy on the way to ${host}, answered ${status}.`,
    why: 'It asks for credentials, or does not allow this host.',
    fix: 'Put valid credentials into the proxy variable of the runner, or have the host allowed.',
  },
  proxy_unreachable: {
    title: 'The proxy cannot be reached',
    what: ({ host, proxy, status }: { host: string; proxy: string; status?: string | undefined }) =>
      `${proxy}, the proxy on the way to ${host}, ${status === undefined ? 'cannot be reached' : `answered ${status}: it does not reach that host`}.`,
    why: 'The address in the proxy variable may be wrong, the proxy is down, or it closed the connection.',
    fix: 'Correct the variable on the runner, or add the host of the token server to NO_PROXY.',
  },
  host_not_found: {
    title: 'The server name cannot be resolved',
    what: ({ host, reason }: Connection) => `The name of ${host} has no address (${reason}).`,
    why: 'The name may be misspelt, or the DNS of the runner does not know it.',
    fix: 'Check `environment` or `token_url`, then the DNS of the runner.',
  },
  connection_refused: {
    title: 'The server refused the connection',
    what: ({ host, reason }: Connection) => `${host} refused the connection (${reason}).`,
    why: 'Nothing listens there: the server is down, or the port is wrong.',
    fix: 'Check `token_url`, and that the server runs.',
  },
  connection_failed: {
    title: 'The connection failed',
    what: ({ host, reason }: Connection) => `The connection to ${host} broke (${reason}).`,
    why: 'The network between runner and server broke, or something between them closed the connection.',
    fix: 'Run the job again; if it stays, check firewall and egress rules of the runner.',
  },
  timeout: {
    title: 'The server did not answer in time',
    what: ({ host, seconds }: { host: string; seconds: number }) => `${host} did not answer within ${String(seconds)} s.`,
    why: 'It is overloaded, or a firewall drops the packets.',
    fix: 'Run the job again; if it stays, check the egress rules of the runner.',
  },
  certificate_untrusted: {
    title: 'The certificate is not trusted',
    what: refusedCertificate,
    why: 'A private certificate authority signed it, or a proxy opens the TLS connection.',
    fix: 'Trust that authority in one of three ways: its PEM in the input `ca_certificate`, NODE_EXTRA_CA_CERTS=/path/to.pem, or NODE_USE_SYSTEM_CA=1 on a runner whose system trusts it.',
  },
  certificate_expired: {
    title: 'The certificate is not valid at this time',
    what: refusedCertificate,
    why: 'It has expired or is not valid yet, or the clock of the runner is wrong.',
    fix: 'Check the clock of the runner, then have the certificate renewed.',
  },
  certificate_wrong_host: {
    title: 'The certificate is for another host',
    what: refusedCertificate,
    why: 'The host in `token_url` may be wrong, or a proxy answers in its place.',
    fix: 'Use the name that the certificate was issued for.',
  },
  tls_failed: {
    title: 'No TLS connection could be made',
    what: ({ host, reason }: Connection) => `No TLS connection to ${host} could be made (${reason}).`,
    why: 'The port may not speak TLS, or the two sides share no TLS version.',
    fix: 'Check host and port of `token_url`.',
  },
  redirect: {
    title: 'The server answered with a redirect',
    what: ({ host, status, where }: { host: string; status: number; where: string }) =>
      `${host} answered ${String(status)}, a redirect to ${where || 'nowhere'}.`,
    why: 'Following it would send the client secret to another address.',
    fix: 'If it names an address that you trust, use the token endpoint there as `token_url`.',
  },
  answer_too_large: {
    title: 'The answer is too large',
    what: ({ host }: { host: string }) => `${host} answered with more than 1 MiB.`,
    why: 'No token response is larger than 1 MiB: this is another page, or no token endpoint.',
    fix: 'Check `token_url`.',
  },
  answer_invalid: {
    title: 'The answer is no token response',
    what: answered,
    why: 'Something in front of the server answered, or the URL is not its token endpoint.',
    fix: 'Check `token_url`, and what a proxy or gateway between answers.',
  },
  'answer_invalid/no_json': {
    what: ({ host, status, kind }: { host: string; status: number; kind: keyof typeof kinds }) =>
      `${host} answered ${String(status)}, but with ${kinds[kind]} instead of a JSON object.`,
  },
  'answer_invalid/no_token': {
    what: ({ host }: { host: string }) => `${host} answered with JSON that has no \`access_token\`.`,
  },
  token_invalid: {
    title: 'The access token is not usable',
    what: ({ host }: { host: string }) =>
      `${host} answered with an access token that has characters which no token may have, or that is empty.`,
    why: 'A token is one line of visible ASCII characters; anything else could write other outputs or headers.',
    fix: 'Tell the administrator of the server.',
  },
  token_type_unsupported: {
    title: 'The token is no Bearer token',
    what: ({ host }: { host: string }) => `${host} answered with a token of another type than Bearer.`,
    why: 'The client is set up for another kind of token, such as DPoP.',
    fix: 'Have the client set to Bearer tokens.',
  },
  token_expired: {
    title: 'The access token has expired already',
    what: 'The access token that the server sent is no longer valid.',
    why: 'The server issues tokens with no lifetime, or the answer took longer than the lifetime.',
    fix: 'Raise the access token lifespan of the client.',
  },
  token_too_short: {
    title: 'The access token is not valid for long enough',
    what: ({ left, asked }: { left: number; asked: number }) =>
      `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
    why: 'The access token lifespan of the client is shorter than `min_validity`.',
    fix: 'Lower `min_validity`, raise the lifespan, or set `token_command: true`: steps that take longer then call a command that prints a good token.',
  },
  'token_too_short/command': {
    what: ({ left, asked }: { left: number; asked: number }) =>
      `A fresh access token is valid for ${String(left)} s, and \`--min-validity\` asks for ${String(asked)} s.`,
    why: 'The access token lifespan of the client is shorter than that.',
    fix: 'Ask for less, or raise the lifespan.',
  },
  'token_too_short/late': {
    what: ({ left, asked }: { left: number; asked: number }) =>
      `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
    why: 'This job started late: a part of its life has passed since it was sealed.',
    fix: 'Re-run all jobs; if it happens again, lower `min_validity`, or raise the access token lifespan of the client.',
  },
  'token_too_short/unknown': {
    what: 'The server does not say how long the access token is valid, so `min_validity` cannot be met.',
    why: 'The answer has no `expires_in`, and the token is no JWT with `iat` and `exp`.',
    fix: 'Leave out `min_validity`, or have the server send `expires_in`.',
  },
  token_too_large: {
    title: 'The access token is too large to be sealed',
    what: ({ size }: { size: number; limit: string }) => `Sealed, the access token has ${String(size)} bytes.`,
    why: ({ limit }: { limit: string }) => `A later job gets it through an environment variable, which holds ${limit}.`,
    fix: 'Leave out `seal_key`, or have fewer roles and claims put into the token.',
  },
  seal_key_invalid: {
    title: 'seal_key is no key',
    what: 'The input `seal_key` is not 32 random bytes in base64.',
    why: 'A passphrase could be guessed by anyone who can read the run.',
    fix: 'Make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
  },
  sealed_token_missing: {
    title: 'There is no sealed token',
    what: 'The input `sealed_token` is empty.',
    why: 'The job that seals it was skipped or is not in `needs:`, its `seal_key` was empty, its `outputs:` are not wired, or the runner dropped the output because another secret is only a letter or two long (its log then says "Skip output").',
    fix: 'Give that job `outputs: sealed_token: ${{ steps.arkane.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
  },
  sealed_token_invalid: {
    title: 'This is no sealed token',
    what: 'The input `sealed_token` is not a token that this action sealed.',
    why: 'The input holds another value, or only a part of the output.',
    fix: 'Give the output `sealed_token` as it is.',
  },
  sealed_token_unreadable: {
    title: 'The sealed token cannot be opened',
    what: 'The sealed token cannot be opened with this `seal_key`.',
    why: 'The job that sealed it has another `seal_key`, or the text was changed on the way.',
    fix: 'Give the same secret as `seal_key` in both jobs, then re-run all jobs.',
  },
  sealed_token_of_other_run: {
    title: 'The sealed token is from another run',
    what: 'The sealed token was made in another run.',
    why: 'It was kept from there, in a cache, an artifact or a variable.',
    fix: 'Seal a token in a job of this run.',
  },
  sealed_token_expired: {
    title: 'The sealed token has expired',
    what: ({ expiry }: { expiry: number }) => `The sealed token has expired, at ${isoSeconds(expiry)}.`,
    why: 'It was sealed too long ago; re-running failed jobs alone keeps the old one.',
    fix: 'Re-run all jobs.',
  },
  invalid_client: {
    title: 'The server does not accept the client',
    what: answered,
    why: byMethod(
      whyOf,
      'Most likely `client_id` is misspelt, `client_secret` is not the one of this client, or the client does not exist, is disabled, or is set up for another `auth_method` in this environment.',
    ),
    fix: byMethod(fixOf, 'Compare `client_id`, `client_secret` and `environment` with the credentials that you were given.'),
  },
  unauthorized_client: {
    title: 'The client may not have a token',
    what: answered,
    why: byMethod(
      whyOf,
      'Most likely `client_secret` is wrong, or the client is disabled or public, or it has no service account.',
    ),
    fix: byMethod(
      fixOf,
      'Compare `client_secret` with the one of this client in this environment, then check that client authentication and service accounts are on.',
    ),
  },
  invalid_scope: {
    title: 'The server does not know a scope',
    what: answered,
    why: 'A name in `scope` is misspelt, or the scope is not assigned to this client.',
    fix: 'Correct `scope`, or have the scope assigned to the client.',
  },
  request_refused: {
    title: 'The server refused the request',
    what: answered,
    why: byMethod(whyOf, 'The client is set up for another way to ask for a token.'),
    fix: byMethod(fixOf, 'Check `auth_method`, `scope` and `audience` against the setup of the client.'),
  },
  endpoint_not_found: {
    title: 'There is no token endpoint at this URL',
    what: answered,
    why: 'The path or the realm in `token_url` is wrong (upper and lower case count).',
    fix: 'Use the `token_endpoint` that the server names in /.well-known/openid-configuration of the realm.',
  },
  access_denied: {
    title: 'The server denies access',
    what: answered,
    why: 'A firewall or gateway in front of it blocks the address of this runner.',
    fix: 'Have the address allowed, or run the job on a runner that is.',
  },
  rate_limited: {
    title: 'The server asks for fewer requests',
    what: answered,
    why: 'Too many jobs ask for a token at once.',
    fix: 'Raise `timeout`, or ask for fewer tokens.',
  },
  server_error: {
    title: 'The server failed',
    what: answered,
    why: 'It is overloaded or being restarted.',
    fix: 'Run the job again; if it stays, tell the administrator of the server.',
  },
  'rate_limited/id_token': { what: idTokenAnswered },
  'server_error/id_token': { what: idTokenAnswered },
  command_unusable: {
    title: 'The token command cannot be used',
    what: 'The folder of the token command is not there, or not whole.',
    why: 'The job that it was made in has ended, or a step emptied RUNNER_TEMP.',
    fix: 'Call it in the steps after the one that gave it, in the same job; each job that needs one uses the action itself.',
  },
  'command_unusable/ended': {
    what: 'The job has ended.',
    why: 'A process that a step left in the background still calls the token command.',
    fix: 'Wait for such processes before the job ends.',
  },
  'command_unusable/disk': {
    what: ({ reason }: { reason: string }) => `The folder of the token command could not be read or written (${reason}).`,
    why: "The runner's disk may be full, or another user than that of the runner calls the command.",
    fix: 'Free space on the runner, and call the command as the user of the step.',
  },
  'command_unusable/busy': {
    what: ({ seconds }: { seconds: number }) => `Other calls have been asking for a token for ${String(seconds)} s.`,
    why: 'The server answers none of them.',
    fix: 'Read what they printed.',
  },
  'command_unusable/unprintable': {
    what: ({ reason }: { reason: string }) => `The token could not be printed (${reason}).`,
    why: 'Whatever reads standard output of the command was closed, or the disk that it is written to is full.',
    fix: 'Read all that the command prints.',
  },
  'command_unusable/options': {
    what: ({ given }: { given: string }) => `The token command does not know: ${given}.`,
    why: 'It knows `--header`, `--min-validity N` in seconds, and `--help`.',
    fix: 'Call it with these alone.',
  },
  internal: {
    title: 'The action itself failed',
    what: ({ kind }: { kind: string }) => `Unexpected ${kind}.`,
    why: 'This is a bug in the action.',
    fix: 'Report it with this message; the job can be run again.',
  },
  'internal/ran_dry': { what: 'The step ran out of work before it was done.' },
} as const satisfies Record<string, Entry<never>>;

const kinds = {
  nothing: 'nothing',
  compressed: 'a compressed body, which was not asked for,',
  page: 'a web page',
  other: 'something else',
} as const;

/** How the time for all attempts is called. */
const limits = {
  timeout: (seconds: number) => `\`timeout\` of ${String(seconds)} s`,
  end: (seconds: number) => `${String(seconds)} s for it`,
} as const;
export type LimitName = keyof typeof limits;
interface Limit {
  /** Seconds. */
  readonly timeout: number;
  readonly limit?: LimitName | undefined;
}
const limitOf = ({ timeout, limit = 'timeout' }: Limit): string => limits[limit](timeout);

/** Milliseconds since 1970; undefined where the server does not tell. */
interface Left {
  readonly clientId: string;
  readonly host: string;
  readonly end: number | undefined;
}
const leftOpen = ({ clientId, host, end }: Left): string =>
  `The session of client ${clientId} at ${host} is left open ${describeUntil(end)}, and ends by itself then.`;

/** Attempts whose answers nobody could read. */
interface Unread {
  readonly clientId: string;
  readonly host: string;
  readonly count: number;
  /** Milliseconds since 1970, when such a session would end by itself; undefined where nobody told. */
  readonly end?: number | undefined;
}
const mayBeOpen = ({ clientId, host, count, end }: Unread): string =>
  `${count === 1 ? 'A request was' : `${String(count)} requests were`} sent whose answer was lost; the server may have opened a session for ${count === 1 ? 'it' : 'each'} (client ${clientId} at ${host}), which lives ${describeUntil(end)}.`;

/** Sentences that are added to a failure. */
export const notes = {
  asks_to_wait: {
    what: ({ seconds, left, ...limit }: Limit & { seconds: number; left: number }) =>
      `It asks to wait ${String(seconds)} s, ${seconds > limit.timeout ? 'which is beyond the' : `and no more than ${String(left)} s are left of the`} ${limitOf(limit)}.`,
    fix: 'Raise `timeout` above that, or run the job again later.',
  },
  out_of_attempts: {
    what: ({ attempts, ...limit }: Limit & { attempts: number }) =>
      `That was attempt ${String(attempts)}; no other fits into the ${limitOf(limit)}.`,
  },
  left_open: { what: leftOpen },
  may_be_open: { what: mayBeOpen },
  ended: { what: 'Its session is ended.' },
} as const satisfies Record<string, Entry<never>>;

/** What is odd about a token that was given all the same, or about the end of its session. */
export const warnings = {
  scope_missing: {
    title: 'A scope is not in the answer',
    what: ({ names }: { names: string }) =>
      `Asked for, but not named in the answer: ${names}. Keycloak may have granted it all the same (scopes can be set not to show in tokens).`,
  },
  no_expiry: {
    title: 'No expiry',
    what: 'The server does not say how long the token is valid, so the output `expiry` is not set.',
  },
  part_ignored: {
    title: 'Part of the answer was ignored',
    what: ({ names }: { names: readonly string[] }) => `Not in its proper form, and so not an output: ${names.join(', ')}.`,
  },
  clocks_differ: {
    title: 'Clocks differ',
    what: ({ skew }: { skew: number }) =>
      `The clock of this runner is ${String(Math.abs(skew))} s ${skew > 0 ? 'ahead of' : 'behind'} the server's; \`expiry\` is told by the runner's.`,
  },
  lost_answers: {
    title: 'Answers were lost',
    what: (unread: Unread) => `${mayBeOpen(unread)} ${DOCS}#answers-were-lost`,
  },
  ended_early: {
    title: 'The main step was ended early',
    what: ({ clientId, host }: { clientId: string; host: string }) =>
      `It was stopped while a request was under way: a session of client ${clientId} at ${host} may be open, until it expires. ${DOCS}#the-main-step-was-ended-early`,
  },
  state_damaged: {
    title: 'The state is damaged',
    what: `What the main step left is not readable, so no session was ended and nothing was sent. ${DOCS}#the-state-is-damaged`,
  },
  no_summary: { title: 'No summary', what: 'The job summary could not be written; the outputs are.' },
  not_ended: {
    title: 'The session will not be ended',
    what: ({ limit, ...left }: Left & { limit: string }) =>
      `What ends it does not fit into an environment variable, which holds ${limit}. ${leftOpen(left)} ${DOCS}#the-session-will-not-be-ended`,
  },
  left_open: {
    title: 'The session is left open',
    what: ({ what }: { what: string }) => `${what} ${DOCS}#the-session-is-left-open`,
  },
  call_stopped: {
    title: 'A call of the token command was stopped',
    what: ({ clientId, host, count }: { clientId: string; host: string; count: number }) =>
      `${count === 1 ? 'A call was' : `${String(count)} calls were`} stopped while a request was under way: a session of client ${clientId} at ${host} may be open for ${count === 1 ? 'it' : 'each'}, until it expires. ${DOCS}#a-call-of-the-token-command-was-stopped`,
  },
  many_left_open: {
    title: 'Sessions are left open',
    what: ({ count, ...left }: Left & { count: number }) =>
      `${String(count)} sessions of client ${left.clientId} at ${left.host} are left open, the last ${describeUntil(left.end)}. ${DOCS}#sessions-are-left-open`,
  },
  notes_damaged: {
    title: 'Notes of the token command are damaged',
    what: ({ count }: { count: number }) =>
      `${String(count)} of them cannot be read: sessions that it opened may be open until they expire. ${DOCS}#notes-of-the-token-command-are-damaged`,
  },
  folder_left: {
    title: 'The folder of the token command is left',
    what: ({ reason }: { reason: string }) =>
      `It could not be removed (${reason}), and holds what the command asks with until the runner empties RUNNER_TEMP. ${DOCS}#the-folder-of-the-token-command-is-left`,
  },
} as const satisfies Record<string, Entry<never>>;

/** What the token command prints with \`--help\`. */
export const USAGE = `Prints an access token that is good now. It is masked first; a fresh one is asked for where the last has ended.

  --header           prints "Authorization: Bearer TOKEN"
  --min-validity N   the token must still be good for N seconds (60, or half of its life where that is less)
  --help             prints this

Where there is no token, it prints nothing, says why on standard error, and ends with exit code 1.
`;

type Params<T> = T extends { what: (params: infer P) => string } ? P : Record<string, never>;

/** A failure, or a variant of one. */
export type FailureId = keyof typeof failures;
/** The stable name of a failure, and its anchor in docs/errors.md. */
export type ErrorCode = Exclude<FailureId, `${string}/${string}`>;
/** What the sentences of a failure are made of. */
export type ParamsOf<K extends FailureId> = Params<(typeof failures)[K]>;
export type NoteId = keyof typeof notes;
export type NoteParamsOf<K extends NoteId> = Params<(typeof notes)[K]>;
export type WarningId = keyof typeof warnings;
export type WarningParamsOf<K extends WarningId> = Params<(typeof warnings)[K]>;
