// Checks that dependencies point down only: `node tools/check_layers.mjs [FOLDER]`, FOLDER being the checkout.
//
// C++: a file of core/NAME includes its own folder and those that the easelight_module lines of core/CMakeLists.txt put
// below it, and external headers of the libraries named there. TypeScript: the rules are in `pageProblem`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, lineOf, withoutComments } from './source_files.mjs';

/** External headers that are somebody's business in particular; the C++ standard library is everybody's. */
const libraryFromHeader = [
  [/^(png|pngconf)\.h$/, 'png'],
  [/^(jpeglib|jerror|jmorecfg)\.h$/, 'jpeg'],
  [/^(tiff|tiffio|tiffvers)\.h$/, 'tiff'],
  [/^(zlib|zconf)\.h$/, 'zlib'],
  [/^lcms2(_plugin)?\.h$/, 'lcms2'],
  [/^libraw\//, 'raw'],
  [/^nlohmann\//, 'json'],
  [/^Eigen\//, 'eigen'],
  [/^emscripten/, 'emscripten'],
];

/** Reads {name: {depends, libraries}} from core/CMakeLists.txt, so that there is one table. */
export function modulesFromCMake(text) {
  const modules = {};
  for (const [, body] of text.replace(/#.*/g, '').matchAll(/easelight_module\(([^)]*)\)/g)) {
    const [name, ...words] = body.trim().split(/\s+/);
    const module = (modules[name] = { depends: [], libraries: [] });
    let list = null;
    for (const word of words) {
      if (word === 'DEPENDS') list = module.depends;
      else if (word === 'LIBRARIES') list = module.libraries;
      else list?.push(word);
    }
  }
  return modules;
}

/** What each module may include: itself and, through any number of steps, what it depends on. */
export function allowedFromModules(modules) {
  const allowed = {};
  for (const [name, { depends, libraries }] of Object.entries(modules)) {
    const below = depends.map((other) => {
      if (!allowed[other])
        throw new Error(`core/CMakeLists.txt: '${name}' depends on '${other}', which is not above it`);
      return allowed[other];
    });
    allowed[name] = {
      modules: new Set([name, ...below.flatMap((other) => [...other.modules])]),
      libraries: new Set([...libraries, ...below.flatMap((other) => [...other.libraries])]),
    };
  }
  // Those on top see everything: the command line tool, the module for the page, the tests.
  const all = (extra) => ({
    modules: new Set([...Object.keys(modules), ...extra]),
    libraries: new Set(Object.values(modules).flatMap((module) => module.libraries)),
  });
  allowed.cli = all(['cli']);
  allowed.tests = all(['cli', 'tests']);
  allowed.wasm = all(['wasm']);
  allowed.wasm.libraries.add('emscripten');
  // The words are the page's: the module for it hands out sentences as data.
  allowed.wasm.modules.delete('english');
  return allowed;
}

/** `core/film/kernel.h` is of `film`, `tests/film/kernel_test.cpp` of `tests`. */
function moduleFromPath(file) {
  const [top, second] = file.split('/');
  return top === 'core' ? second : top;
}

/** `core/io/png/png_color.h` is of `png`; what lies in core/io itself, or elsewhere, is of none. */
function formatFromPath(file) {
  const [top, module, format, ...rest] = file.split('/');
  return top === 'core' && module === 'io' && rest.length ? format : null;
}

/** Each format of core/io can be learned by itself: it sees what all of them share, metadata, and no other format. */
function formatProblem(file, include) {
  const from = formatFromPath(file);
  const to = formatFromPath(include);
  if (!to || to === 'metadata' || to === from || file.startsWith('tests/')) return null;
  if (from) return `'io/${from}' must not include another format, 'io/${to}'`;
  if (file.startsWith('core/io/')) return null;
  return `'io/${to}' is behind core/io/decoder.h and core/io/encoder.h; only metadata/ is open to others`;
}

/** Says what is wrong with one include of a C++ file, or null. */
export function includeProblem(allowed, file, include) {
  const from = moduleFromPath(file);
  const rules = allowed[from];
  if (!rules) return `'${from}' has no easelight_module line in core/CMakeLists.txt`;
  if (/^(core|wasm|tests)\//.test(include)) {
    const to = moduleFromPath(include);
    if (!rules.modules.has(to)) {
      return `'${from}' must not include '${to}'; it may include: ${[...rules.modules].join(' ')}`;
    }
    return formatProblem(file, include);
  }
  const library = libraryFromHeader.find(([pattern]) => pattern.test(include))?.[1];
  if (!library || rules.libraries.has(library)) return null;
  return `'${from}' must not use ${library}; it may use: ${[...rules.libraries].join(' ') || 'no library'}`;
}

/** Says what is wrong with one import of a file of web/src, both as paths from there, or null. */
export function pageProblem(file, target, typeOnly) {
  const from = file.split('/')[0];
  const to = target.split('/')[0];
  if (from === 'worker') {
    if (to === 'worker' || /^(engine\/(calls|interrupt|protocol)|render\/frames)(\.[a-z]+)*$/.test(target)) return null;
    return `worker/ runs on its own thread; it may import only worker/, engine/calls, engine/interrupt, engine/protocol and render/frames`;
  }
  const everyThread = /^render\/(frames|protocol|placement)(\.[a-z]+)*$/;
  if (everyThread.test(file) && !everyThread.test(target))
    return `${file} is for every thread; it may import only render/frames, render/protocol and render/placement`;
  if (/^render\/screen\//.test(file) && !/^render\/screen\//.test(target) && !everyThread.test(target))
    return `render/screen/ runs on its own thread; it may import only itself, render/frames, render/protocol and render/placement`;
  if (/^pwa\/service\//.test(file) && !/^pwa\/(service\/|protocol(\.|$))/.test(target) && !target.startsWith('..')) {
    return `pwa/service/ is the service worker; it may import only pwa/service and pwa/protocol`;
  }
  // An address is not an import: the file becomes a script of its own.
  if (target.endsWith('?worker&url')) return null;
  if (/^pwa\/service\//.test(target) && !/^pwa\/service\//.test(file) && !typeOnly)
    return `pwa/service/ is the service worker; only its types may be imported (import type)`;
  if (/^render\/screen\//.test(target) && from !== 'render')
    return `render/screen/ runs on another thread; only render/ may start it`;
  if (to === 'worker' && !typeOnly)
    return `worker/ runs on another thread; only its types may be imported (import type)`;
  if (from === 'i18n' && to !== 'i18n') return `i18n/ is the sentences; it must not import ${to}/`;
  if (from === 'i18n' && to !== 'i18n') return `i18n/ is the words alone; it must not import ${to}/`;
  if (from === 'ui' && ['features', 'documents', 'workspace', 'commands', 'engine'].includes(to)) {
    return `ui/ knows nothing of film; it must not import ${to}/`;
  }
  if (from === 'documents' && !['documents', 'engine', 'render', 'i18n'].includes(to)) {
    return `documents/ is what is graded, and knows no page; it must not import ${to}/`;
  }
  if (from === 'workspace' && ['features', 'commands', 'ui'].includes(to)) {
    return `workspace/ is the page without a face; it must not import ${to}/`;
  }
  if (from === 'keep' && ['features', 'commands', 'ui', 'workspace'].includes(to)) {
    return `keep/ keeps grades and settings and knows nothing of the interface; it must not import ${to}/`;
  }
  return null;
}

export function includesOf(text) {
  const code = withoutComments(text);
  return [...code.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm)].map((match) => ({
    target: match[1],
    line: lineOf(code, match.index),
  }));
}

export function importsOf(text) {
  const code = withoutComments(text);
  const statements =
    /^[ \t]*(?:import|export)\b(?<type>[ \t]+type\b(?![ \t]*(?:,|from\b)))?[^'"`;()=]*?(?:\bfrom\s*)?(['"])(?<target>[^'"\n]+)\2/gm;
  const calls = /(?<type>\btypeof\s+)?\bimport\(\s*(['"])(?<target>[^'"\n]+)\2/g;
  return [...code.matchAll(statements), ...code.matchAll(calls)].map((match) => ({
    target: match.groups.target,
    typeOnly: match.groups.type !== undefined,
    line: lineOf(code, match.index + match[0].length),
  }));
}

/** Every violation of the checkout, as lines of text. */
export function checkLayers(root) {
  const read = (file) => readFileSync(path.join(root, file), 'utf8');
  const problems = [];
  const allowed = allowedFromModules(modulesFromCMake(read('core/CMakeLists.txt')));
  for (const file of ['core', 'wasm', 'tests'].flatMap((folder) => filesBelow(root, folder, /\.(h|cpp)$/))) {
    for (const { target, line } of includesOf(read(file))) {
      const problem = includeProblem(allowed, file, target);
      if (problem) problems.push(`${file}:${line}: ${target}: ${problem}`);
    }
  }
  const source = 'web/src';
  for (const file of filesBelow(root, source, /\.(ts|mts|js|mjs)$/)) {
    for (const { target, typeOnly, line } of importsOf(read(file))) {
      if (!target.startsWith('.')) continue;
      const resolved = path.posix.relative(source, path.posix.join(path.posix.dirname(file), target));
      const problem = pageProblem(file.slice(source.length + 1), resolved, typeOnly);
      if (problem) problems.push(`${file}:${line}: ${target}: ${problem}`);
    }
  }
  return problems;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkLayers(process.argv[2] ?? path.join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `layers: ${problems.length} wrong` : 'layers: all right');
  process.exit(problems.length ? 1 : 0);
}
