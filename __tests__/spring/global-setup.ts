import type { TestProject } from 'vitest/node';
import { Missing } from '../keycloak/versions.ts';
import { type Spring, start } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    spring: Spring;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = performance.now();
  try {
    const { spring, stop } = await start();
    console.log(`Spring Authorization Server: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    project.provide('spring', spring);
    return stop;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
