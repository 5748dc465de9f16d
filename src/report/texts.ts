/** Every failure and warning: the problem, and the one thing to do. docs/errors.md has other causes. Loaded only when needed. */
import { describeUntil, forPeople } from '#report/time.ts';

/** Where every failure and warning has a section. */
export const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';

/** How `{left:span}` formats its parameter; `{host}` is inserted as it is. */
interface Formats {
  /** Seconds. */
  readonly span: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly list: readonly string[];
}
export type Format = keyof Formats;

/** A text with parameters in braces, or a function of them. */
export type Say<P> = string | ((params: P) => string);

/** A failure. A variant (`code/variant`) takes what it lacks from its code. */
export interface Entry<P> {
  /** Of the annotation, at most four words; by default the code. */
  readonly title?: string;
  /** What happened, in 15 words, besides what the server said. */
  readonly problem: Say<P>;
  /** The likeliest thing to do. */
  readonly fix?: Say<P>;
}

/** Something odd that does not fail the step. */
export interface Warning<P> extends Entry<P> {
  /** Its anchor in docs/errors.md. */
  readonly section: string;
}

/** A sentence added to a failure. */
export interface Addition<P> {
  readonly problem: Say<P>;
  /** Replaces the fix of the failure, which is `usual`. */
  readonly fix?: (usual: string) => string;
}

interface Answered {
  readonly host: string;
  readonly status: number;
  /** What the server said, as words. */
  readonly said?: string;
}

export interface Refusal extends Answered {
  /** The `auth_method`. */
  readonly method?: string;
  readonly keycloak?: boolean;
  /** Whether no input named the server. */
  readonly byDefault?: boolean;
  /** `iss`, `sub` and `aud` of an assertion from elsewhere. */
  readonly identity?: string;
}

const SKIP_ON_FORKS =
  'skip the job there: `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';
const ALLOW_GRANT = "have the server's administrator allow the `client_credentials` grant for this client.";
const quoted = ({ said }: Answered): string => (said ? `: ${said}` : '');

/** `HOST refuses (401): what it said.` */
const refusing =
  (how: string) =>
  (refusal: Refusal): string => {
    const { host, status, identity, method } = refusal;
    const proof = identity ? ` The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has ${identity}.` : '';
    return `${host} ${how} (${String(status)})${quoted(refusal)}.${proof}`;
  };
/** `HOST answered 404: what it said. What that may mean.` */
const answered =
  (how = '', causes = '') =>
  (answer: Answered): string =>
    `${answer.host} answered ${String(answer.status)}${how}${quoted(answer)}.${causes}`;
const certificate =
  (how: string) =>
  ({ host, reason, shown }: { readonly host: string; readonly reason: string; readonly shown: string }): string =>
    `The certificate of ${host} ${how} (${reason})${shown && `: ${shown}`}.`;
const idTokenAnswered = ({ status, said }: { readonly status: number; readonly said: string }): string =>
  `GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}${said && `: "${said}"`}.`;

/** What OpenSSL's reasons mean (include/openssl/sslerr.h; alerts of RFC 8446, 6); the first match counts. */
const handshakes: readonly [RegExp, string][] = [
  [/wrong version number|http|not ssl|packet length/, 'check the port in `token_url`: what answers there does not speak TLS.'],
  [
    /version|protocol|cipher|handshake failure|security|curve|shared|suitable|renegotiation|small|short|weak|signature|dh/,
    "have the server's administrator allow TLS 1.2 or later with strong keys and ciphers.",
  ],
];

