// What the checks of the sources have in common: finding files, and reading them without their comments.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Empties comments and keeps the lines, so that numbers stay right. */
export const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/^\s*\/\/.*$/gm, '');

export const lineOf = (text, index) => text.slice(0, index).split('\n').length;

export function filesBelow(root, folder, pattern) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(root, name, pattern);
    return pattern.test(entry.name) ? [name] : [];
  });
}
