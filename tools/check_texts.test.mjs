import assert from 'node:assert/strict';
import { test } from 'node:test';

import { argumentsOf, callProblems, usesOf, wordsOf } from './check_texts.mjs';

const words = (script) => wordsOf('a.ts', script).map(([found]) => found);

test('words in a template are found, with their line', () => {
  assert.deepEqual(wordsOf('a.ts', 'const a = html`<p class="x">\n${b}\n</p><p>Nothing differs.</p>`;'), [
    ['Nothing differs.', 3],
  ]);
  assert.deepEqual(words('html`<b>${1} of ${2}</b>`'), ['of']);
  assert.deepEqual(words('html`<b>${on ? "yes" : no}</b>`'), ['yes']);
  assert.deepEqual(words('html`<b>${`${name} gone`}</b>`'), ['{} gone']);
  assert.deepEqual(words('html`${list.map((one) => html`<li>Item</li>`)}`'), ['Item']);
});

test('words in attributes that are seen or heard are found, and no others', () => {
  for (const name of ['label', 'heading', 'title', 'placeholder', 'alt', 'hint', 'aria-label', 'cancel-label']) {
    assert.deepEqual(words(`html\`<el-a ${name}="Close it"></el-a>\``), ['Close it'], name);
    assert.deepEqual(words(`html\`<el-a ${name}=Close></el-a>\``), ['Close'], name);
    assert.deepEqual(words(`html\`<el-a ${name}=\${open ? 'close' : 'open'}></el-a>\``), ['close', 'open'], name);
  }
  assert.deepEqual(words('html`<p title="Restore ${name}" @click=${run}>${name}</p>`'), ['Restore']);
  assert.deepEqual(
    words("html`<p class=\"bar wide ${a ? 'on' : 'off'}\" role=status .value=${'x y'.length}></p>`"),
    [],
  );
  assert.deepEqual(words('html`<!-- a comment --><svg viewBox="0 0 1 1"><path d="M1 1h2" /></svg>`'), []);
});

test('words in properties and sentences anywhere are found', () => {
  assert.deepEqual(words("const a = { label: 'dark', value: 'dark' };"), ['dark']);
  assert.deepEqual(words("notify(store, { kind: 'error', text: `${name} is gone` });"), ['{} is gone']);
  assert.deepEqual(words("say('The file is gone.');"), ['The file is gone.']);
  assert.deepEqual(words("throw new Error('nothing is open');"), ['nothing is open']);
  assert.deepEqual(words("this.title = open ? 'Close' : '';"), ['Close']);
});

test('what no person reads is left alone', () => {
  for (const script of [
    "import a from './Some File';",
    "type Shape = 'As it is' | 'Other';",
    "if (event.key === 'Enter' || error.name === 'A name') run();",
    "switch (a) { case 'Some Thing': }",
    "const keys = ['Mod+Shift+z', 'PageUp', 'Escape'];",
    "element.querySelector('ul li'); matchMedia('(a: b)');",
    "types.includes('Files'); this.name = 'Unreadable';",
    "log.add(`${kept ? 'one line' : 'or another'} for developers`);",
    'notify(store, { key: `removed ${name}` });',
    "throw new RangeError('there is no crop 3');",
    'const style = css`p { color: red; margin: 0 auto; }`;',
    'const width = `width: ${x}%`;',
    "const id = 'open-scan', type = 'application/json';",
  ]) {
    assert.deepEqual(words(script), [], script);
  }
});

const table = {
  'a.plain': 'Plain',
  'a.of': '{number, number} of {count, plural, one {one} other {{most}}}',
  'kind.one': 'One',
  'kind.two': 'Two',
};
const problems = (script) =>
  callProblems(table, usesOf('a.ts', `import { text } from '../i18n/text';\n${script}`)).map(([, problem]) => problem);

test('the arguments of a message are those of all its variants', () => {
  assert.deepEqual(argumentsOf(table['a.plain']), []);
  assert.deepEqual(argumentsOf(table['a.of']), ['count', 'most', 'number']);
});

test('a call has to fit its message', () => {
  assert.deepEqual(problems("text('a.plain'); text('a.of', { number: 1, count, most: 3 }); text(`kind.${kind}`);"), []);
  assert.deepEqual(problems("text(open ? 'kind.one' : 'kind.two');"), []);
  assert.match(problems("text('a.gone')")[0], /no such name/);
  assert.match(problems('text(`sort.${kind}`)')[0], /no such name/);
  assert.match(problems("text('a.plain', { number: 1 })")[0], /are none; given are number/);
  assert.match(problems("text('a.of', { number: 1 })")[0], /are count, most, number; given are number/);
  assert.match(problems("text('a.of', given)")[0], /give the arguments/);
});

test('names that are handed on are asked for, too', () => {
  const { names } = usesOf(
    'a.ts',
    "import { text } from './text';\nconst kNames = { a: 'kind.one' };\ntext(kNames[a]);",
  );
  assert.ok(!names.has('kind.one'), 'only where the table is used');
  const used = usesOf(
    'a.ts',
    "import { text } from '../i18n/text';\nconst kNames = { a: 'kind.one' };\ntext(kNames[a]);",
  );
  assert.ok(used.names.has('kind.one'));
});