/** What to compare after a refusal, by method: at a Keycloak, and elsewhere. */
const FEDERATED = "have the administrator compare these, letter by letter, with the client's federated credential.";
const proofs: Readonly<Record<string, readonly [keycloak: string, other?: string]>> = {
  client_secret_jwt: [
    "compare `client_secret`; the client's authenticator must be Signed JWT with Client Secret.",
    'compare `client_secret`, then have the administrator check that this client takes `client_secret_jwt`.',
  ],
  private_key_jwt: [
    'compare `private_key` and `private_key_id` with the Keys tab of the client, then check `assertion_audience`.',
    'compare `private_key` and `private_key_id` with the key registered for this client, then check `assertion_audience`.',
  ],
  github_oidc: [`${FEDERATED} \`assertion_audience\` sets \`aud\`.`],
  client_assertion: [`${FEDERATED} Whoever writes the file sets \`aud\`.`],
  tls_client_auth: [
    "have the administrator compare the certificate's subject with the client: `openssl x509 -noout -subject -nameopt RFC2253`.",
  ],
};
/** The credentials may be right, but for another server. */
const elsewhere = ({ byDefault }: Refusal): string =>
  byDefault ? ' For another server, set `environment`, `realm` or `token_url`.' : '';
const compare =
  (usual: string) =>
  (refusal: Refusal): string => {
    const [keycloak, other = keycloak] = proofs[refusal.method ?? ''] ?? [usual];
    return (refusal.keycloak ? keycloak : other) + elsewhere(refusal);
  };

/** Composed where the problem is found. */
const mistake = { problem: '{problem}', fix: '{fix}' } as const;
const tooShort = 'The access token is valid for {left:span}; `min_validity` asks for {asked:span}.';
const idTokenAnswer = { problem: idTokenAnswered } as const;
const metadataAnswer = { problem: '{host} answered {status} for its metadata.' } as const;

