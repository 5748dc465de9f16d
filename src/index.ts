/**
 * All steps, in one bundle, so that what they share is read and reviewed once. Each has a folder in dist/ that starts it;
 * dist/command is what later steps call. What the main step does not need is a file of its own in dist/.
 */
import { requestAccessToken } from '#steps/main.ts';
import { runCleanup, runCommand, runStep } from '#report/step.ts';

/** The main step: asks for a token and hands it on. */
export function main(): void {
  runStep(requestAccessToken);
}

/** The post step: ends the session when the job ends. Whatever happens, it is green. */
export function post(): void {
  runCleanup(async (...step) => (await import('#later.ts')).endSessions(...step));
}

/** The step of `unseal/`: opens a sealed token. */
export function unseal(): void {
  runStep(async (log) => (await import('#later.ts')).openSealedToken(log));
}

/** The step of `end/`: ends the session of a sealed token. Whatever happens, it is green. */
export function end(): void {
  runCleanup(async (...step) => (await import('#later.ts')).endSealedSession(...step));
}

/** The token command, where a fresh token is needed. Read only then. */
export function command(): void {
  runCommand(async (...step) => (await import('#later.ts')).printToken(...step));
}
