// The build's own benchmark: `./dev bench build [COMMIT]`. Compiles this commit and another one, by default the one before
// the build was made quick, side by side and without the compiler cache; then times what a newcomer waits for: a fresh
// clone with the cache warm, and the first `./dev serve` with an empty one. Writes docs/build.md; exits with 1 when a bar is
// missed.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { seconds, table, verdict, wrapped } from './markdown.mjs';
import { describeMachine } from './memory/native.mjs';

/** Before the JSON library and Eigen left the headers. */
const kBase = 'a486500';
const kBars = { ratio: 0.65, warmSeconds: 180, serveSeconds: 600 };

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

/** Runs words of bash with the functions of ./dev at hand; {wall, processor} in milliseconds. */
function timed(folder, script, environment = {}) {
  const prelude =
    'set -euo pipefail; source tools/common.sh; source tools/install.sh; source tools/build.sh; install_node;';
  const text = `${prelude} TIMEFORMAT='%R %U %S'; time { ${script}; } >/dev/null 2>&1`;
  const run = spawnSync('bash', ['-c', text], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const [wall, user, system] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  if (run.status !== 0) throw new Error(`in ${folder}: ${script} failed\n${run.stderr.slice(-2000)}`);
  return { wall: 1000 * wall, processor: 1000 * (user + system) };
}

/** How a commit spells the names of its options: the product had another name. */
function optionNames(folder) {
  const text = readFileSync(join(folder, 'CMakeLists.txt'), 'utf8');
  return { threads: /option\((\w+_THREADS)/.exec(text)[1], thirdParty: /set\((\w+_THIRD_PARTY)/.exec(text)[1] };
}

const prefixOf = (variant) =>
  execFileSync('tools/third_party.sh', ['--prefix', variant], { cwd: root, encoding: 'utf8' }).trim();

/** The libraries of this commit for WebAssembly, also in the places where an older one looks for them. */
function thirdPartyFor(folder) {
  const prefix = prefixOf('threads');
  mkdirSync(join(folder, 'headers'), { recursive: true });
  for (const [name, place] of [
    ['include', join(prefix, 'include')],
    ['lib', join(prefix, 'lib')],
    ['threads', prefix],
    ['headers/nlohmann', '/usr/include/nlohmann'],
    ['headers/Eigen', '/usr/include/eigen3/Eigen'],
  ]) {
    if (existsSync(place)) symlinkSync(place, join(folder, name));
  }
  return folder;
}

/** Clean builds of one commit, without the cache: the native tool with its tests, and the engine with threads. */
function compileOnce(checkout, thirdParty) {
  const { threads, thirdParty: prefix } = optionNames(checkout);
  const off = { CCACHE_DISABLE: '1' };
  const jobs = cpus().length;
  rmSync(join(checkout, 'build'), { recursive: true, force: true });
  const native = `-D${prefix}=${prefixOf('native')}`;
  timed(checkout, `cmake -S . -B build/native -G Ninja -DCMAKE_BUILD_TYPE=Release ${native}`, off);
  const tool = timed(checkout, `cmake --build build/native --parallel ${jobs}`, off);
  const setUp = `use_emscripten; emcmake cmake -S . -B build/wasm -G Ninja -DCMAKE_BUILD_TYPE=Release`;
  timed(checkout, `${setUp} -D${threads}=ON -D${prefix}=${thirdParty}`, off);
  const engine = timed(
    checkout,
    `use_emscripten; cmake --build build/wasm --parallel ${jobs} --target ${engineTarget(checkout)}`,
    off,
  );
  return { native: tool.processor, engine: engine.processor };
}

const engineTarget = (checkout) =>
  /add_executable\((\w+_wasm)/.exec(readFileSync(join(checkout, 'wasm/CMakeLists.txt'), 'utf8'))[1];

function compare(work, base, say) {
  const thirdParty = thirdPartyFor(join(work, 'third-party'));
  const checkouts = { before: join(work, 'before'), now: join(work, 'now') };
  git('worktree', 'add', '--quiet', '--detach', checkouts.before, base);
  git('worktree', 'add', '--quiet', '--detach', checkouts.now, 'HEAD');
  try {
    const [before, now] = Object.entries(checkouts).map(([name, checkout]) => {
      const times = compileOnce(checkout, thirdParty);
      say(`${name}: native ${seconds(times.native)}, engine ${seconds(times.engine)} of processor time`);
      return times;
    });
    return ['native', 'engine'].map((part) => ({ part, before: before[part], now: now[part] }));
  } finally {
    for (const checkout of Object.values(checkouts)) git('worktree', 'remove', '--force', checkout);
  }
}

/** `./dev build [WHAT]` in a fresh clone of this commit. */
function buildClone(work, name, what, environment) {
  const clone = join(work, name);
  execFileSync('git', ['clone', '--quiet', root, clone]);
  const { wall } = timed(clone, `./dev build ${what}`, environment);
  rmSync(clone, { recursive: true, force: true });
  return wall;
}

/** Lines of C++ that a part is made of, in thousands. */
function linesOf(commit, part) {
  const folders = part === 'native' ? ['core', 'tests'] : ['core', 'wasm'];
  const files = git('ls-tree', '-r', '--name-only', commit, ...folders).split('\n');
  const lines = files
    .filter((file) => /\.(cpp|h)$/.test(file))
    .map((file) => git('show', `${commit}:${file}`).split('\n').length)
    .reduce((sum, count) => sum + count, 0);
  return (lines / 1000).toFixed(1);
}

function report({ base, compiled, warm, first }) {
  const share = ({ before, now }) => (now / before).toFixed(2);
  const rows = compiled.map((times) => [
    times.part === 'native' ? 'native tool and tests' : 'engine with threads',
    `${linesOf(base, times.part)} / ${linesOf('HEAD', times.part)}`,
    seconds(times.before),
    seconds(times.now),
    share(times),
    verdict(times.now / times.before <= kBars.ratio),
  ]);
  return `# The build

${wrapped(`Written by \`./dev bench build\`; measured on ${describeMachine().Machine}. Times without the compiler
cache are processor seconds of clean builds of commit ${base} and of this one, one after the other.`)}

${table(['compiled', 'thousand lines, before / now', base, 'now', `share (bar: ${kBars.ratio})`, ''], rows)}

${table(
  ['what one waits for', 'bar', 'measured', ''],
  [
    [
      '`./dev build` in a fresh clone, the cache warm',
      seconds(1000 * kBars.warmSeconds),
      seconds(warm),
      verdict(warm <= 1000 * kBars.warmSeconds),
    ],
    [
      "what the first `./dev serve` builds, the cache empty (after Debian's packages are there)",
      seconds(1000 * kBars.serveSeconds),
      seconds(first),
      verdict(first <= 1000 * kBars.serveSeconds),
    ],
  ],
)}

## What makes it quick

- ${wrapped(
    `A compiler cache outside the checkout, for both compilers and for emcc, with paths relative to the checkout: a
fresh clone compiles nothing that any clone has compiled.`,
    '  ',
  )}
- ${wrapped(
    `The JSON library is seen by one file, \`core/recipe/json.cpp\`; everything else uses a small value type. Matrices are
a header of our own.`,
    '  ',
  )}
- ${wrapped(
    `For WebAssembly most modules are compiled as one source each: half of the work is reading the headers of the
standard library, over and over.`,
    '  ',
  )}
- ${wrapped(`Tests are compiled with few optimizations, what they test with all of them.`, '  ')}
- ${wrapped(
    `\`./dev serve\` builds the engine with threads and the page: no native code, no second engine. The sample negative
is made by the engine's own code in Node.`,
    '  ',
  )}
`;
}

const [base = kBase] = process.argv.slice(2);
const began = performance.now();
const say = (text) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const work = mkdtempSync(join(root, 'build', 'build-bench-'));
try {
  const compiled = compare(work, base, say);
  const warm = (buildClone(work, 'fill', '', {}), buildClone(work, 'warm', '', {}));
  say(`a fresh clone, cache warm: ${seconds(warm)}`);
  const first = buildClone(work, 'first', 'page', { XDG_CACHE_HOME: join(work, 'cache') });
  say(`what the first serve builds: ${seconds(first)}`);
  writeFileSync(join(root, 'docs', 'build.md'), report({ base, compiled, warm, first }));
  const met = compiled.every(({ before, now }) => now / before <= kBars.ratio);
  process.exitCode = met && warm <= 1000 * kBars.warmSeconds && first <= 1000 * kBars.serveSeconds ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