/** Every failure by `code` or `code/variant`. */
export const failures = {
  input_missing: {
    problem: '`{name}` is empty.',
    fix: 'set it under `with:`. From `${{ vars.NAME }}`? Compare the name with Settings > Secrets and variables > Actions > Variables.',
  },
  secret_empty: {
    problem: '`{name}` is empty.',
    fix: 'compare the name in `${{ secrets.NAME }}` with Settings > Secrets and variables > Actions > Secrets. In a GitHub environment? Add `environment: NAME` to the job.',
  },
  secret_withheld: { problem: '`{name}` is empty: GitHub gives this run no secrets.', fix: 'skip the job in such runs.' },
  'secret_withheld/fork': { problem: '`{name}` is empty: pull requests from forks get no secrets.', fix: SKIP_ON_FORKS },
  'secret_withheld/dependabot': {
    problem: '`{name}` is empty: runs of Dependabot get only its own secrets.',
    fix: "add it under Settings > Secrets and variables > Dependabot, or skip the job: `if: github.actor != 'dependabot[bot]'`.",
  },
  input_invalid: mistake,
  input_unknown: { problem: '`with:` has {names:list}, which this action does not know. Nothing was sent.', fix: '{fix}' },
  private_key_invalid: mistake,
  client_certificate_invalid: mistake,
  client_certificate_refused: {
    problem: '{host} wants a client certificate, or refused this one ({reason}).',
    fix: 'give `client_certificate` with its chain, and `client_certificate_key`, from an authority that the server trusts.',
  },
  client_assertion_invalid: {
    problem: '{problem}',
    fix: 'run `ls -lL FILE` in this job: the token must be mounted there, readable, and renewed before it expires.',
  },
  metadata_not_found: {
    problem: ({ places }: { readonly places: readonly string[] }) => `No metadata was found at ${places.join(', nor at ')}.`,
    fix: "give `issuer` exactly as the server's documents have it, or give `token_url` instead.",
  },
  metadata_invalid: {
    problem: "The server's metadata cannot be used.",
    fix: "give `token_url` instead of `issuer`, and tell the server's administrator.",
  },
  'metadata_invalid/issuer': {
    problem: ({ issuer, actual }: { readonly issuer: string; readonly actual: string }) =>
      `The metadata at ${issuer} names ${actual ? `the issuer ${actual}` : 'no issuer'}.`,
    fix: 'if you trust the issuer that it names, give that as `issuer`, letter by letter.',
  },
  'metadata_invalid/endpoint': { problem: 'In the metadata of {issuer}, `{name}` {problem}' },
  'metadata_invalid/no_token_endpoint': { problem: 'The metadata of {issuer} has no `token_endpoint`.' },
  id_token_unavailable: {
    title: 'ID token missing',
    problem: 'GitHub gives this job no ID token: it lacks the permission.',
    fix: 'add `permissions: { id-token: write, contents: read }` to the job. With a reusable workflow, add it to the calling job.',
  },
  'id_token_unavailable/fork': { problem: 'GitHub gives pull requests from forks no ID token.', fix: SKIP_ON_FORKS },
  id_token_refused: {
    title: 'ID token refused',
    problem: idTokenAnswered,
    fix: 'run the job again. If it fails again, look at the status page of GitHub Actions.',
  },
  'id_token_refused/passing': idTokenAnswer,
  runner_missing: {
    problem: '{name} is not set: this is not a step of GitHub Actions.',
    fix: 'use this action as a step of a workflow. `npm run demo` shows it without one.',
  },
  output_failed: {
    problem: 'Cannot write to the file of {name} ({reason}).',
    fix: "free space on the runner's disk, then run the job again.",
  },
  'output_failed/denied': {
    problem: 'This user may not write to the file of {name} ({reason}).',
    fix: 'run the container as the user of the runner (`options: --user 1001`), or `chown` the file.',
  },
  'output_failed/no_file': {
    problem: '{name} must be the path of a plain file.',
    fix: 'leave GITHUB_OUTPUT and GITHUB_STATE as the runner sets them.',
  },
  cancelled: {
    title: 'Job cancelled',
    problem: 'The step was cancelled before it passed a token on.',
    fix: 'run the job again if you still need it.',
  },
  proxy_invalid: {
    problem: '{variable} must be an http:// URL with a host name and port.',
    fix: "set it to `http://HOST:PORT`, percent-encoding its password, or add the server's host to NO_PROXY.",
  },
  proxy_refused: {
    problem: '{proxy}, the proxy to {host}, answered {status}.',
    fix: ({ status }: { readonly status: string }) =>
      status === '407'
        ? 'put valid credentials into the proxy variable: `http://USER:PASSWORD@HOST:PORT`.'
        : 'have the proxy allow this host, or add the host to NO_PROXY.',
  },
  proxy_unreachable: {
    problem: ({ host, proxy, status }: { readonly host: string; readonly proxy: string; readonly status?: string | undefined }) =>
      `${proxy}, the proxy to ${host}, ${status ? `answered ${status}` : 'takes no connection'}.`,
    fix: "check the proxy variable of the runner, or add the server's host to NO_PROXY.",
  },
  host_not_found: {
    problem: 'Cannot resolve {host} ({reason}).',
    fix: 'check the spelling of `token_url` or `issuer`, then the DNS of the runner.',
  },
  connection_refused: {
    problem: '{host} refused the connection ({reason}).',
    fix: 'check host and port in `token_url`, and that the server runs.',
  },
  connection_failed: {
    problem: 'The connection to {host} broke ({reason}).',
    fix: 'run the job again. If it breaks again, check the firewall and egress rules of the runner.',
  },
  timeout: {
    title: 'No answer in time',
    problem: '{host} did not answer within {seconds:span}.',
    fix: 'run the job again. If it fails again, check the firewalls between runner and server.',
  },
  certificate_untrusted: {
    problem: certificate('is not trusted'),
    fix: 'if you know and trust who issued it, put the PEM of that authority into `ca_certificate`.',
  },
  'certificate_untrusted/incomplete': {
    problem: certificate('cannot be verified'),
    fix: 'have the server send its intermediate certificates. With a private authority, put its PEM into `ca_certificate`.',
  },
  certificate_expired: {
    problem: certificate('is not valid now'),
    fix: "check the runner's clock (`date -u`), then have the certificate renewed.",
  },
  certificate_wrong_host: {
    title: 'Certificate of another host',
    problem: certificate('names another host'),
    fix: 'use the host name that the certificate was issued for.',
  },
  tls_failed: {
    title: 'TLS handshake failed',
    problem: 'No TLS connection to {host} could be made (OpenSSL: {reason}).',
    fix: ({ reason }: { readonly reason: string }) =>
      handshakes.find(([pattern]) => pattern.test(reason))?.[1] ??
      'run the job again. If it fails again, see what `openssl s_client -connect HOST:PORT` says.',
  },
  redirect: {
    title: 'Redirect, not a token',
    problem: '{host} answered {status}, a redirect to {where}.',
    fix: 'if you trust that address and it is a token endpoint, use it as `token_url`.',
  },
  'redirect/nowhere': {
    problem: '{host} answered {status}, a redirect without an address.',
    fix: "check `token_url` against the `token_endpoint` of the server's metadata.",
  },
  'redirect/login': {
    problem: '{host} answered {status}, a redirect to the login page {where}.',
    fix: 'check `token_url`: it leads to a page for people, not to the token endpoint.',
  },
  answer_too_large: {
    problem: '{host} answered with more than 1 MiB.',
    fix: 'check `token_url`: it leads to a page or a download.',
  },
  answer_invalid: {
    title: 'Not a token response',
    problem: answered(' without an OAuth error'),
    fix: 'check `token_url`, `auth_method` and `parameters`, and what a gateway in between answers.',
  },
  'answer_invalid/no_json': {
    problem: answered(' without JSON'),
    fix: 'check `token_url`, and what a gateway in between answers.',
  },
  'answer_invalid/cut_off': {
    problem: '{host} answered {status}, but the answer is empty or cut off.',
    fix: 'run the job again. If it fails again, check `token_url` and the gateways in between.',
  },
  'answer_invalid/http': {
    problem: 'The answer of {host} breaks HTTP ({rule}).',
    fix: "check `token_url`. If it is right, tell the server's administrator.",
  },
  'answer_invalid/interim': {
    problem: '{host} answered {status} instead of a final status.',
    fix: 'check `token_url`: another kind of service answers there.',
  },
  'answer_invalid/no_token': {
    problem: '{host} answered with JSON that has no `access_token`.',
    fix: 'check `token_url`: it leads to another endpoint.',
  },
  token_invalid: {
    problem: '{host} sent an access token that is empty or has characters that no token has.',
    fix: "tell the server's administrator.",
  },
  token_type_unsupported: {
    problem: '{host} sent a token of the type "{name}", which needs a proof with each request.',
    fix: "have the server's administrator set this client to Bearer tokens.",
  },
  'token_type_unsupported/dpop': { problem: refusing('wants a DPoP proof from this client') },
  token_expired: {
    problem: 'The access token was no longer valid when it came.',
    fix: "have the lifetime of this client's access tokens raised.",
  },
  'token_expired/early': {
    title: 'Token not valid yet',
    problem: 'The `nbf` of the access token is still to come.',
    fix: 'compare the clocks of runner and server (NTP), then run the job again.',
  },
  token_too_short: {
    title: 'Token expires too soon',
    problem: tooShort,
    fix: 'lower `min_validity` below the lifetime of the tokens. For longer steps, set `token_command: true`.',
  },
  'token_too_short/command': {
    problem: 'A new access token is valid for {left:span}; `--min-validity` asks for {asked:span}.',
    fix: "lower `--min-validity` below the lifetime of the client's tokens.",
  },
  'token_too_short/late': {
    problem: tooShort,
    fix: 're-run all jobs, since the token was sealed some time ago. If it fails again, lower `min_validity`.',
  },
  'token_too_short/unknown': {
    problem: 'The server does not say when the token expires, so `min_validity` cannot be checked.',
    fix: 'remove `min_validity`, or have the server send `expires_in`.',
  },
  token_too_large: {
    problem: ({ size, limit }: { readonly size: number; readonly limit: string }) =>
      `Sealed, the access token has ${String(Math.ceil(size / 1024))} KiB; a later job can take ${limit}.`,
    fix: 'have fewer roles and claims put into the token, or remove `seal_key`.',
  },
  seal_masked: {
    problem: 'The runner would drop `{name}`: {tries} seals all had a masked value in them.',
    fix: 'make the secrets of this step longer: one has only a letter or two.',
  },
  seal_key_invalid: {
    problem: '`seal_key` must be 32 random bytes in base64, with nothing around them.',
    fix: 'make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
  },
  sealed_token_missing: {
    problem: '`sealed_token` is empty.',
    fix: 'give the sealing job `outputs: sealed_token: ${{ steps.ID.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
  },
  'sealed_token_missing/session': {
    problem: '`sealed_session` is empty, so no session was ended.',
    fix: 'give the sealing job `outputs: sealed_session: ${{ steps.ID.outputs.sealed_session }}`, and this step `sealed_session: ${{ needs.JOB.outputs.sealed_session }}`.',
  },
  sealed_token_invalid: {
    problem: '`{name}` must be the output `{name}` of this action, whole and unchanged.',
    fix: 'pass `${{ needs.JOB.outputs.{name} }}` as it is.',
  },
  sealed_token_unreadable: {
    problem: '`{name}` cannot be opened with this `seal_key`.',
    fix: 'use the same secret as `seal_key` in both jobs, then re-run all jobs.',
  },
  sealed_token_of_other_run: {
    title: 'Seal of another run',
    problem: '`{name}` was sealed in another run, and opens only there.',
    fix: 'seal a token in a job of this run.',
  },
  sealed_session_other_server: {
    title: 'Session of another server',
    problem: 'The seal is of another server than the inputs name ({host}). Nothing was sent.',
    fix: 'give `end` the same server inputs as the step that sealed the session.',
  },
  sealed_token_expired: {
    title: 'Seal expired',
    problem: 'The sealed token expired at {expiry:time}.',
    fix: 're-run the job that seals: GitHub then runs again what needs it.',
  },
  invalid_client: {
    problem: refusing('does not accept this client'),
    fix: compare('compare `client_id`, `client_secret` and the server with what you were given.'),
  },
  'invalid_client/unknown': {
    problem: refusing('does not know this client, or has disabled it'),
    fix: (refusal: Refusal) => `compare \`client_id\` with what you were given.${elsewhere(refusal)}`,
  },
  'invalid_client/method': {
    problem: refusing('wants another proof from this client'),
    fix: 'set `auth_method` to what this client is set up for, such as `private_key_jwt`.',
  },
  'invalid_client/status': {
    problem: answered(' without an OAuth error'),
    fix: 'check `token_url` first, then the credentials. A gateway in front of the server may also want its own login.',
  },
  unauthorized_client: {
    problem: refusing('gives this client no token'),
    fix: compare('compare `client_secret`, then check that client authentication and service accounts are on.'),
  },
  'unauthorized_client/grant': { problem: refusing('does not let this client use client_credentials'), fix: ALLOW_GRANT },
  'unauthorized_client/secret': {
    problem: refusing('says that `client_secret` is wrong'),
    fix: (refusal: Refusal) =>
      `save the secret again, as you were given it for this client at ${refusal.host}.${elsewhere(refusal)}`,
  },
  'unauthorized_client/disabled': {
    problem: refusing('has disabled this client'),
    fix: "have the server's administrator enable it.",
  },
  'unauthorized_client/public': {
    problem: refusing('lists this client as public, without a secret'),
    fix: 'use the id of your private client, or have client authentication and service accounts switched on.',
  },
  'unauthorized_client/no_service_account': {
    problem: refusing('has no service account for this client'),
    fix: "have the server's administrator switch service accounts on for this client.",
  },
  'unauthorized_client/user_disabled': {
    problem: refusing("has disabled the user of this client's service account"),
    fix: "have the server's administrator enable that user. The credentials are right.",
  },
  invalid_scope: {
    problem: refusing('does not accept the scope'),
    fix: 'correct `scope`, or have it assigned to this client.',
  },
  'invalid_scope/missing': { problem: refusing('wants a scope'), fix: 'set `scope`: this server requires one.' },
  'invalid_scope/commas': {
    problem: refusing('does not accept the scope'),
    fix: 'correct `scope`, have it assigned to this client, or separate its names by commas.',
  },
  request_refused: {
    problem: refusing('refused the request'),
    fix: "check `scope`, `audience`, `auth_method` and `parameters` against the client's setup.",
  },
  'request_refused/client_id': {
    problem: refusing('refused the request'),
    fix: 'give `client_id`: this server wants it beside the assertion.',
  },
  'request_refused/grant': { problem: refusing('does not allow client_credentials here'), fix: ALLOW_GRANT },
  'request_refused/target': {
    problem: refusing('does not know this audience or resource'),
    fix: 'correct `audience`, and `resource` in `parameters`.',
  },
  endpoint_not_found: {
    problem: answered('', ' This is not its token endpoint, or a gateway refuses the request.'),
    fix: "use the `token_endpoint` of the server's metadata (`/.well-known/openid-configuration`) as `token_url`.",
  },
  'endpoint_not_found/realm': {
    problem: 'Realm {realm} not found at {host} (case counts).',
    fix: 'correct the realm in `token_url` or `issuer`.',
  },
  'endpoint_not_found/known_realms': {
    problem: 'Realm {realm} not found at {host} (case counts).',
    fix: 'set `realm` to one that is known there: {known:list}.',
  },
  'endpoint_not_found/api': {
    problem: refusing('wants a token at this URL'),
    fix: 'check `token_url`: it leads to an API, not to the token endpoint.',
  },
  access_denied: {
    problem: answered('', ' The client is refused, the URL is wrong, or a gateway blocks.'),
    fix: 'check `token_url` and the credentials, then whether a gateway lets this runner through.',
  },
  'access_denied/https_required': {
    problem: refusing('does not see that the request came by HTTPS'),
    fix: 'have its proxy send `X-Forwarded-Proto`, and Keycloak read it (`proxy-headers`).',
  },
  'access_denied/realm_disabled': {
    problem: refusing('has disabled this realm'),
    fix: "have the server's administrator enable it under Realm settings.",
  },
  rate_limited: { problem: answered(), fix: 'raise `timeout`, or start fewer jobs at a time (`max-parallel`).' },
  'rate_limited/id_token': idTokenAnswer,
  'rate_limited/metadata': metadataAnswer,
  server_error: { problem: answered(), fix: "run the job again. If it fails again, tell the server's administrator." },
  'server_error/id_token': idTokenAnswer,
  'server_error/metadata': metadataAnswer,
  command_unusable: {
    title: 'Token command failed',
    problem: 'The folder of the token command is not there, or not whole.',
    fix: 'call the command in later steps of the same job, and leave RUNNER_TEMP alone.',
  },
  'command_unusable/noexec': {
    problem: 'RUNNER_TEMP is mounted `noexec`, so no command can run from it.',
    fix: 'mount it without `noexec`, or remove `token_command`.',
  },
  'command_unusable/ended': {
    problem: 'The token command was called after the job had ended.',
    fix: 'wait for background processes before the job ends.',
  },
  'command_unusable/disk': {
    problem: 'The token command cannot use its folder ({reason}).',
    fix: 'call it as the user of the step, and free space on the disk.',
  },
  'command_unusable/busy': {
    problem: 'Other calls of the token command have been asking for {seconds:span}.',
    fix: 'read what those calls printed.',
  },
  'command_unusable/unprintable': {
    problem: 'The token command could not print the token ({reason}).',
    fix: 'have the step read all that the command prints.',
  },
  'command_unusable/options': {
    problem: 'The token command does not know "{options}".',
    fix: 'use `--header`, `--min-validity N` (seconds) and `--help` alone.',
  },
  internal: {
    title: 'Bug in this action',
    problem: 'Unexpected {kind}.',
    fix: 'report it with this message, which has no secret in it. You can run the job again.',
  },
} as const satisfies Record<string, Entry<never>>;

