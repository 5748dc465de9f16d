/**
 * A realm on loopback that keeps the assertions it is sent, GitHub's issuer beside it, and the steps that ask it.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGithubIssuer, type GithubIssuer } from './github-issuer.ts';
import { runStep, type StepResult } from './runner.ts';

interface AssertionServer {
  /** The issuer of the realm. */
  readonly realm: string;
  readonly github: GithubIssuer;
  /** What was sent to the token endpoint and to `/logout`, in order. */
  readonly forms: URLSearchParams[];
  /** Answers the token endpoint. */
  answer: (response: ServerResponse) => void;
  /** Answers `/logout`. */
  answerEnd: (response: ServerResponse) => void;
  readonly assertions: () => string[];
  /** The main step; neither `secrets` nor the private key can be read in what it prints. */
  readonly step: (
    inputs: Record<string, string>,
    env?: Record<string, string | undefined>,
    secrets?: readonly string[],
  ) => Promise<StepResult>;
  /** As it was at first. */
  reset(): void;
  close(): void;
}

/** Grants a token with a session. */
export function grantSession(response: ServerResponse): void {
  response.end(
    JSON.stringify({
      access_token: 'assertion-access-token',
      token_type: 'Bearer',
      expires_in: 300,
      refresh_token: 'assertion-refresh-token',
      refresh_expires_in: 900,
    }),
  );
}

/** Ends a session. */
export function endSession(response: ServerResponse): void {
  response.writeHead(204).end();
}

export async function startAssertionServer(): Promise<AssertionServer> {
  const forms: URLSearchParams[] = [];
  const github = await startGithubIssuer();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      forms.push(new URLSearchParams(body));
      if (request.url?.endsWith('/logout')) kept.answerEnd(response);
      else kept.answer(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const realm = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/auth/realms/Arkane`;
  const kept: AssertionServer = {
    realm,
    github,
    forms,
    answer: grantSession,
    answerEnd: endSession,
    assertions: () => forms.map((form) => form.get('client_assertion') ?? ''),
    step: (inputs, env = {}, secrets = []) => {
      const given = { client_id: 'backend', token_url: `${realm}/protocol/openid-connect/token`, ...inputs };
      return runStep({ inputs: given, env, secrets: [...secrets, ...linesOf(inputs['private_key'] ?? '')] });
    },
    reset: () => {
      forms.length = 0;
      github.given.length = 0;
      github.claims = {};
      github.onRequest = undefined;
      kept.answer = grantSession;
      kept.answerEnd = endSession;
    },
    close: () => {
      server.close();
      github.close();
    },
  };
  return kept;
}

/** The secret lines of a private key. */
export function linesOf(pem: string): string[] {
  return pem.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'));
}
