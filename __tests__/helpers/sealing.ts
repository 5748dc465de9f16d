/**
 * Two jobs of a run, one that seals its token and a later one that opens it, and seals made by hand.
 */
import { EncryptJWT, type JWTPayload } from 'jose';
import { randomBytes } from 'node:crypto';
import { startKeycloakLike, type KeycloakLike } from './keycloak-like.ts';
import { jobOutput, runStep, type StepOptions, type StepResult } from './runner.ts';

export const secret = 'later-secret-77d1a0b9';
export const key = randomBytes(32);
export const sealKey = key.toString('base64');
export const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '4711' };
export const run = 'https://github.test/acme/shop/actions/runs/4711';

export interface Jobs {
  readonly server: KeycloakLike;
  /** What came of a first job. */
  readonly first: StepResult;
  readonly firstJob: (inputs?: Record<string, string>, more?: Partial<StepOptions>) => Promise<StepResult>;
  /** The step of a later job. */
  readonly unseal: (inputs: Record<string, string>, more?: Partial<StepOptions>) => Promise<StepResult>;
}

export async function startJobs(): Promise<Jobs> {
  const server = await startKeycloakLike({ secret });
  const firstJob: Jobs['firstJob'] = (inputs, more) => {
    const given = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, seal_key: sealKey, ...inputs };
    return runStep({ inputs: given, env, secrets: [secret, sealKey], ...more });
  };
  const first = await firstJob();
  const secrets = [sealKey, first.outputs['access_token'] ?? ''];
  const unseal: Jobs['unseal'] = (inputs, more) =>
    runStep({ entry: 'unseal', inputs: { seal_key: sealKey, ...inputs }, env, secrets, ...more });
  return { server, first, firstJob, unseal };
}

/** What the later job gets: what the runner lets through. */
export function handedOn({ outputs, masks }: StepResult): string {
  return jobOutput(outputs['sealed_token'] ?? '', masks) ?? 'dropped by the runner';
}

/** A sealed token made by hand. */
export function sealed(
  claims: JWTPayload,
  header: Record<string, string> = { alg: 'dir', enc: 'A256GCM' },
  withKey: Uint8Array = key,
): Promise<string> {
  const payload = { access_token: 'hand-made-token-123', token_type: 'Bearer', ...claims };
  return new EncryptJWT(payload)
    .setProtectedHeader(header as { alg: string; enc: string })
    .setAudience(claims.aud ?? run)
    .encrypt(withKey);
}
