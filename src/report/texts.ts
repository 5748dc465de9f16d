/**
 * Every failure and warning in words: what happened, why most likely, the one thing to do. docs/errors.md has a section for each.
 * Read only when something fails or is odd (explain.ts).
 */
import { describeUntil, isoSeconds } from '#report/time.ts';

/** A text, or what makes it of the parameters of its failure. */
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
  /** `iss`, `sub` and `aud` of the assertion that was sent, where somebody else made it. */
  readonly identity?: string;
  /** The method that was refused. */
  readonly method?: string;
  /** Where the server is the default one: the other environments. */
  readonly others?: readonly string[];
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
interface ClockRefusal extends Refusal {
  readonly skew: number;
}
interface Named {
  readonly name: string;
}
/** Where every error and warning has a section. */
export const DOCS = 'https://github.com/org/arkane-token-action/blob/v1/docs/errors.md';
const NOT_FOUND =
  'It is not set under `with:`, or nothing is saved where the workflow looks: it may not be saved yet, its name may be misspelt, it may be saved as a variable, which `${{ secrets.NAME }}` does not find, or as a secret, which `${{ vars.NAME }}` does not find, or it belongs to an environment that the job does not name (`environment:`), or to the organisation, which does not grant it to this repository.';
const SKIP_ON_FORKS =
  'Skip the job there with `if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}`.';

const answered = ({ host, status, said, identity, method }: Refusal): string =>
  `${host} answered ${String(status)}${said && `: ${said}`}.${identity ? ` The ${method === 'client_assertion' ? 'assertion' : 'ID token'} has ${identity}.` : ''}`;
const idTokenAnswered = ({ status, said = '' }: { status: number; said?: string }): string =>
  `GitHub's ID token endpoint answered ${String(status)}${status === 200 ? ' without a token' : ''}${said && `: "${said}"`}.`;
/** `skew` is how many seconds this runner's clock is ahead. */
const clocksApart = (skew: number): string =>
  `The clock of this runner is ${String(Math.abs(skew))} s ${skew > 0 ? 'ahead of' : 'behind'} the server's`;
const clockRefused = (so: string) => ({
  what: ({ skew, ...refused }: ClockRefusal): string => `${answered(refused)} ${clocksApart(skew)}.`,
  why: `${so}: an assertion is good for a minute by the clock; where one by the server's time was refused, too, the key or \`assertion_audience\` is wrong.`,
  fix: 'Set the clock of the runner (NTP), then compare the key under Keys of the client.',
});
const refusedCertificate = ({ host, reason, shown }: Certificate): string =>
  `The certificate that ${host} shows was refused (${reason})${shown}.`;
const metadataAnswered = ({ host, status }: { host: string; status: number }): string =>
  `${host}, asked for its metadata, answered ${String(status)}.`;
const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const TRUST_IT =
  'Trust that authority in one of three ways: its PEM in the input `ca_certificate`, NODE_EXTRA_CA_CERTS=/path/to.pem, or NODE_USE_SYSTEM_CA=1 on a runner whose system trusts it.';

interface Handshake {
  readonly why: string;
  readonly fix: string;
}
const CHECK_PORT = 'Check host and port of `token_url`.';
const ASK_SERVER = 'Have the administrator of the server allow TLS 1.2 or later with its usual ciphers.';
/** What OpenSSL's reasons mean (its include/openssl/sslerr.h; the alerts of RFC 8446, 6), the first that fits. */
const handshakes: readonly [RegExp, Handshake][] = [
  [
    /certificate|unknown ca|access denied/,
    {
      why: 'The server wants a certificate of the client (mutual TLS), or refuses the one that it got.',
      fix: 'Give `client_certificate` and `client_certificate_key`, with the chain, from an authority that the server trusts.',
    },
  ],
  [/wrong version number|http|not ssl|packet length/, { why: 'What answers on this port does not speak TLS.', fix: CHECK_PORT }],
  [
    /version|protocol|cipher|handshake failure|security|curve|shared|suitable|renegotiation|small|short|weak|signature|dh/,
    { why: 'The two sides share no TLS version, cipher or key that is strong enough.', fix: ASK_SERVER },
  ],
];
const handshake = ({ reason }: Connection): Handshake =>
  handshakes.find(([pattern]) => pattern.test(reason))?.[1] ?? {
    why: 'The server, or something in front of it, ended the handshake.',
    fix: 'Check host and port of `token_url`; `openssl s_client -connect HOST:PORT` shows what the server speaks.',
  };

const noTlsTo = ({ host, reason }: Connection): string => `No TLS connection to ${host} could be made (OpenSSL: ${reason}).`;

