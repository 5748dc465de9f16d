/** The programs that a step calls. They start Node with main's variables for Node and network: the step's may differ. */
import { resolve } from 'node:path';
import type { Environment } from '#runner/run.ts';

const VARIABLES = [
  ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'],
  ...['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_USE_ENV_PROXY'],
];

/** By file name: for POSIX shells, and for Windows. */
export function launchers(folder: string, env: Environment): Readonly<Record<'token' | 'token.cmd', string>> {
  const program = [process.execPath, resolve(process.argv[1] ?? '', '../../command/index.js')];
  return { token: posix([...program, folder], env), 'token.cmd': windows(program, env) };
}

function posix(call: readonly string[], env: Environment): string {
  const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
  const set = VARIABLES.map((name) => (env[name] ? `export ${name}=${quoted(env[name])}` : `unset ${name}`));
  return ['#!/bin/sh', ...set, `exec ${call.map(quoted).join(' ')} "$@"`, ''].join('\n');
}

/** `%~dp0` is the folder of the launcher. Other paths are read as UTF-8 only after `chcp`. */
function windows(program: readonly string[], env: Environment): string {
  const doubled = (word: string): string => word.replaceAll('%', '%%');
  // Not in quotation marks: one in the value would end them.
  const escaped = (value: string): string => doubled(value.replace(/[\r\n]+/g, ' ').replace(/[\^&|<>"]/g, '^$&'));
  const names = new Set(VARIABLES.map((name) => name.toUpperCase())); // without case on Windows
  const set = [...names].map((name) => `set ${name}=${escaped(env[name] ?? env[name.toLowerCase()] ?? '')}`);
  const lines = [...set, `${program.map((word) => `"${doubled(word)}"`).join(' ')} "%~dp0." %*`, ''];
  // Only if needed: it changes the code page for the step.
  const utf8 = /[^\0-\x7f]/.test(lines.join('')) ? ['chcp 65001 >nul'] : [];
  return ['@echo off', 'setlocal', ...utf8, ...lines].join('\r\n');
}
