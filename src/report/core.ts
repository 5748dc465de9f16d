/** The functions of @actions/core that this action calls. */
import * as core from '@actions/core';
import { prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
export function getInput(name: string, { trimWhitespace }: { readonly trimWhitespace: boolean }): string {
  return core.getInput(name, { trimWhitespace });
}
export const { setSecret, info, warning, error, getState } = core;
export const keyValue: (name: string, value: string) => string = prepareKeyValueMessage;