/** What is known of a refused client, by its method. */
const whyOf: Readonly<Record<string, string>> = {
  client_secret_jwt:
    'Most likely `client_secret` is not the one of this client, the client is set up for another `auth_method`, or the server expects another `assertion_audience`.',
  client_assertion:
    'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server cannot reach the keys of the issuer, or is a Keycloak older than 26.6, which takes no such token.',
  tls_client_auth:
    'Most likely the server did not see the certificate (a proxy before it ends TLS and does not hand it on), or its subject is not the one that the client is set up for.',
  private_key_jwt:
    'Most likely the key or certificate registered with this client is not that of `private_key`, the server expects another `assertion_audience`, or it is an older Keycloak, which takes only RSA keys by certificate.',
  github_oidc:
    'Most likely one of them is not what the client or its identity provider is set up for (upper and lower case, and a slash at the end, count), or the server is a Keycloak older than 26.6, which takes no such token.',
};
const fixOf: Readonly<Record<string, string>> = {
  client_secret_jwt:
    'Compare `client_secret` with the one of this client, and see that its authenticator is Signed JWT with client secret.',
  client_assertion:
    'Have the administrator compare them with the federated credential of the client; whoever writes the file sets `aud`.',
  tls_client_auth:
    'Have the administrator compare the subject of the certificate (`openssl x509 -in certificate.pem -noout -subject -nameopt RFC2253`) with the client.',
  client_secret_basic:
    'Compare `client_id`, `client_secret` and the server with the credentials that you were given; older Keycloak refuses special characters in a secret that is sent this way, so try `auth_method: client_secret_post`.',
  private_key_jwt: 'Compare the key under Keys of the client, `private_key_id` and `assertion_audience` with what is sent.',
  github_oidc:
    'Have the administrator compare them with the federated credential of the client; `assertion_audience` sets `aud`.',
};
const byMethod =
  (table: Readonly<Record<string, string>>, otherwise: string) =>
  ({ method = '' }: Refusal): string =>
    table[method] ?? otherwise;
/** Who is sure of the credentials may be at the wrong server. */
const elsewhere = ({ host, others = [] }: Refusal): string =>
  others.length === 0
    ? ''
    : ` ${host} is only the default: credentials for another server need \`environment\` (${listed(others)}) or \`token_url\`.`;
const withElsewhere =
  (advice: (refusal: Refusal) => string) =>
  (refusal: Refusal): string =>
    advice(refusal) + elsewhere(refusal);
const andSaid =
  (sentence: string) =>
  (refusal: Refusal): string =>
    `${answered(refusal)} ${sentence}`;

/** What is told where it is found out. */
interface Told {
  readonly what: string;
}
const told = ({ what }: Told): string => what;

