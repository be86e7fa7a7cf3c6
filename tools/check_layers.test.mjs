import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  allowedFromModules,
  importsOf,
  includeProblem,
  includesOf,
  modulesFromCMake,
  pageProblem,
} from './check_layers.mjs';

const allowed = allowedFromModules(
  modulesFromCMake(`
    easelight_module(base LIBRARIES threads)
    easelight_module(color DEPENDS base LIBRARIES lcms2)  # easelight_module(comment)
    easelight_module(film DEPENDS color)
    easelight_module(io DEPENDS color LIBRARIES png)
    easelight_module(english DEPENDS base)`),
);

test('an include may go down, through any number of steps', () => {
  assert.equal(includeProblem(allowed, 'core/film/kernel.cpp', 'core/film/kernel.h'), null);
  assert.equal(includeProblem(allowed, 'core/film/kernel.cpp', 'core/base/status.h'), null);
  assert.equal(includeProblem(allowed, 'core/film/kernel.cpp', 'vector'), null);
  assert.equal(includeProblem(allowed, 'core/film/kernel.cpp', 'lcms2.h'), null);
  assert.equal(includeProblem(allowed, 'core/cli/main.cpp', 'core/io/decoder.h'), null);
  assert.equal(includeProblem(allowed, 'tests/film/kernel_test.cpp', 'tests/golden.h'), null);
  assert.equal(includeProblem(allowed, 'wasm/bindings.cpp', 'emscripten/bind.h'), null);
});

test('an include must not go up or sideways', () => {
  assert.match(includeProblem(allowed, 'core/film/kernel.cpp', 'core/io/decoder.h'), /'film' must not include 'io'/);
  assert.match(includeProblem(allowed, 'core/base/status.h', 'core/color/icc.h'), /may include: base$/);
  assert.match(includeProblem(allowed, 'core/io/png.cpp', 'tests/golden.h'), /must not include 'tests'/);
  assert.match(includeProblem(allowed, 'core/film/kernel.cpp', 'png.h'), /must not use png/);
  assert.match(includeProblem(allowed, 'core/io/png.cpp', 'emscripten.h'), /must not use emscripten/);
  assert.match(includeProblem(allowed, 'wasm/outcome.cpp', 'core/english/english.h'), /must not include 'english'/);
  assert.equal(includeProblem(allowed, 'core/cli/main.cpp', 'core/english/english.h'), null);
  assert.match(includeProblem(allowed, 'core/new/x.h', 'vector'), /no easelight_module line/);
});

test('a format sees no other format, and is seen through its facade', () => {
  const problem = (file, include) => includeProblem(allowed, file, include);
  assert.equal(problem('core/io/png/png_decoder.cpp', 'core/io/png/png_chunks.h'), null);
  assert.equal(problem('core/io/png/png_decoder.cpp', 'core/io/windowed_reader.h'), null);
  assert.equal(problem('core/io/png/png_decoder.cpp', 'core/io/metadata/exif.h'), null);
  assert.equal(problem('core/io/decoder.h', 'core/io/png/png_color.h'), null);
  assert.equal(problem('tests/io/png_color_test.cpp', 'core/io/png/png_color.h'), null);
  assert.match(problem('core/io/png/png_decoder.cpp', 'core/io/tiff/tiff_layout.h'), /another format, 'io\/tiff'/);
  assert.match(problem('core/io/metadata/exif.cpp', 'core/io/png/png_color.h'), /another format, 'io\/png'/);
  assert.match(problem('core/cli/main.cpp', 'core/io/png/png_color.h'), /behind core\/io\/decoder\.h/);
  assert.equal(problem('core/cli/main.cpp', 'core/io/metadata/xmp_packet.h'), null);
});

test('a table that points up is refused', () => {
  assert.throws(
    () => allowedFromModules(modulesFromCMake('easelight_module(a DEPENDS b)\neaselight_module(b)')),
    /not above it/,
  );
});

test('includes are found with their lines, but not in comments', () => {
  const text = '// first\n#include "core/a/b.h"\n/*\n#include <no>\n*/\n#  include <vector>\n';
  assert.deepEqual(includesOf(text), [
    { target: 'core/a/b.h', line: 2 },
    { target: 'vector', line: 6 },
  ]);
});

