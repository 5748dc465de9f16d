/**
 * The files that a step calls: they start the Node that runs this action, which need not be on the PATH, with the folder that
 * they lie in.
 */

/** A text as one word of a POSIX shell. */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** The same in a batch file of Windows, where no path has a quotation mark in it. */
const batchWord = (text: string): string => `"${text.replaceAll('%', '%%')}"`;

/** The launchers by their names: for POSIX shells, and for Windows, whose programs start only what has such a name. */
export function launchersOf(node: string, script: string, folder: string): Readonly<Record<'token' | 'token.cmd', string>> {
  const call = [node, script, folder];
  return {
    token: `#!/bin/sh\nexec ${call.map(word).join(' ')} "$@"\n`,
    'token.cmd': `@${call.map(batchWord).join(' ')} %*\r\n`,
  };
}
