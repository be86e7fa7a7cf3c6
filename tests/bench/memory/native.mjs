// Builds and runs the native parts of the memory benchmark, and says what machine this is.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../node/engine_loader.mjs';
import { chromiumPath } from '../../../tools/chromium.mjs';

const run = promisify(execFile);
const native = join(root, 'build', 'native');
export const tool = join(native, 'easelight');

/** Megabytes (10^6) of bytes. */
export const mb = (bytes) => bytes / 1e6;

/** Builds what the benchmark runs; CMake has been run before (`./dev build`). */
export function buildNative() {
  if (!existsSync(join(native, 'build.ninja'))) throw new Error('build/native is not set up; run ./dev build first');
  execFileSync('cmake', ['--build', native, '--target', 'memory_bench', 'easelight'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Runs one command of memory_bench as a process of its own; its result.
 * @param {...(string | number)} words
 * @returns {Promise<any>}
 */
export async function memoryBench(...words) {
  const { stdout } = await run(join(native, 'memory_bench'), words.map(String), { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

/** The automatic recipe for a scan, from the native tool. */
export async function automaticRecipe(scan) {
  const { stdout } = await run(tool, ['recipe', '--auto', scan]);
  return JSON.parse(stdout);
}

const firstLine = (command, args) => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0]
      .trim();
  } catch {
    return 'not found';
  }
};

/** What a reader needs to judge the figures. */
export function describeMachine() {
  const system = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  return {
    Machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} threads, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    System: `${system}, Linux ${release()}`,
    Date: new Date().toISOString().slice(0, 10),
    Easelight: `${firstLine(tool, ['--version'])} (${firstLine('git', ['-C', root, 'describe', '--always', '--dirty'])})`,
    Compiler: firstLine('c++', ['--version']),
    Node: process.version,
    Chromium: firstLine(chromiumPath(), ['--version']),
  };
}
