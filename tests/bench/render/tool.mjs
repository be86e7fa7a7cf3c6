// The command line tool on a scan of 24 megapixels, and other tools where they are installed.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { median } from '../markdown.mjs';
import { automaticRecipe, tool } from '../memory/native.mjs';

const rounds = 3;

/** Milliseconds of a command, which must leave `output` behind. */
function time(command, args, output) {
  rmSync(output, { force: true });
  const start = performance.now();
  execFileSync(command, args, { stdio: 'ignore' });
  const ms = performance.now() - start;
  if (!existsSync(output)) throw new Error(`${command} wrote no ${output}`);
  return ms;
}

/** Whatever a command answers (RawTherapee's says its version and exits with 2), it is there if it could be started. */
const installed = (command) =>
  spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 60_000 }).error === undefined;

/** RawTherapee with its Film Negative tool on, at its own default values. */
function rawTherapee(folder, scan) {
  const profile = join(folder, 'negative.pp3');
  writeFileSync(profile, '[Version]\nVersion=348\n\n[Film Negative]\nEnabled=true\n');
  return (output, format) => [
    'rawtherapee-cli',
    ['-Y', '-o', output, '-p', profile, ...(format === 'tiff' ? ['-t', '-b16'] : ['-j92']), '-c', scan],
  ];
}

/** darktable without OpenCL and without a library of its own; a TIFF as it is opened by default, no negadoctor. */
function darktable(folder, scan) {
  const config = join(folder, 'darktable');
  mkdirSync(config, { recursive: true });
  return (output) => [
    'darktable-cli',
    [scan, output, '--core', '--configdir', config, '--library', ':memory:', '--disable-opencl'],
  ];
}

/** @param {{folder: string, scan: string, say: (text: string) => void}} bench */
export async function measureTool({ folder, scan, say }) {
  const recipeFile = join(folder, 'recipe.json');
  writeFileSync(recipeFile, JSON.stringify(await automaticRecipe(scan)));
  const contenders = {
    Safelight: (output, format) => [
      tool,
      ['develop', scan, '-o', output, '--recipe', recipeFile, ...(format === 'tiff' ? ['--compression', 'none'] : [])],
    ],
  };
  if (installed('rawtherapee-cli')) contenders.RawTherapee = rawTherapee(folder, scan);
  if (installed('darktable-cli')) contenders.darktable = darktable(folder, scan);
  const times = {};
  for (let round = 0; round < rounds; ++round) {
    for (const [name, command] of Object.entries(contenders)) {
      for (const [format, ending] of [
        ['tiff', 'tif'],
        ['jpeg', 'jpg'],
      ]) {
        say(`${name}, ${format}`);
        const output = join(folder, `${name}.${ending}`);
        const key = `${name} ${format}`;
        (times[key] ??= []).push(time(...command(output, format), output));
      }
    }
  }
  return Object.fromEntries(Object.entries(times).map(([key, values]) => [key, median(values)]));
}
