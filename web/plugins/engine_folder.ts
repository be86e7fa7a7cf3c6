// Names the engine's folder after what is in it. Emscripten's files keep their names and find each other by them, so it is
// the folder that tells one version of the engine from another.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './site_files.ts';

const kFolder = 'engine';

/** `engine` while developing, `engine-HASH` in a built site. */
export function engineFolder(publicFolder: string, command: 'build' | 'serve'): string {
  const folder = path.join(publicFolder, kFolder);
  if (command === 'serve' || !existsSync(folder)) return kFolder;
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) hash.update(`${file}\0`).update(readFileSync(path.join(folder, file)));
  return `${kFolder}-${hash.digest('hex').slice(0, 12)}`;
}

/** Vite copies the public folder as it is. */
export function moveEngine(site: string, folder: string): void {
  if (folder !== kFolder) renameSync(path.join(site, kFolder), path.join(site, folder));
}
