// How long views and the tool take: `./dev bench views [COMMIT]`. The first view of a scan, a pan and a wheel step, and a
// development by the tool, of this checkout and of another commit, by default the one before planes were kept over a pan;
// the two take turns. Writes docs/views.md; exits with 1 when a bar is missed.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { median, table, verdict, wrapped } from './markdown.mjs';
import { automaticRecipe, buildNative, describeMachine, memoryBench } from './memory/native.mjs';

const kBase = '7b8d325';
const kRounds = 5;
const kThreads = 2;
const small = { width: 6000, height: 4000 };
const large = { width: 15_000, height: 10_000 };

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(share * values.length)];
const ms = (value) => `${value.toFixed(1)} ms`;

/** Another commit with its engine and its tool, built once and kept. */
function checkoutOf(commit) {
  const folder = join(root, 'build', `views-${commit}`);
  if (!git('worktree', 'list').includes(folder)) git('worktree', 'add', '--quiet', '--detach', folder, commit);
  const script =
    'set -euo pipefail; source tools/common.sh; source tools/install.sh; source tools/build.sh; install_node; build_engines threads; build_native easelight';
  execFileSync('bash', ['-c', script], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

function measure(checkout, work) {
  const script = join(root, 'tests', 'bench', 'views', 'measure.mjs');
  return JSON.parse(execFileSync(process.execPath, [script, checkout, work], { encoding: 'utf8', maxBuffer: 1 << 26 }));
}

const kFormats = { tiff: ['tif', '--compression', 'none'], jpeg: ['jpg'] };

/** Milliseconds in which the tool of a checkout develops the small scan by a recipe, by format. */
function developed(checkout, work) {
  const tool = join(checkout, 'build', 'native', 'easelight');
  const recipe = join(work, 'recipe.json');
  return Object.fromEntries(
    Object.entries(kFormats).map(([format, [ending, ...options]]) => {
      const output = join(work, `developed.${ending}`);
      const words = ['develop', small.path, '-o', output, '--recipe', recipe, '--threads', kThreads, ...options];
      const start = performance.now();
      execFileSync(tool, words.map(String));
      const taken = performance.now() - start;
      if (checkout === root) compareWithStored(tool, words.map(String), output);
      return [format, [taken]];
    }),
  );
}

/** What was developed straight from the file is what goes through the store, as a check makes it. */
function compareWithStored(tool, words, output) {
  const direct = readFileSync(output);
  execFileSync(tool, [...words, '--check']);
  if (Buffer.compare(direct, readFileSync(output)) !== 0) throw new Error(`${output} is another through the store`);
}

/** All times of all rounds, by what was timed. */
const gathered = (rounds) =>
  Object.fromEntries(
    ['first', 'pan', 'zoom', 'tiff', 'jpeg'].map((name) => [name, rounds.flatMap((round) => round[name])]),
  );

function rowsOf(before, now) {
  const times = (name, share) => [at(before[name], share), at(now[name], share)];
  const [firstBefore, firstNow] = times('first', 0.5);
  const row = (what, bar, [was, is], met) => [what, bar, ms(was), ms(is), (is / was).toFixed(2), verdict(met)];
  const below = (what, name, share, limit) => {
    const pair = times(name, share);
    return row(what, `at most ${limit} ms`, pair, pair[1] <= limit);
  };
  return [
    row(
      'first view of 24 MP',
      'at most 45 ms, and 0.4 of before',
      [firstBefore, firstNow],
      firstNow <= 45 && firstNow <= 0.4 * firstBefore,
    ),
    below('pan step of 50 pixels at 1:1 on 150 MP, median', 'pan', 0.5, 8),
    below('... 95 %', 'pan', 0.95, 16),
    below('wheel step to a sharp view of 24 MP, median', 'zoom', 0.5, 50),
    ['... 95 %', '', ...times('zoom', 0.95).map(ms), (at(now.zoom, 0.95) / at(before.zoom, 0.95)).toFixed(2), ''],
    ...['tiff', 'jpeg'].map((format) => {
      const pair = times(format, 0.5);
      const what = `the tool, 24 MP TIFF to ${format.toUpperCase()}`;
      return row(what, 'at most 0.6 of before', pair, pair[1] <= 0.6 * pair[0]);
    }),
  ];
}

const base = process.argv[2] ?? kBase;
const say = (text) => console.log(text);
buildNative();
say(`building the engine of ${base}`);
const checkouts = { before: checkoutOf(base), now: root };
mkdirSync(join(root, 'build'), { recursive: true });
const work = mkdtempSync(join(root, 'build', 'views-work-'));
const rounds = { before: [], now: [] };
try {
  for (const [name, scan] of Object.entries({ small, large })) {
    scan.path = join(work, `${name}.tif`);
    await memoryBench('make-scan', scan.path, scan.width, scan.height, 'classic');
  }
  const recipes = { small: await automaticRecipe(small.path), large: await automaticRecipe(large.path) };
  writeFileSync(join(work, 'recipe.json'), JSON.stringify(recipes.small));
  writeFileSync(join(work, 'views.json'), JSON.stringify({ small, large, recipes, threads: kThreads }));
  for (let round = 0; round < kRounds; ++round) {
    for (const [name, checkout] of Object.entries(checkouts)) {
      const times = { ...measure(checkout, work), ...developed(checkout, work) };
      const medians = Object.entries(times).map(([what, values]) => `${what} ${ms(median(values))}`);
      say(`round ${round + 1}, ${name}: ${medians.join(', ')}`);
      rounds[name].push(times);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

const rows = rowsOf(gathered(rounds.before), gathered(rounds.now));
const { Machine, Node } = describeMachine();
writeFileSync(
  join(root, 'docs', 'views.md'),
  `# Views

${wrapped(`Written by \`./dev bench views\`; measured on ${Machine}, Node ${Node}. The WebAssembly engine with ${kThreads}
threads, of commit ${base} and of this one, which take turns for ${kRounds} rounds. A view is 2000 x 2000 pixels; times are
from a request to a published frame, with its histogram. Frames that were panned to were compared with the same frames
made anew. The tool develops by a recipe, into an uncompressed TIFF of 16 bits and a JPEG, with ${kThreads} threads, from start to
end of the process; what it writes was compared with what goes through a scan store.`)}

${table(['what', 'bar', base, 'now', 'share', ''], rows)}
`,
);
process.exitCode = rows.some((cells) => cells.at(-1) === verdict(false)) ? 1 : 0;
