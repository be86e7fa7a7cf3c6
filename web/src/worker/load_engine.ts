// Loads the engine: the build with threads where the page is cross-origin isolated, else the one without.

import type { CreateEngineModule, EngineModule } from './engine_module';

/** More threads than this share the bands of a frame no faster. */
const kMostThreads = 8;

export interface LoadedEngine {
  readonly module: EngineModule;
  readonly threads: number;
}

export async function loadEngine(base: string, isolated: boolean, cores: number): Promise<LoadedEngine> {
  const variant = isolated ? 'threads' : 'single';
  const address = new URL(`engine/${variant}/engine.mjs`, base).href;
  const { default: create } = (await import(/* @vite-ignore */ address)) as { default: CreateEngineModule };
  return { module: await create({}), threads: isolated ? Math.min(Math.max(cores, 1), kMostThreads) : 1 };
}