test('imports are found in each of their forms', () => {
  const found = (text) => importsOf(text).map(({ target, typeOnly }) => [target, typeOnly]);
  assert.deepEqual(found(`import { a } from './a';`), [['./a', false]]);
  assert.deepEqual(found(`import type { A } from './a';`), [['./a', true]]);
  assert.deepEqual(found(`import type A from './a';`), [['./a', true]]);
  assert.deepEqual(found(`import type from './a';`), [['./a', false]]);
  assert.deepEqual(found(`import {\n  a,\n  type B,\n} from './a';`), [['./a', false]]);
  assert.deepEqual(found(`import './a';`), [['./a', false]]);
  assert.deepEqual(found(`export * from "./a";\nexport type { B } from './b';`), [
    ['./a', false],
    ['./b', true],
  ]);
  assert.deepEqual(found(`const m = await import('./a');`), [['./a', false]]);
  assert.deepEqual(found(`type M = typeof import('./a');`), [['./a', true]]);
  assert.deepEqual(found(`new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module' });`), []);
  assert.deepEqual(found(`export const a = 'from "./b"';\n// import './c';`), []);
});

test('the page imports the worker as types only, and the worker nothing of the page', () => {
  assert.equal(pageProblem('engine/client.ts', 'worker/api', true), null);
  assert.match(pageProblem('engine/client.ts', 'worker/api', false), /import type/);
  assert.equal(pageProblem('worker/main.ts', 'engine/protocol', false), null);
  assert.equal(pageProblem('worker/main.ts', 'engine/protocol.ts', false), null);
  assert.equal(pageProblem('worker/main.ts', 'worker/frames', false), null);
  assert.match(pageProblem('worker/main.ts', 'engine/client', true), /may import only/);
  assert.match(pageProblem('worker/main.ts', 'workspace/store', true), /may import only/);
});

test('the service worker runs by itself, and of a worker the page may know the address', () => {
  assert.equal(pageProblem('pwa/service/main.ts', 'pwa/service/versions', false), null);
  assert.equal(pageProblem('pwa/service/main.ts', 'pwa/protocol', false), null);
  assert.equal(pageProblem('pwa/service/versions.ts', '../headers.mjs', false), null);
  assert.match(pageProblem('pwa/service/main.ts', 'pwa/update', false), /may import only/);
  assert.match(pageProblem('pwa/update.ts', 'pwa/service/versions', false), /import type/);
  assert.equal(pageProblem('scripts.ts', 'worker/main.ts?worker&url', false), null);
});

test('what draws knows nothing of the rest', () => {
  assert.equal(pageProblem('render/screen/main.ts', 'render/screen/painter', false), null);
  assert.equal(pageProblem('render/screen/main.ts', 'render/placement', false), null);
  assert.equal(pageProblem('render/screen/service.ts', 'render/frames', true), null);
  assert.equal(pageProblem('render/start_screen.ts', 'render/screen/painter', false), null);
  assert.equal(pageProblem('scripts.ts', 'render/screen/main.ts?worker&url', false), null);
  assert.match(pageProblem('features/viewer/viewer.ts', 'render/screen/layers', true), /only render\/ may start it/);
  assert.match(pageProblem('render/screen/painter.ts', 'engine/protocol', true), /may import only itself/);
  assert.match(pageProblem('render/screen/painter.ts', 'render/view_request', true), /may import only itself/);
});

test('what every thread imports imports nothing of one', () => {
  assert.equal(pageProblem('render/protocol.ts', 'render/frames', true), null);
  assert.equal(pageProblem('worker/frame_publisher.ts', 'render/frames', true), null);
  assert.match(pageProblem('worker/frame_publisher.ts', 'render/placement', true), /may import only worker/);
  assert.match(pageProblem('render/placement.ts', 'workspace/store', true), /is for every thread/);
});

test('what is kept knows nothing of the interface', () => {
  assert.equal(pageProblem('keep/journal.ts', 'documents/grading', false), null);
  assert.equal(pageProblem('documents/parameters.ts', 'i18n/text', false), null);
  assert.match(pageProblem('i18n/text.ts', 'ui/number', false), /i18n\/ is the sentences/);
  assert.match(pageProblem('keep/journal.ts', 'features/notice/notice', true), /must not import features\//);
});

test('controls know nothing of film', () => {
  assert.match(pageProblem('ui/slider.ts', 'workspace/store', true), /must not import workspace\//);
  assert.equal(pageProblem('ui/slider.ts', 'ui/number', false), null);
  assert.equal(pageProblem('features/crop/panel.ts', 'ui/slider', false), null);
});