/** What can fail, by its code or `code/variant`. */
export const failures = {
  input_missing: {
    title: 'An input is missing',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: 'It is not set under `with:`, or the expression that sets it is empty: its name may be misspelt, or not saved yet; `${{ vars.NAME }}` finds no secret, and `${{ secrets.NAME }}` no variable.',
    fix: 'Set it in the step that uses this action.',
  },
  secret_empty: {
    title: 'A secret is empty',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: NOT_FOUND,
    fix: 'Compare the name with Settings > Secrets and variables > Actions, on both of its tabs.',
  },
  secret_withheld: {
    title: 'A secret is withheld from this run',
    what: ({ name }: Named) => `The input \`${name}\` is empty.`,
    why: 'It is withheld: GitHub gives no repository secrets to such runs.',
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
    what: told,
    why: '',
    fix: 'Correct it in the step that uses this action.',
  },
  'input_invalid/several': { what: '', fix: 'Correct them in the step that uses this action.' },
  private_key_invalid: {
    title: 'private_key is not usable',
    what: told,
    why: 'The key is not usable: an assertion can only be signed with an unencrypted private key in PEM.',
    fix: 'Give the text of the key file, which begins with -----BEGIN PRIVATE KEY-----; `openssl pkey -in key.pem -noout` tells whether it is sound.',
  },
  client_certificate_invalid: {
    title: 'The client certificate',
    what: told,
    why: 'A client shows a certificate that is valid now, and proves that it has its unencrypted private key.',
    fix: 'Give the text of the file, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, with the chain after it, no key, and not a path.',
  },
  client_assertion_invalid: {
    title: 'The file of the assertion',
    what: told,
    why: '`client_assertion_file` may be another path than that of the token, or whoever writes the token has not done so, or not for the user of the runner.',
    fix: 'Compare the path with the `mountPath` of the volume, mount it into the pod that runs the job, and see why it is not replaced in time.',
  },
  metadata_not_found: {
    title: 'The server has no metadata',
    what: ({ places }: { places: string }) => `There is no metadata at ${places}.`,
    why: '`issuer` is not what the server calls itself, or it has no metadata at all.',
    fix: 'Give the `issuer` letter by letter as the documents of the server have it (that of a Keycloak ends with /realms/NAME), or its token endpoint as `token_url`.',
  },
  metadata_invalid: {
    title: 'The metadata of the server',
    what: 'The metadata of the server cannot be used.',
    why: 'It is not set up as RFC 8414 says.',
    fix: 'Tell the administrator of the server, or give its token endpoint as `token_url`.',
  },
  'metadata_invalid/issuer': {
    what: ({ issuer, told }: { issuer: string; told: string }) =>
      `The metadata at ${issuer} is that of ${told ? `the issuer ${told}` : 'no issuer'}.`,
    why: 'Both must be the same letter by letter, a slash at the end included (RFC 8414, 3.3): another server could answer in place of the one that is meant.',
    fix: 'If you trust that name, give it as `issuer`.',
  },
  'metadata_invalid/endpoint': {
    what: ({ issuer, name, problem }: { issuer: string; name: string; problem: string }) =>
      `In the metadata of ${issuer}, \`${name}\` ${problem}.`,
    why: 'What is secret may only be sent over TLS, to a place that is certain.',
  },
  'metadata_invalid/no_token_endpoint': {
    what: ({ issuer }: { issuer: string }) => `The metadata of ${issuer} has no \`token_endpoint\`.`,
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
    why: 'GitHub refused to give an ID token: its endpoint is disturbed, or the token of this job is no longer valid.',
    fix: 'Run the job again.',
  },
  'id_token_refused/passing': { what: idTokenAnswered },
  runner_missing: {
    title: 'Not run by a GitHub Actions runner',
    what: ({ names }: { names: readonly string[] }) => `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set.`,
    why: 'This is not run by a GitHub Actions runner: without the file that GITHUB_OUTPUT names, the token could only be handed on in the log.',
    fix: 'Use this action as a step of a workflow.',
  },
  'runner_missing/run': {
    what: 'GITHUB_SERVER_URL, GITHUB_REPOSITORY or GITHUB_RUN_ID is not set.',
    why: 'This is not run by a GitHub Actions runner: a sealed token is bound to the run that they name.',
  },
  'runner_missing/temp': {
    what: 'RUNNER_TEMP is not set.',
    why: 'This is not run by a GitHub Actions runner: the folder of the token command is made there, since a runner empties it when the job ends.',
  },
  output_failed: {
    title: 'The outputs or the state could not be written',
    what: ({ file, reason }: { file: string; reason: string }) => `Writing to the file of ${file} failed (${reason}).`,
    why: "The outputs or the state could not be written: the runner's disk may be full, or its temporary folder may be gone.",
    fix: 'Free space on the runner and run the job again.',
  },
  'output_failed/no_file': {
    what: ({ file }: { file: string }) => `${file} names no plain file.`,
    why: 'The outputs or the state could not be written: it is a folder, a link, a pipe or a device, where they would be lost or printed.',
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
    title: 'The proxy setting cannot be used',
    what: ({ variable }: { variable: string }) => `The proxy in ${variable} cannot be used.`,
    why: 'The environment variable holds no http:// URL of a host name and port; https://, socks or an IPv6 address for the proxy itself is not supported.',
    fix: 'Set it to http://host:port, or add the host of the token server to NO_PROXY.',
  },
  proxy_refused: {
    title: 'The proxy refused the connection',
    what: ({ host, proxy, status }: { host: string; proxy: string; status: string }) =>
      `${proxy}, the proxy on the way to ${host}, answered ${status}.`,
    why: 'The proxy refused the connection: it asks for credentials, does not allow this host, or is no proxy.',
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
    title: 'The server name has no address',
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
    title: 'The connection broke',
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
    fix: TRUST_IT,
  },
  'certificate_untrusted/incomplete': {
    what: refusedCertificate,
    why: 'The server leaves out its intermediate certificate, a private authority signed it, or a proxy opens the TLS connection.',
    fix: `Have the server send its whole chain. ${TRUST_IT}`,
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
    why: 'It is for another host: the one in `token_url` may be wrong, or a proxy answers in its place.',
    fix: 'Use the name that the certificate was issued for.',
  },
  tls_failed: {
    title: 'No TLS connection could be made',
    what: noTlsTo,
    why: (failed: Connection) => handshake(failed).why,
    fix: (failed: Connection) => handshake(failed).fix,
  },
  'tls_failed/passing': {
    what: noTlsTo,
    why: 'The server, or something in front of it, failed in the middle of the handshake, every time.',
    fix: 'Run the job again; if it stays, tell the administrator of the server.',
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
    why: 'That is too large: no token response is larger than 1 MiB, so this is another page, or no token endpoint.',
    fix: 'Check `token_url`.',
  },
  answer_invalid: {
    title: 'The answer is no token response',
    what: answered,
    why: 'This is no token response: something in front of the server answered, or the URL is not its token endpoint.',
    fix: 'Check `token_url`, and what a proxy or gateway between answers.',
  },
  'answer_invalid/no_json': {
    what: ({ host, status, kind }: { host: string; status: number; kind: keyof typeof kinds }) =>
      `${host} answered ${String(status)}, but with ${kinds[kind]} instead of a JSON object.`,
  },
  'answer_invalid/cut_off': {
    what: ({ host, status, kind }: { host: string; status: number; kind: keyof typeof kinds }) =>
      `${host} answered ${String(status)}, but with ${kinds[kind]} instead of a JSON object.`,
    why: 'A gateway in front of the server lost its answer, the token response, or the URL is not its token endpoint.',
  },
  'answer_invalid/http': {
    title: 'The answer breaks HTTP',
    what: ({ host, rule }: { host: string; rule: string }) => `${host} answered, but the answer breaks HTTP (${rule}).`,
    why: 'The server, or a gateway in front of it, is at fault, or the port speaks something else.',
    fix: 'Check `token_url`; if it is right, tell the administrator of the server.',
  },
  'answer_invalid/interim': {
    title: 'The answer breaks HTTP',
    what: ({ host, status }: { host: string; status: number }) =>
      `${host} answered ${String(status)}, which is no answer to this request, and so breaks HTTP: it asked to change to no other protocol.`,
    why: 'The URL leads to another kind of service, or a gateway in front of it is at fault.',
  },
  'answer_invalid/no_token': {
    what: ({ host }: { host: string }) => `${host} answered with JSON that has no \`access_token\`.`,
  },
  token_invalid: {
    title: 'The access token is not usable',
    what: ({ host }: { host: string }) =>
      `${host} answered with an access token that has characters which no token may have, or that is empty.`,
    why: 'Such a token is not usable: a token is one line of visible ASCII characters; anything else could write other outputs or headers.',
    fix: 'Tell the administrator of the server.',
  },
  token_type_unsupported: {
    title: 'The token is no Bearer token',
    what: ({ host, calledType }: { host: string; calledType: string }) =>
      `${host} answered with a token of the type "${calledType}", not Bearer.`,
    why: 'The client is set up for another kind of token, such as DPoP.',
    fix: 'Have the client set to Bearer tokens.',
  },
  'token_type_unsupported/dpop': { what: answered, why: 'The client is set up for DPoP, so the token is no Bearer token.' },
  token_expired: {
    title: 'The access token has expired already',
    what: 'The access token that the server sent has expired already.',
    why: 'The server issues tokens with no lifetime, or the answer took longer than the lifetime.',
    fix: 'Raise the access token lifespan of the client.',
  },
  token_too_short: {
    title: 'The access token is not valid for long enough',
    what: ({ left, asked }: { left: number; asked: number }) =>
      `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
    why: 'That is not long enough: the access token lifespan of the client is shorter than `min_validity`.',
    fix: 'Lower `min_validity`, raise the lifespan, or set `token_command: true`: steps that take longer then call a command that prints a good token.',
  },
  'token_too_short/command': {
    what: ({ left, asked }: { left: number; asked: number }) =>
      `A fresh access token is valid for ${String(left)} s, and \`--min-validity\` asks for ${String(asked)} s.`,
    why: 'That is not long enough: the access token lifespan of the client is shorter.',
    fix: 'Ask for less, or raise the lifespan.',
  },
  'token_too_short/barely': {
    what: ({ left, asked }: { left: number; asked: number }) =>
      `The access token is valid for ${String(left)} s more, and \`min_validity\` asks for ${String(asked)} s, about as long as the server's tokens live.`,
    why: 'That is not long enough: a part of it passes before the token is there.',
    fix: 'Lower `min_validity` by some seconds, or raise the access token lifespan of the client.',
  },
  'token_too_short/late': {
    what: ({ left, asked }: { left: number; asked: number }) =>
      `The access token is valid for ${String(left)} s, and \`min_validity\` asks for ${String(asked)} s.`,
    why: 'That is not long enough, since this job started late: a part of its life has passed since it was sealed.',
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
    why: ({ limit }: { limit: string }) =>
      `That is too large: a later job gets it through an environment variable, which holds ${limit}.`,
    fix: 'Leave out `seal_key`, or have fewer roles and claims put into the token.',
  },
  seal_masked: {
    title: 'The runner would drop the seal',
    what: ({ name, tries }: Named & { tries: number }) =>
      `Each of ${String(tries)} seals for the output \`${name}\` had something in it that this step masks, so the runner would drop it.`,
    why: 'A secret of this step is only a letter or two long, and so is found in any text.',
    fix: 'Give that secret a proper length, or leave out `seal_key`.',
  },
  seal_key_invalid: {
    title: 'seal_key is no key',
    what: told,
    why: 'A passphrase could be guessed by anyone who can read the run.',
    fix: 'Make one with `openssl rand -base64 32`, save it as a secret, and give that secret in both jobs.',
  },
  sealed_token_missing: {
    title: 'There is no sealed token',
    what: 'The input `sealed_token` is empty.',
    why: 'The job that seals it was skipped or is not in `needs:`, its `seal_key` was empty, its `outputs:` are not wired, or the runner dropped the output because another secret is only one to three letters long (its log then says "Skip output").',
    fix: 'Give that job `outputs: sealed_token: ${{ steps.arkane.outputs.sealed_token }}`, and this step `sealed_token: ${{ needs.JOB.outputs.sealed_token }}`.',
  },
  'sealed_token_missing/session': {
    what: 'The input `sealed_session` is empty, so nothing was ended.',
    why: 'The job that seals it had no token, was skipped or is not in `needs:`, its `outputs:` are not wired, or the runner dropped the output (its log then says "Skip output").',
    fix: 'If that job had a token, give it `outputs: sealed_session: ${{ steps.arkane.outputs.sealed_session }}`, and this step `sealed_session: ${{ needs.JOB.outputs.sealed_session }}`.',
  },
  sealed_token_invalid: {
    title: 'This is no sealed token',
    what: ({ name }: Named) => `The input \`${name}\` is no token or session that this action sealed.`,
    why: 'The input holds another value, or only a part of the output.',
    fix: ({ name }: Named) => `Give the output \`${name}\` as it is.`,
  },
  'sealed_token_invalid/session': {
    what: 'The input `sealed_token` holds the output `sealed_session`, which only `end` opens.',
    why: 'The two outputs were mixed up.',
    fix: 'Give the output `sealed_token`.',
  },
  'sealed_token_invalid/token': {
    what: 'The input `sealed_session` holds the output `sealed_token`, which only `unseal` opens.',
    why: 'The two outputs were mixed up.',
    fix: 'Give the output `sealed_session`.',
  },
  sealed_token_unreadable: {
    title: 'The seal cannot be opened',
    what: ({ name }: Named) => `The input \`${name}\` cannot be opened with this \`seal_key\`.`,
    why: 'The job that sealed it has another `seal_key`, or the text was changed on the way.',
    fix: 'Give the same secret as `seal_key` in both jobs, then re-run all jobs.',
  },
  sealed_token_of_other_run: {
    title: 'The sealed token is from another run',
    what: ({ name }: Named) => `The input \`${name}\` was sealed in another run.`,
    why: 'It was kept from there, in a cache, an artifact or a variable; a run that `workflow_run` or `workflow_dispatch` starts is another run, too.',
    fix: 'Seal a token in a job of this run.',
  },
  sealed_token_expired: {
    title: 'The sealed token has expired',
    what: ({ expiry }: { expiry: number }) => `The sealed token has expired, at ${isoSeconds(expiry)}.`,
    why: 'It was sealed too long ago; re-running failed jobs alone keeps the old one.',
    fix: 'Re-run all jobs; the job that seals is enough, since GitHub runs again what needs it.',
  },
  invalid_client: {
    title: 'The server does not accept the client',
    what: andSaid('It does not accept the client.'),
    why: byMethod(
      whyOf,
      'Most likely `client_id` is misspelt, `client_secret` is not the one of this client, or the client does not exist on this server, is disabled, or is set up for another `auth_method`.',
    ),
    fix: withElsewhere(
      byMethod(fixOf, 'Compare `client_id`, `client_secret` and the server with the credentials that you were given.'),
    ),
  },
  'invalid_client/unknown': {
    what: andSaid('It does not accept the client.'),
    why: 'Most likely `client_id` is misspelt, or the client does not exist on this server, is disabled, or is set up for another `auth_method`.',
    fix: withElsewhere(() => 'Compare `client_id` with the credentials that you were given.'),
  },
  unauthorized_client: {
    title: 'The client may not have a token',
    what: andSaid('The client may not have a token.'),
    why: byMethod(
      whyOf,
      'Most likely `client_secret` is wrong, or the client is disabled or public, or it has no service account.',
    ),
    fix: withElsewhere(
      byMethod(
        fixOf,
        'Compare `client_secret` with the one of this client on this server, then check that client authentication and service accounts are on.',
      ),
    ),
  },
  'invalid_client/clock': clockRefused('So it does not accept the client'),
  'unauthorized_client/clock': clockRefused('So the client may not have a token'),
  'request_refused/clock': clockRefused('So it refused the request'),
  'unauthorized_client/user_disabled': {
    what: answered,
    why: "The realm gives no token, since it has disabled the user of the client's service account; the client and its credentials are right.",
    fix: 'Have the administrator of the server enable that user: Users > service-account-CLIENT > Enabled.',
  },
  'unauthorized_client/secret': {
    title: 'The client secret is wrong',
    what: andSaid('The client secret is wrong: `client_secret` is not the one of this client.'),
    why: '',
    fix: withElsewhere(byMethod(fixOf, 'Save the secret again, as you were given it for this client and this server.')),
  },
  'unauthorized_client/disabled': {
    title: 'The client is disabled',
    what: andSaid('The client is disabled.'),
    why: '',
    fix: 'Have the administrator of the server enable it.',
  },
  'unauthorized_client/public': {
    title: 'The client is public',
    what: andSaid('The client is public: it has no secret, and gets no token of its own.'),
    why: '',
    fix: withElsewhere(
      () => 'Use the id of your private client, or have client authentication and service accounts switched on.',
    ),
  },
  'unauthorized_client/no_service_account': {
    title: 'The client has no service account',
    what: andSaid('The client has no service account, without which it gets no token of its own.'),
    why: '',
    fix: 'Have the administrator of the server switch service accounts on for this client.',
  },
  invalid_scope: {
    title: 'The server does not know a scope',
    what: answered,
    why: 'It does not know a scope: a name in `scope` is misspelt, or the scope is not assigned to this client.',
    fix: 'Correct `scope`, or have the scope assigned to the client.',
  },
  request_refused: {
    title: 'The server refused the request',
    what: andSaid('It refused the request.'),
    why: byMethod(whyOf, 'The client is set up for another way to ask for a token.'),
    fix: byMethod(fixOf, 'Check `auth_method`, `scope` and `audience` against the setup of the client.'),
  },
  endpoint_not_found: {
    title: 'There is no token endpoint at this URL',
    what: andSaid('There is no token endpoint at this URL.'),
    why: 'The path or the realm in `token_url` or `issuer` is wrong (upper and lower case count).',
    fix: 'Use the `token_endpoint` that the server names in /.well-known/openid-configuration of the realm.',
  },
  access_denied: {
    title: 'The server denies access',
    what: andSaid('It denies access.'),
    why: 'A firewall or gateway in front of it blocks the address of this runner.',
    fix: 'Have the address allowed, or run the job on a runner that is.',
  },
  'access_denied/https_required': {
    what: answered,
    why: 'The realm refuses, not the client, and denies access to all: it wants HTTPS, and does not see that the request came by it, since the proxy in front of it does not say so (X-Forwarded-Proto).',
    fix: 'Tell the administrator of the server: the proxy must send that header, and Keycloak heed it (`proxy-headers`).',
  },
  'access_denied/realm_disabled': {
    what: answered,
    why: 'The realm refuses, not the client, and denies access to all: it is switched off for all.',
    fix: 'Tell the administrator of the server: Realm settings > Enabled.',
  },
  rate_limited: {
    title: 'The server asks for fewer requests',
    what: answered,
    why: 'The server asks for fewer requests: too many jobs ask for a token at once.',
    fix: 'Raise `timeout`, or ask for fewer tokens.',
  },
  server_error: {
    title: 'The server failed',
    what: answered,
    why: 'The server failed: it is overloaded or being restarted.',
    fix: 'Run the job again; if it stays, tell the administrator of the server.',
  },
  'rate_limited/id_token': { what: idTokenAnswered },
  'server_error/id_token': { what: idTokenAnswered },
  'rate_limited/metadata': { what: metadataAnswered },
  'server_error/metadata': { what: metadataAnswered },
  command_unusable: {
    title: 'The token command failed',
    what: 'The token command failed: its folder is not there, or not whole.',
    why: 'The job that it was made in has ended, or a step emptied RUNNER_TEMP.',
    fix: 'Call it in the steps after the one that gave it, in the same job; each job that needs one uses the action itself.',
  },
  'command_unusable/ended': {
    what: 'The token command failed: the job has ended.',
    why: 'A process that a step left in the background still calls the token command.',
    fix: 'Wait for such processes before the job ends.',
  },
  'command_unusable/disk': {
    what: ({ reason }: { reason: string }) => `The token command failed: its folder could not be read or written (${reason}).`,
    why: "The runner's disk may be full, or another user than that of the runner calls the command.",
    fix: 'Free space on the runner, and call the command as the user of the step.',
  },
  'command_unusable/busy': {
    what: ({ seconds }: { seconds: number }) =>
      `The token command failed: other calls of it have been asking for ${String(seconds)} s.`,
    why: 'The server answers none of them.',
    fix: 'Read what they printed.',
  },
  'command_unusable/unprintable': {
    what: ({ reason }: { reason: string }) => `The token command failed to print the token (${reason}).`,
    why: 'Whatever reads standard output of the command was closed, or the disk that it is written to is full.',
    fix: 'Read all that the command prints.',
  },
  'command_unusable/options': {
    what: ({ given }: { given: string }) => `The token command failed: it does not know "${given}".`,
    why: 'It knows `--header`, `--min-validity N` in seconds, and `--help`.',
    fix: 'Call it with these alone.',
  },
  internal: {
    title: 'The action itself failed',
    what: ({ kind }: { kind: string }) => `Unexpected ${kind}.`,
    why: 'This is a bug in the action: the action itself failed.',
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
/** Which limit an attempt did not fit into. */
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
/** Some servers find the client by its assertion: its id is not known here. */
const ofClient = (clientId: string): string => clientId && ` of client ${clientId}`;
const leftOpen = ({ clientId, host, end }: Left): string =>
  `The session${ofClient(clientId)} at ${host} is left open ${describeUntil(end)}, and ends by itself then.`;

/** Attempts whose answers nobody could read. */
interface Unread {
  readonly clientId: string;
  readonly host: string;
  readonly count: number;
  /** Milliseconds since 1970, when such a session would end by itself; undefined where nobody told. */
  readonly end?: number | undefined;
}
const mayBeOpen = ({ clientId, host, count, end }: Unread): string =>
  `${count === 1 ? 'A request was' : `${String(count)} requests were`} sent whose answer was lost; the server may have opened a session for ${count === 1 ? 'it' : 'each'} (${clientId && `client ${clientId} `}at ${host}), which lives ${describeUntil(end)}.`;

/** Sentences that are added to a failure. */
export const notes = {
  methods_known: {
    what: ({ methods }: { methods: readonly string[] }) => `By its metadata, the server takes ${listed(methods)} alone.`,
    fix: ({ methods }: { methods: readonly string[] }) =>
      `Set \`auth_method\` to ${methods.length === 1 ? 'it' : 'one of them'}, with what it needs, unless the administrator of the server says otherwise.`,
  },
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
  odd_shape: {
    what: ({ name, looks }: Named & { looks: string }) => `The \`${name}\` that was sent ${looks}.`,
    why: 'Most likely it was not saved as it was given.',
    fix: 'Save the value alone, with nothing around it, use it as `${{ secrets.NAME }}` or `${{ vars.NAME }}`, and run the job again.',
  },
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
  audience_missing: {
    title: 'The token is not for the audience',
    what: ({ asked, found }: { asked: string; found: string }) =>
      `Asked for the audience ${asked}, and the token is for ${found || 'none that it names'}. Keycloak does not read \`audience\`: give the client an audience mapper, or a client scope that has one.`,
  },
  no_expiry: {
    title: 'No expiry',
    what: 'The server does not say how long the token is valid, so the output `expiry` is not set.',
  },
  part_ignored: {
    title: 'Part of the answer was ignored',
    what: ({ names }: { names: readonly string[] }) =>
      `A part of the answer is not in its proper form, and was ignored: ${names.join(', ')}.${names.includes('refresh_token') ? ' Nothing ends a refresh token that cannot be sent back: it is good until it expires.' : ''}`,
  },
  clocks_differ: {
    title: 'Clocks differ',
    what: ({ skew }: { skew: number }) => `${clocksApart(skew)}; \`expiry\` is told by the runner's.`,
  },
  token_type_unusual: {
    title: 'The token type is taken for Bearer',
    what: ({ name }: Named) =>
      `The answer ${name === '' ? 'has no `token_type`, which RFC 6749 requires' : `calls it "${name}"`}; the output \`token_type\` is Bearer: that type of token is taken for it.`,
  },
  lost_answers: {
    title: 'Answers were lost',
    what: (unread: Unread) => `${mayBeOpen(unread)} ${DOCS}#answers-were-lost`,
  },
  ended_early: {
    title: 'The main step was ended early',
    what: ({ clientId, host }: { clientId: string; host: string }) =>
      `The main step was ended early, while a request was under way: a session${ofClient(clientId)} at ${host} may be open, until it expires. ${DOCS}#the-main-step-was-ended-early`,
  },
  state_damaged: {
    title: 'The state is damaged',
    what: `The state that the main step left is damaged, so no session was ended and nothing was sent. ${DOCS}#the-state-is-damaged`,
  },
  no_summary: { title: 'No summary', what: 'The job summary could not be written; the outputs are.' },
  not_ended: {
    title: 'The session will not be ended',
    what: ({ limit, ...left }: Left & { limit: string }) =>
      `What ends it does not fit into an environment variable, which holds ${limit}. ${leftOpen(left)} ${DOCS}#the-session-will-not-be-ended`,
  },
  sealed_ends: {
    title: 'Later jobs get a dead token',
    what: `The token is sealed for later jobs, and \`revoke: true\` ends its session with this one: where the API checks sessions, they get a dead token. Leave out \`revoke\`. ${DOCS}#later-jobs-get-a-dead-token`,
  },
  nothing_ended: {
    title: 'No session was ended',
    what: ({ what }: { what: string }) => (/session was ended|is left open/.test(what) ? what : `No session was ended. ${what}`),
  },
  left_open: {
    title: 'The session is left open',
    what: ({ what }: { what: string }) =>
      `${what}${what.includes('is left open') ? '' : ' The session is left open.'}${what.includes(DOCS) ? '' : ` ${DOCS}#the-session-is-left-open`}`,
  },
  call_stopped: {
    title: 'A call of the token command was stopped',
    what: ({ clientId, host, count }: { clientId: string; host: string; count: number }) =>
      `${count === 1 ? 'A call of the token command was' : `${String(count)} calls of the token command were`} stopped while a request was under way: a session of client ${clientId} at ${host} may be open for ${count === 1 ? 'it' : 'each'}, until it expires. ${DOCS}#a-call-of-the-token-command-was-stopped`,
  },
  many_left_open: {
    title: 'Sessions are left open',
    what: ({ count, ...left }: Left & { count: number }) =>
      `${String(count)} sessions of client ${left.clientId} at ${left.host} are left open, the last ${describeUntil(left.end)}. ${DOCS}#sessions-are-left-open`,
  },
  notes_damaged: {
    title: 'Notes of the token command are damaged',
    what: ({ count }: { count: number }) =>
      `${String(count)} ${count === 1 ? 'note' : 'notes'} of the token command ${count === 1 ? 'is' : 'are'} damaged: sessions that it opened may be open until they expire. ${DOCS}#notes-of-the-token-command-are-damaged`,
  },
  folder_left: {
    title: 'The folder of the token command is left',
    what: ({ reason }: { reason: string }) =>
      `The folder of the token command could not be removed (${reason}) and is left: it holds what the command asks with until the runner empties RUNNER_TEMP. ${DOCS}#the-folder-of-the-token-command-is-left`,
  },
} as const satisfies Record<string, Entry<never>>;

/** What the token command prints with `--help`. */
export const USAGE = [
  'Prints an access token that is good now. It is masked first; a fresh one is asked for where the last has ended.',
  '',
  '  --header           prints "Authorization: Bearer TOKEN"',
  '  --min-validity N   the token must still be good for N seconds (60, or half of its life where that is less)',
  '  --help             prints this',
  '',
  'Where there is no token, it prints nothing, says why on standard error, and ends with exit code 1.',
  '',
].join('\n');

type Params<T> = T extends { what: (params: infer P) => string } ? P : Record<string, never>;

/** A failure, or a variant of one. */
export type FailureId = keyof typeof failures;
/** The stable name of a failure, and its anchor in docs/errors.md. */
export type ErrorCode = Exclude<FailureId, `${string}/${string}`>;
/** What the sentences of a failure are made of. */
export type ParamsOf<K extends FailureId> = Params<(typeof failures)[K]>;
/** A sentence that may be added to a failure. */
export type NoteId = keyof typeof notes;
export type NoteParamsOf<K extends NoteId> = Params<(typeof notes)[K]>;
/** A warning. */
export type WarningId = keyof typeof warnings;
export type WarningParamsOf<K extends WarningId> = Params<(typeof warnings)[K]>;
