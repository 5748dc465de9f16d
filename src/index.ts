/**
 * The steps, in one bundle, so that what they share is read and reviewed once. dist/main, dist/post and dist/unseal start one each,
 * and dist/command what a later step calls.
 */
import { requestAccessToken, requestAgain } from './main.ts';
import { endSessions } from './post.ts';
import { runCleanup, runCommand, runStep } from './report/step.ts';
import { openSealedToken } from './unseal.ts';

/** The main step: asks for a token and hands it on. */
export function main(): void {
  runStep(requestAccessToken);
}

/** The post step: ends the session when the job ends. Whatever happens, it is green. */
export function post(): void {
  runCleanup(endSessions);
}

/** The step of `unseal/`: opens a sealed token. */
export function unseal(): void {
  runStep(openSealedToken);
}

/** The token command, where a fresh token is needed. Read only then. */
export function command(): void {
  runCommand(async (log, cancelled) => {
    const { printToken } = await import('./command.ts');
    await printToken(log, cancelled, requestAgain);
  });
}
