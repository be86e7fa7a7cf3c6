// The long run of the fuzzers: `./dev bench fuzz [SECONDS [TARGET...]]`, a quarter of an hour a target where nothing else is
// asked, as many at once as there are processors. Then says what part of core/io all that they have learned runs through,
// and writes both into docs/reliability.md. Of a target that an input ended it writes no figures, and exits with 1.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { table, wrapped } from './markdown.mjs';
import { describeMachine } from './memory/native.mjs';

const kSeconds = 900;
const kHeading = '## The last long run';
const document = join(root, 'docs', 'reliability.md');
const build = join(root, 'build');
const corpora = join(build, 'fuzz');
const coverage = join(build, 'coverage');

const allTargets = readdirSync(join(root, 'tests', 'fuzz'))
  .flatMap((file) => /^(\w+)_fuzz\.cpp$/.exec(file)?.[1] ?? [])
  .sort();

/** Runs words of bash with the functions of ./dev at hand. */
function withDev(script) {
  const prelude =
    'set -euo pipefail; source tools/common.sh; source tools/install.sh; source tools/build.sh; source tools/run_tests.sh;';
  execFileSync('bash', ['-c', `${prelude} ${script}`], { cwd: root, stdio: 'inherit' });
}

/** Executions, edges that were seen, and whether nothing was found. */
async function run(target, seconds) {
  const program = join(build, 'asan', 'tests', 'fuzz', `fuzz_${target}`);
  const script = join(root, 'tests', 'fuzz', 'run.sh');
  // Beside other work an input may take several times as long.
  const child = spawn(script, [program, join(corpora, target), String(seconds), '-timeout=60'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-100_000)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const number = (pattern) => Number([...said.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const executions = number(/stat::number_of_executed_units: (\d+)/g);
  const written = [...said.matchAll(/Test unit written to (\S+)/g)].at(-1)?.[1];
  const found = code === 0 ? '' : (written ?? `it ended with ${code}`);
  console.log(`${target}: ${executions} executions${found ? `, FOUND ${found}` : ''}`);
  return { target, executions, edges: number(/cov: (\d+)/g), found };
}

async function runAll(targets, seconds) {
  const results = [];
  const waiting = [...targets];
  const work = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) results.push(await run(target, seconds));
  };
  await Promise.all(cpus().map(work));
  return results.sort((one, other) => (one.target < other.target ? -1 : 1));
}

/** Lines of each folder of core/io, and how many of them run for what the corpora have. */
function coverageOfIo() {
  withDev(
    'install_packages_for llvm-cov:llvm; configure_native coverage -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++' +
      ' -DEASELIGHT_SANITIZE=fuzzer-no-link "-DCMAKE_CXX_FLAGS=-fprofile-instr-generate -fcoverage-mapping";' +
      ` logged build-coverage cmake --build "$BUILD/coverage" --parallel "$JOBS" --target ${allTargets.map((name) => `fuzz_${name}`).join(' ')}`,
  );
  const profiles = join(coverage, 'profiles');
  rmSync(profiles, { recursive: true, force: true });
  mkdirSync(profiles);
  const programs = allTargets.map((target) => join(coverage, 'tests', 'fuzz', `fuzz_${target}`));
  for (const [index, target] of allTargets.entries()) {
    const seeds = join(corpora, target);
    if (!existsSync(seeds)) continue;
    execFileSync(programs[index], [`--seeds=${seeds}`, '-runs=0', '-close_fd_mask=3', seeds], {
      env: { ...process.env, LLVM_PROFILE_FILE: join(profiles, `${target}.profraw`) },
      stdio: 'ignore',
    });
  }
  const merged = join(profiles, 'all.profdata');
  const raw = readdirSync(profiles).map((file) => join(profiles, file));
  execFileSync('llvm-profdata', ['merge', '-sparse', '-o', merged, ...raw]);
  const objects = programs.flatMap((program, index) => (index === 0 ? [program] : ['-object', program]));
  const text = execFileSync('llvm-cov', ['export', '-summary-only', `-instr-profile=${merged}`, ...objects], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const folders = new Map();
  for (const { filename, summary } of JSON.parse(text).data[0].files) {
    const [, folder] = /\/(core\/io(?:\/\w+(?=\/))?)\/[^/]+$/.exec(filename) ?? [];
    if (!folder) continue;
    const { count, covered } = folders.get(folder) ?? { count: 0, covered: 0 };
    folders.set(folder, { count: count + summary.lines.count, covered: covered + summary.lines.covered });
  }
  return [...folders].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Of targets that did not run this time, what the document says stays. */
function rowsBefore() {
  const text = readFileSync(document, 'utf8').split(kHeading)[1] ?? '';
  return new Map([...text.matchAll(/^\| `(\w+)` \|.*$/gm)].map(([line, target]) => [target, line]));
}

function report(results, seconds) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const rows = rowsBefore();
  for (const { target, executions, edges, found } of results) {
    rows.delete(target);
    if (found) continue;
    rows.set(target, `| \`${target}\` | ${seconds} | ${executions} | ${edges} | ${commit} |`);
  }
  const lines = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
  const share = ({ covered, count }) => `${((100 * covered) / count).toFixed(0)} %`;
  return `${kHeading}

${wrapped(`Written by \`./dev bench fuzz\`; measured on ${describeMachine().Machine}. Nothing was found by those that stand here. Edges are branches
of the program that were taken, as libFuzzer counts them.`)}

| target | seconds | executions | edges | commit |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

What runs through \`core/io\` for all that the targets have learned; encoders are not fuzzed:

${table(
  ['folder', 'lines', 'run'],
  coverageOfIo().map(([folder, lines]) => [`\`${folder}\``, lines.count, share(lines)]),
)}
`;
}

const [seconds = kSeconds, ...wanted] = process.argv.slice(2);
const targets = wanted.length > 0 ? wanted : allTargets;
withDev('build_sanitized');
const results = await runAll(targets, Number(seconds));
const [above] = readFileSync(document, 'utf8').split(kHeading);
writeFileSync(document, `${above.trimEnd()}\n\n${report(results, seconds)}`);
if (results.some(({ found }) => found)) process.exitCode = 1;