/** What limits all attempts: the input, or the time to end a session. */
export type LimitName = 'timeout' | 'end';
interface Limit {
  /** Seconds. */
  readonly timeout: number;
  readonly limit?: LimitName | undefined;
}
const limitOf = ({ timeout, limit }: Limit): string =>
  limit === 'end' ? `the ${forPeople(timeout)} for it` : `\`timeout\` (${forPeople(timeout)})`;

/** Sessions of a client. */
interface Open {
  /** Empty where the server finds the client by its assertion. */
  readonly clientId: string;
  readonly host: string;
  /** Milliseconds since 1970, if known. */
  readonly end?: number | undefined;
}
type Several = Open & { readonly count: number };
const owner = ({ clientId, host }: Open): string => `${clientId && `of client ${clientId} `}at ${host}`;
const staysOpen = (open: Open): string => `The session ${owner(open)} stays open ${describeUntil(open.end)}.`;
const mayBeOpen = (open: Several): string =>
  open.count === 1
    ? `An answer was lost: a session ${owner(open)} may be open ${describeUntil(open.end)}.`
    : `${String(open.count)} answers were lost: sessions ${owner(open)} may be open ${describeUntil(open.end)}.`;
/** `skew`: seconds that this runner's clock is ahead. */
const clockApart = ({ skew }: { readonly skew: number }): string =>
  `The runner's clock is ${forPeople(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server's.`;

