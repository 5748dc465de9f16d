/**
 * All steps. Each has a folder in dist/ that starts it; dist/command is what later steps call. What a green main step does not need
 * is in a file of its own in dist/.
 */
import { runCleanup, runCommand, runStep } from '#report/step.ts';
import { requestAccessToken } from '#steps/main.ts';

/** The main step: asks for a token and hands it on. */
export function main(): void {
  runStep(requestAccessToken);
}

/** The post step: ends the sessions of the job. Whatever happens, it is green. */
export function post(): void {
  runCleanup(async (...step) => (await import('#steps/post.ts')).endSessions(...step));
}

/** The step of `unseal/`: opens a sealed token. */
export function unseal(): void {
  runStep(async (log) => (await import('#steps/unseal.ts')).unsealToken(log));
}

/** The step of `end/`: ends the session of a sealed token. Whatever happens, it is green. */
export function end(): void {
  runCleanup(async (...step) => (await import('#steps/end.ts')).endSealedSession(...step));
}

/** The token command, where the stored token is not enough. */
export function command(): void {
  runCommand(async (...step) => (await import('#steps/command.ts')).printToken(...step));
}
