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

/** A sidecar that turns negadoctor on, at its own default values: kind of film, twelve figures a channel, six more. */
function negadoctor() {
  const film = [1.13, 0.49, 0.27, 0];
  const ones = [1, 1, 1, 0];
  const print = [2.046, -0.05, 0.0755, 4.0, 0.75, 0.9245];
  const params = Buffer.alloc(76);
  params.writeInt32LE(1, 0);
  [...film, ...ones, ...ones, ...print].forEach((value, i) => params.writeFloatLE(value, 4 + 4 * i));
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"
    darktable:auto_presets_applied="1" darktable:history_end="1" darktable:iop_order_version="4">
   <darktable:history><rdf:Seq>
    <rdf:li darktable:num="0" darktable:operation="negadoctor" darktable:enabled="1" darktable:modversion="2"
      darktable:params="${params.toString('hex')}" darktable:multi_priority="0" darktable:blendop_version="11"/>
   </rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`;
}

/** darktable without OpenCL and without a library of its own, and with negadoctor as all that it does. */
function darktable(folder, scan) {
  const config = join(folder, 'darktable');
  mkdirSync(config, { recursive: true });
  const sidecar = join(folder, 'negadoctor.xmp');
  writeFileSync(sidecar, negadoctor());
  return (output) => [
    'darktable-cli',
    [scan, sidecar, output, '--core', '--configdir', config, '--library', ':memory:', '--disable-opencl'],
  ];
}

/** @param {{folder: string, scan: string, say: (text: string) => void}} bench */
export async function measureTool({ folder, scan, say }) {
  const recipeFile = join(folder, 'recipe.json');
  writeFileSync(recipeFile, JSON.stringify(await automaticRecipe(scan)));
  const contenders = {
    Easelight: (output, format) => [
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
