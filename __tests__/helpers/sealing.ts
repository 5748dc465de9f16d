/**
 * A job that seals, the later jobs of the same run, and seals made by hand, as any JOSE tool makes them.
 */
import { randomBytes } from 'node:crypto';
import { EncryptJWT, type JWTPayload } from 'jose';
import type { KeycloakLike } from './keycloak-like.ts';
import { jobOutput, runStep, type StepOptions, type StepResult } from './runner.ts';

export const secret = 'later-secret-77d1a0b9';
export const key = randomBytes(32);
export const sealKey = key.toString('base64');
export const env = {
  GITHUB_SERVER_URL: 'https://github.test',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '1',
};
export const run = 'https://github.test/acme/shop/actions/runs/4711';
export const header = { alg: 'dir', enc: 'A256GCM' };
export const inAnHour = Math.floor(Date.now() / 1000) + 3600;

export function firstJob(
  server: KeycloakLike,
  inputs: Record<string, string> = {},
  more: Partial<StepOptions> = {},
): Promise<StepResult> {
  const given = { client_id: 'backend', client_secret: secret, token_url: server.tokenUrl, seal_key: sealKey, ...inputs };
  return runStep({ inputs: given, env, secrets: [secret, sealKey], ...more });
}

export function unseal(inputs: Record<string, string>, more: Partial<StepOptions> = {}): Promise<StepResult> {
  return runStep({ entry: 'unseal', inputs: { seal_key: sealKey, ...inputs }, env, secrets: [sealKey], ...more });
}

/** What the later job gets: what the runner lets through. */
export function handedOn({ outputs, masks }: StepResult, name = 'sealed_token'): string {
  return jobOutput(outputs[name] ?? '', masks) ?? 'dropped by the runner';
}

/** A compact JWE as it passes: iv, tag, ciphertext. */
export function passing(jwe: string): string {
  const [, , iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  return iv + tag + ciphertext;
}

/** What passes, as a compact JWE. */
export function asJwe(text: string): string {
  return [
    Buffer.from(JSON.stringify(header)).toString('base64url'),
    '',
    text.slice(0, 16),
    text.slice(38),
    text.slice(16, 38),
  ].join('.');
}

/** A JWE made by hand. */
export function jwe(claims: JWTPayload, protectedHeader: object = header, withKey: Uint8Array = key): Promise<string> {
  const payload = { access_token: 'hand-made-token-123', token_type: 'Bearer', ...claims };
  return new EncryptJWT(payload)
    .setProtectedHeader(protectedHeader as typeof header)
    .setAudience(claims.aud ?? run)
    .encrypt(withKey);
}

/** The same as it passes. */
export async function sealed(claims: JWTPayload): Promise<string> {
  return passing(await jwe(claims));
}
