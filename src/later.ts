/**
 * What a main step without `seal_key` and `token_command` does not need: one file of dist/, so that what these share stands there
 * once.
 */
export { printToken } from '#steps/command.ts';
export { folderFor, keepingFolder, makeFolder } from '#command/folder.ts';
export { endSealedSession } from '#steps/end.ts';
export { endSessions } from '#steps/post.ts';
export { sealedOutputs } from '#seal/outputs.ts';
export { openSealedToken } from '#steps/unseal.ts';
