import assert from 'node:assert/strict';
import { test } from 'node:test';

import { colorsOf } from './check_colors.mjs';

const found = (file, text) => colorsOf(`web/src/${file}`, text);
const inStyles = (declaration) =>
  found('a.ts', `const a = css\`\n  p { ${declaration}; }\n\`;`).map(([color]) => color);

test('a color in a style sheet is found in each of its forms, with its line', () => {
  assert.deepEqual(inStyles('color: #1d1d1d'), ['#1d1d1d']);
  assert.deepEqual(inStyles('border: 1px solid #FFF8'), ['#FFF8']);
  assert.deepEqual(inStyles('background: rgb(0 0 0 / 40%)'), ['rgb(']);
  assert.deepEqual(inStyles('background: linear-gradient(to right, oklch(0.5 0 0), Red 50%)'), ['oklch(', 'Red']);
  assert.deepEqual(inStyles('box-shadow: 0 2px 8px black'), ['black']);
  assert.deepEqual(inStyles('color: color(srgb 1 1 1)'), ['color(']);
  assert.deepEqual(found('page.css', 'html {\n  color: var(--el-text, #fff);\n}'), [['#fff', 2]]);
});

test('roles, and what is made of them, are no colors', () => {
  for (const declaration of [
    'color: var(--el-red-track)',
    'background: none',
    'border: 1px solid transparent',
    'fill: color-mix(in srgb, var(--el-mark) 42%, transparent)',
    'stroke: currentColor',
    'white-space: nowrap',
    'grid-template-columns: var(--el-label) minmax(0, 1fr)',
  ]) {
    assert.deepEqual(inStyles(declaration), [], declaration);
  }
  assert.deepEqual(found('a.ts', 'css`\n#add:hover { margin: 0; }\n/* #fff */\n`;'), []);
});

test('a color in a script is found, and what only looks like one is not', () => {
  assert.deepEqual(found('a.ts', "\ncontext.fillStyle = '#222';"), [['#222', 2]]);
  assert.deepEqual(found('a.ts', 'const a = `rgb(${level}, 0, 0)`;'), [['rgb(', 1]]);
  assert.deepEqual(found('a.ts', 'html`<path fill="red" />`;'), [['red', 1]]);
  assert.deepEqual(found('a.ts', "this.#dead = location.hash === '#grade=1';"), []);
  assert.deepEqual(found('a.ts', "const tints = ['red', 'green'];\nlab(x);"), []);
});

test('the theme has the colors, and pixels have their own', () => {
  assert.deepEqual(found('ui/theme.css', ':root { --el-bar: #1d1d1d; }'), []);
  assert.deepEqual(found('render/screen/painter.ts', 'const a = `rgb(${gray}, 0, 0)`;'), []);
  assert.deepEqual(found('features/histogram/histogram.ts', 'css`p { color: red; }`;'), [['red', 1]]);
});
