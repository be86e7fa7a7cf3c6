// Checks that what reaches a pixel calls no mathematics that differs between platforms:
//   node tools/check_exactness.mjs FOLDER
// FOLDER has the static libraries of core, of a native release build.
//
// C libraries differ in the last bits of log, exp, pow and the like; core/base/exact_math.h has its own. Two functions are
// left: IEEE 754 demands the nearest number of sqrt (sqrtf, of floats), and lround gives whole numbers. floor and ceil are
// as exact, but are not imported at all: with the flags of this build they become instructions.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folders of core/ whose numbers reach pixels, or decide where and how they are read. */
export const exactParts = ['base', 'film', 'geometry', 'analysis', 'store'];

const exactFunctions = ['sqrt', 'sqrtf', 'lround'];

/** The names that `nm -u` lists, object by object. */
export const importsOf = (listing) => [...listing.matchAll(/^\s+[UwvW]\s+(\S+)$/gm)].map((match) => match[1]);

/** The functions that `nm -D --defined-only` lists of a library, without their versions. */
export const functionsOf = (listing) =>
  new Set([...listing.matchAll(/^[0-9a-f]+ [TWi] ([^@\s]+)/gm)].map((match) => match[1]));

/** What is wrong with the imports of a part, as lines of text. */
export const importProblems = (part, imports, mathematics) =>
  [...new Set(imports)]
    .filter((name) => mathematics.has(name) && !exactFunctions.includes(name))
    .map((name) => `core/${part} calls ${name} of the C library, which may round differently elsewhere`);

const run = (program, ...options) => execFileSync(program, options, { encoding: 'utf8' });

/** Every violation of a build, as lines of text. */
export function checkExactness(folder) {
  const mathematics = functionsOf(run('nm', '-D', '--defined-only', run('cc', '-print-file-name=libm.so.6').trim()));
  if (!mathematics.has('pow') || !mathematics.has('sqrt')) return ['the functions of the C library were not found'];
  return exactParts.flatMap((part) => {
    const imports = importsOf(run('nm', '-u', path.join(folder, `libeaselight_${part}.a`)));
    return imports.length ? importProblems(part, imports, mathematics) : [`core/${part} imports nothing: is it built?`];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkExactness(process.argv[2]);
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `exactness: ${problems.length} wrong` : 'exactness: all right');
  process.exit(problems.length ? 1 : 0);
}
