// Loads the engine: the build with threads where the page is cross-origin isolated, else the one without.

import type { CreateEngineModule, EngineModule } from './engine_module';
import { makeHeap } from './heap_memory';

/** More threads than this share the bands of a frame no faster. */
const kMostThreads = 8;

/** Its folder in the site: the build puts a hash of its files into the name (web/plugins/engine_folder.ts). */
declare const __ENGINE_FOLDER__: string;

export interface LoadedEngine {
  readonly module: EngineModule;
  readonly threads: number;
}

export interface Machine {
  /** Whether threads may share memory. */
  readonly isolated: boolean;
  readonly cores: number;
  readonly screenPixels: number;
}

export async function loadEngine(base: string, { isolated, cores, screenPixels }: Machine): Promise<LoadedEngine> {
  const variant = isolated ? 'threads' : 'single';
  const folder = new URL(`${__ENGINE_FOLDER__}/${variant}/`, base).href;
  const address = `${folder}engine.mjs`;
  const { default: create } = (await import(/* @vite-ignore */ address)) as { default: CreateEngineModule };
  const module = await create({ locateFile: locateIn(folder), wasmMemory: makeHeap(screenPixels, isolated) });
  return { module, threads: isolated ? Math.min(Math.max(cores, 1), kMostThreads) : 1 };
}

/** What of `trustedTypes` is used; TypeScript's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (name: string) => string },
  ): { createScriptURL(name: string): unknown };
}

/** Where the module finds its files. Its threads are workers: the policy of the page lets them be this script only. */
function locateIn(folder: string): (name: string) => unknown {
  const script = `${folder}engine.worker.js`;
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('easelight-threads', { createScriptURL: () => script });
  return (name) => (name.endsWith('.js') ? (policy?.createScriptURL(name) ?? script) : folder + name);
}
