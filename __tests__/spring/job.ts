/**
 * Clients of the server, the steps of a job, and what the server and its API say of a token.
 */
import { setDefaultCACertificates } from 'node:tls';
import { expect, inject } from 'vitest';
import { runStep, type StepResult } from '../helpers/runner.ts';

export type Inputs = Readonly<Record<string, string>>;

export const spring = inject('spring');
setDefaultCACertificates([spring.authority]);

export function secretClient(id: string): { client_id: string; client_secret: string } {
  return { client_id: id, client_secret: spring.secret + id };
}

/** The server takes a certificate without its chain for one that signed itself. */
export function withChain({ cert, key }: { cert: string; key: string }): Inputs {
  return { client_certificate: `${cert}\n${spring.clientAuthority}`, client_certificate_key: key };
}

/** The main step. None of its secrets can be read in what it prints. */
export function main(inputs: Inputs, env: Inputs = {}): Promise<StepResult> {
  return runStep({ inputs: { issuer: spring.issuer, ca_certificate: spring.authority, ...inputs }, env });
}

/** Runs an entry that must succeed without a warning. */
export async function green(step: Promise<StepResult>): Promise<StepResult> {
  const result = await step;
  const { exitCode, errors, warnings } = result;
  expect({ exitCode, errors, warnings }).toEqual({ exitCode: 0, errors: [], warnings: [] });
  return result;
}

/** What the API answers to `token`: 200, 401 or 403. */
export async function api(token = ''): Promise<number> {
  const { status } = await fetch(`${spring.issuer}/api/wallets`, { headers: { authorization: `Bearer ${token}` } });
  return status;
}

/** Whether the server calls `token` active. */
export async function active(token = ''): Promise<boolean> {
  const body = new URLSearchParams({ token, ...secretClient('ci-post') });
  const response = await fetch(`${spring.issuer}/oauth2/introspect`, { method: 'POST', body });
  return ((await response.json()) as { active: boolean }).active;
}