/** Sentences added to failures. */
export const notes = {
  methods_known: {
    problem: 'By its metadata, the server takes {methods:list}.',
    fix: () => 'set `auth_method` to what the server takes, and give the inputs for it.',
  },
  asks_to_wait: {
    problem: ({ seconds, ...limit }: Limit & { readonly seconds: number }) =>
      `It asks to wait ${forPeople(seconds)}, which ${limitOf(limit)} does not allow.`,
    fix: () => 'raise `timeout` above that, or run the job again later.',
  },
  out_of_attempts: {
    problem: ({ attempts, ...limit }: Limit & { readonly attempts: number }) =>
      `Attempt ${String(attempts)} was the last within ${limitOf(limit)}.`,
  },
  clock: { problem: clockApart, fix: (usual) => `set the runner's clock (NTP). Otherwise, ${usual}` },
  odd_value: {
    problem: '`{name}` {looks}.',
    fix: (usual) => `save the value alone, as you were given it. Otherwise, ${usual}`,
  },
  form_encoded: {
    problem: '`client_secret_basic` encodes the special characters in this id or secret.',
    fix: (usual) => `try \`auth_method: client_secret_post\`. Otherwise, ${usual}`,
  },
  left_open: { problem: staysOpen },
  may_be_open: { problem: mayBeOpen },
  ended: { problem: 'The session of its token was ended.' },
} as const satisfies Record<string, Addition<never>>;

