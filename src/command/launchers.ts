/**
 * The programs that a step calls. They start Node with the environment that main had, where it says how Node runs and reaches the
 * server: the calling step may have another.
 */
import { resolve } from 'node:path';
import type { Environment } from '#runner/run.ts';

const VARIABLES = [
  ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'],
  ...['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_USE_ENV_PROXY'],
];

/** By file name: for POSIX shells, and for Windows, which starts only what has such a name. */
export function launchers(folder: string, env: Environment): Readonly<Record<'token' | 'token.cmd', string>> {
  const call = [process.execPath, resolve(process.argv[1] ?? '', '../../command/index.js'), folder];
  return { token: posix(call, env), 'token.cmd': windows(call, env) };
}

function posix(call: readonly string[], env: Environment): string {
  const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
  const set = VARIABLES.map((name) => (env[name] ? `export ${name}=${quoted(env[name])}` : `unset ${name}`));
  return ['#!/bin/sh', ...set, `exec ${call.map(quoted).join(' ')} "$@"`, ''].join('\n');
}

/** In UTF-8, which the shell reads as such only after `chcp`. Names of variables have no case there. */
function windows(call: readonly string[], env: Environment): string {
  const escaped = (word: string): string => word.replaceAll('%', '%%');
  const names = new Set(VARIABLES.map((name) => name.toUpperCase()));
  const set = [...names].map((name) => `set "${name}=${escaped(env[name] ?? env[name.toLowerCase()] ?? '')}"`);
  return [
    '@echo off',
    'setlocal',
    'chcp 65001 >nul',
    ...set,
    `${call.map((word) => `"${escaped(word)}"`).join(' ')} %*`,
    '',
  ].join('\r\n');
}
