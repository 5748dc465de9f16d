/** The entry points: each has a folder in dist/. What a green main step does not need is imported only when it is used. */
import { runCleanup, runCommand, runStep } from '#report/step.ts';
import { requestAccessToken } from '#steps/main.ts';

export function main(): void {
  runStep(requestAccessToken);
}

/** Always green. */
export function post(): void {
  runCleanup(async (...step) => (await import('#steps/post.ts')).endSessions(...step));
}

export function unseal(): void {
  runStep(async (log) => (await import('#steps/unseal.ts')).unsealToken(log));
}

/** Always green. */
export function end(): void {
  runCleanup(async (...step) => (await import('#steps/end.ts')).endSealedSession(...step));
}

/** Called when the stored token is not enough. */
export function command(): void {
  runCommand(async (...step) => (await import('#steps/command.ts')).printToken(...step));
}