/** Something odd about a token that is passed on, or about ending a session. */
export const warnings = {
  environment_ignored: {
    section: 'environment-is-ignored',
    problem: '`environment` has no effect beside `token_url` or `issuer`.',
    fix: 'remove one of the two.',
  },
  scope_missing: {
    section: 'a-scope-is-not-in-the-answer',
    problem: 'The answer does not name these scopes: {names}.',
    fix: 'if the API refuses the token, have them assigned to this client.',
  },
  audience_missing: {
    section: 'the-token-is-not-for-the-audience',
    problem: ({ asked, found }: { readonly asked: string; readonly found: string }) =>
      `The token's \`aud\` does not include ${asked}; it has ${found || 'none'}.`,
    fix: "have the server's administrator add that audience to this client's tokens.",
  },
  part_ignored: {
    section: 'part-of-the-answer-was-ignored',
    problem: 'These fields of the answer are malformed, so they have no output: {names:list}.',
    fix: "tell the server's administrator.",
  },
  clocks_differ: {
    section: 'clocks-differ',
    problem: (clock: { readonly skew: number }) => `${clockApart(clock)} \`expiry\` is by the runner's.`,
    fix: "set the runner's clock (NTP).",
  },
  token_type_unusual: {
    section: 'the-token-type-is-taken-for-bearer',
    problem: ({ name }: { readonly name: string }) =>
      `The answer has ${name ? `the \`token_type\` "${name}"` : 'no `token_type`'}, so the output says Bearer.`,
  },
  lost_answers: { title: 'Answers lost', section: 'answers-were-lost', problem: mayBeOpen },
  ended_early: {
    title: 'Step killed',
    section: 'the-main-step-was-ended-early',
    problem: (open: Open) => `The main step ended during a request: a session ${owner(open)} may be open until it expires.`,
  },
  state_damaged: {
    section: 'the-state-is-damaged',
    problem: 'Another step changed what the main step saved, so no session was ended.',
    fix: 'find the step that writes `STATE_` variables.',
  },
  no_summary: {
    section: 'no-summary',
    problem: 'The job summary could not be written; the outputs are there.',
    fix: "free space on the runner's disk, or write less into the summary.",
  },
  not_ended: {
    title: 'Session will stay open',
    section: 'the-session-will-not-be-ended',
    problem: ({ limit, ...open }: Open & { readonly limit: string }) =>
      `The token is too large for the post step (${limit}). ${staysOpen(open)}`,
    fix: 'have fewer roles and claims put into the token.',
  },
  sealed_ends: {
    title: 'Later jobs lose access',
    section: 'later-jobs-get-a-dead-token',
    problem: '`revoke: true` ends the session of the sealed token before later jobs use it.',
    fix: 'remove `revoke`.',
  },
  left_open: { title: 'Session stays open', section: 'the-session-is-left-open', problem: '{problem}' },
  call_stopped: {
    title: 'Token command stopped',
    section: 'a-call-of-the-token-command-was-stopped',
    problem: (open: Several) =>
      `${open.count === 1 ? 'A call' : `${String(open.count)} calls`} ended during a request: sessions ${owner(open)} may be open until they expire.`,
  },
  many_left_open: {
    title: 'Sessions stay open',
    section: 'sessions-are-left-open',
    problem: (open: Several) =>
      `${open.count === 1 ? 'A session' : `${String(open.count)} sessions`} ${owner(open)} could not be ended; the last is open ${describeUntil(open.end)}.`,
  },
  notes_damaged: {
    section: 'notes-of-the-token-command-are-damaged',
    problem: 'Files of the token command are damaged ({count}), so sessions may be open until they expire.',
    fix: 'leave RUNNER_TEMP alone in the steps of this job.',
  },
  folder_left: {
    title: 'Folder not removed',
    section: 'the-folder-of-the-token-command-is-left',
    problem: 'The folder of the token command, which has the credential, is still in RUNNER_TEMP ({reason}).',
    fix: 'on a runner of your own, remove it by hand.',
  },
} as const satisfies Record<string, Warning<never>>;

/** What the token command prints with `--help`. */
export const USAGE = `Prints an access token that is valid now. Masks it first, and asks for a new one when the last has expired.

  --header           print "Authorization: Bearer TOKEN"
  --min-validity N   the token must be valid for N more seconds (default 60, or half its lifetime if that is less)
  --help             print this

Without a token it prints nothing on standard output, says why on standard error, and exits with 1.
`;

/** The parameters in a text: braces without a space in them. */
type Braces<T extends string> = T extends `${string}{${infer Brace}}${infer Rest}` ? Parameter<Brace> & Braces<Rest> : object;
type Parameter<B extends string> = B extends `${string} ${string}`
  ? object
  : B extends `${infer Name}:${infer F extends Format}`
    ? { readonly [K in Name]: Formats[F] }
    : { readonly [K in B]: string | number };
type ParamsIn<S> = S extends string ? Braces<S> : S extends (params: infer P) => string ? P : object;
type Params<T> = T extends { problem: infer W; fix: infer F }
  ? ParamsIn<W> & ParamsIn<F>
  : T extends { problem: infer W }
    ? ParamsIn<W>
    : never;

/** A failure, or a variant of one. */
export type FailureId = keyof typeof failures;
/** Permanent, since docs/errors.md has it as an anchor. */
export type ErrorCode = Exclude<FailureId, `${string}/${string}`>;
export type ParamsOf<K extends FailureId> = Params<(typeof failures)[K]>;
export type NoteId = keyof typeof notes;
export type NoteParamsOf<K extends NoteId> = ParamsIn<(typeof notes)[K]['problem']>;
export type WarningId = keyof typeof warnings;
export type WarningParamsOf<K extends WarningId> = Params<(typeof warnings)[K]>;
