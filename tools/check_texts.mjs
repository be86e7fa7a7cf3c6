// Checks that what people read stands in the table of sentences: `node tools/check_texts.mjs [FOLDER]`, FOLDER being the
// checkout.
//
// In the scripts of web/src no words may stand in a template or in an attribute that is seen or heard, nor in any other
// string that looks like words; every name that is asked for is in the table, with the arguments that its message has;
// and every name of the table is asked for.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TYPE, parse } from '@formatjs/icu-messageformat-parser';
import { parseSync } from 'vite';
import { filesBelow, lineOf } from './source_files.mjs';

const kSource = 'web/src';
const kTable = 'web/src/i18n/en/page.json';

/** Where words are not the page's, or not for people: files, or single strings in one, each with the reason. */
const kExceptions = [
  { place: 'web/src/pwa/service/', reason: 'the service worker answers browsers' },
  { place: 'web/src/pwa/protocol.ts', only: 'easelight {} {} ', reason: 'names of caches and locks' },
  { place: 'web/src/render/screen/gl_painter.ts', only: '#version', reason: 'shaders' },
  { place: 'web/src/features/export/export_options.ts', reason: 'names of formats' },
  { place: 'web/src/features/viewer/viewer_input.ts', only: 'button, ', reason: 'a selector' },
  { place: 'web/src/features/engine-panel/engine_panel.ts', only: '{} s  {}', reason: 'a line of the log' },
  { place: 'web/src/features/engine-panel/memory_watch.ts', reason: 'the log, which is for developers' },
  { place: 'web/src/features/editor/top_bar.ts', only: 'Easelight', reason: "the product's name" },
  { place: 'web/src/features/open/source.ts', only: '{}, {} bytes, {}', reason: 'a key of a scan' },
  { place: 'web/src/features/journal/keeper.ts', only: 'nothing is graded', reason: 'a fault of the page itself' },
  { place: 'web/src/main.ts', only: 'the page has no <easelight-editor>', reason: 'a fault of the page itself' },
];

/** Attributes and properties whose value is seen or heard: any letter in one is a word. */
const kSaid =
  /^(aria-(label|description|roledescription|valuetext)|.*label|heading|title|placeholder|alt|hint|text|facts)$/i;
/** What is handed to these is for the browser or for developers, who also get a RangeError or a TypeError. */
const kUnsaid = /^(add|closest|getModifierState|includes|matches|matchMedia|querySelector|querySelectorAll)$/;
/** Shortcuts, keys, exceptions, and a declaration of a style. */
const kNames = [
  /^(Mod|Alt|Shift)\+/,
  /^(Alt|AltGraph|Mod|Shift|Enter|Escape|Tab|Home|End|Backslash|(Arrow|Bracket|Page)\w+|(Digit|Key)\{\})$/,
  /^\w+Error$/,
  /^[a-z]+: \{\}%$/,
];

const hasLetter = (text) => /\p{L}/u.test(text);
const looksLikeWords = (text) =>
  !kNames.some((names) => names.test(text)) &&
  (/\p{L}[\p{L}\p{N}.,:;'’…]* +[\p{L}{]/u.test(text) || /^\p{Lu}\p{Ll}/u.test(text));

const isNode = (value) => typeof value?.type === 'string';
const isMarkup = (node) => node.type === 'TaggedTemplateExpression' && /^(html|svg)$/.test(node.tag.name);
/** Types, addresses of modules and style sheets are no strings of the program. */
const isSkipped = (node) =>
  /^TS(Type|Interface|Module)|^Import(Declaration|Expression)$/.test(node.type) ||
  (node.type.startsWith('Export') && node.source) ||
  (node.type === 'TaggedTemplateExpression' && node.tag.name === 'css');

function childrenOf(node) {
  return Object.values(node).flat().filter(isNode);
}

/** The text of a string, with `{}` for what is put in; null for what is no string. */
function stringOf(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('{}') : null;
}

/** What markup consists of, as far as it matters here. */
const kTokens = new RegExp(
  [
    '<!--[^]*?-->',
    '(?<tag></?[\\w-]*)',
    '(?<end>/?>)',
    '(?<name>[^\\s"\'<>=/]+)\\s*=\\s*(?<quote>["\']?)',
    '(?<close>["\'])',
    '[^<>"\'=\\s]+',
    '[\\s=/]',
  ].join('|'),
  'g',
);

/** Walks through markup, and tells of each piece of text and of each hole whether it is seen or heard. */
function piecesOfMarkup({ quasis, expressions }) {
  const pieces = [];
  let inTag = false;
  let attribute = '';
  let quote = '';
  quasis.forEach(({ value: { cooked }, start }, index) => {
    let words = '';
    let at = start;
    const add = (more, offset) => {
      // Escapes are few in markup: where the words begin is near enough for a line.
      if (!hasLetter(words) && hasLetter(more)) at = start + 1 + offset;
      words += more;
    };
    for (const token of cooked.matchAll(kTokens)) {
      const { tag, end, name, quote: opened, close } = token.groups;
      const isSaid = kSaid.test(attribute);
      if (quote) {
        if (close === quote) [quote, attribute] = ['', ''];
        else if (isSaid) add(token[0], token.index);
      } else if (inTag) {
        if (end) [inTag, attribute] = [false, ''];
        else if (name) [attribute, quote] = [name, opened];
        else if (/\s/.test(token[0])) attribute = '';
        else if (isSaid) add(token[0], token.index);
      } else if (tag) {
        inTag = true;
        words += ' ';
      } else if (!token[0].startsWith('<!--')) {
        add(token[0], token.index);
      }
    }
    pieces.push({ words: words.replace(/\s+/g, ' ').trim(), start: at });
    const hole = expressions[index];
    if (hole) pieces.push({ hole, said: !inTag || kSaid.test(attribute.replace(/^\./, '')) });
  });
  return pieces;
}

/** Whether a string is compared with, a name of something, or handed to what shows nothing. */
function isUnsaid(node, parent) {
  switch (parent?.type) {
    case 'BinaryExpression':
      return parent.operator !== '+';
    case 'SwitchCase':
    case 'MemberExpression':
      return true;
    case 'Property':
      return parent.key === node || parent.key.name === 'key';
    case 'CallExpression':
      return kUnsaid.test(parent.callee.property?.name ?? parent.callee.name ?? '');
    case 'AssignmentExpression':
      return parent.left.object?.type === 'ThisExpression' && parent.left.property.name === 'name';
    case 'NewExpression':
      return /^(Range|Type)Error$/.test(parent.callee.name);
    default:
      return false;
  }
}

const isSaidProperty = (parent, node) =>
  (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') &&
  parent.value === node &&
  kSaid.test(parent.key.name ?? '');

/** Whether what a child gives is, or is a part of, what the node gives. */
const isPartOf = (node, child) =>
  /^(Conditional|Logical|Binary|Parenthesized)Expression$|^TemplateLiteral$/.test(node.type) && child !== node.test;

/** Words for people that stand in a script, as [words, line]. */
export function wordsOf(file, source) {
  const found = [];
  const add = (words, start) => found.push([words, lineOf(source, start)]);
  const visitMarkup = (template) => {
    for (const { words, start, hole, said } of piecesOfMarkup(template)) {
      if (hole) visit(hole, null, said ? 'said' : 'perhaps');
      else if (hasLetter(words)) add(words, start);
    }
  };
  /** `outer`: whether a string here is seen or heard, by what is around it. */
  const visit = (node, parent, outer) => {
    if (isSkipped(node)) return;
    if (isMarkup(node)) return visitMarkup(node.quasi);
    const sense = isUnsaid(node, parent) ? 'unsaid' : isSaidProperty(parent, node) ? 'said' : outer;
    const words = stringOf(node);
    if (words !== null && sense !== 'unsaid') {
      if (sense === 'said' ? hasLetter(words.replaceAll('{}', '')) : looksLikeWords(words)) add(words, node.start);
    }
    for (const child of childrenOf(node)) visit(child, node, isPartOf(node, child) ? sense : 'perhaps');
  };
  visit(parseSync(file, source).program, null, 'perhaps');
  return found;
}

/** What is asked of the table: names that stand in strings, patterns of names, and calls with their arguments. */
export function usesOf(file, source) {
  const uses = { names: new Set(), patterns: [], calls: [] };
  const visit = (node) => {
    if (isSkipped(node)) return;
    const string = stringOf(node);
    if (node.type === 'Literal' && string !== null) uses.names.add(string);
    if (node.type === 'CallExpression' && node.callee.name === 'text') {
      for (const name of namesOf(node.arguments[0])) {
        if (name.includes('{}')) uses.patterns.push(name);
        uses.calls.push({ name, given: givenOf(node.arguments[1]), line: lineOf(source, node.start) });
      }
    }
    childrenOf(node).forEach(visit);
  };
  if (/from '[./]+i18n\/text'/.test(source)) visit(parseSync(file, source).program);
  return uses;
}

function namesOf(node) {
  if (node?.type === 'ConditionalExpression') return [...namesOf(node.consequent), ...namesOf(node.alternate)];
  const name = node && stringOf(node);
  return name === null || name === undefined ? [] : [name];
}

/** The names of the arguments; null where they do not stand in the call. */
function givenOf(node) {
  if (!node) return [];
  if (node.type !== 'ObjectExpression' || !node.properties.every(({ type }) => type === 'Property')) return null;
  return node.properties.map(({ key }) => key.name ?? key.value);
}

/** The arguments that a message has, in all its variants. */
export function argumentsOf(message) {
  const names = new Set();
  const visit = (elements) => {
    for (const { type, value, options } of elements) {
      if (type !== TYPE.literal && type !== TYPE.pound) names.add(value);
      for (const { value: inner } of Object.values(options ?? {})) visit(inner);
    }
  };
  visit(parse(message, { ignoreTag: true }));
  return [...names].sort();
}

const expressionOf = (pattern) =>
  new RegExp(
    `^${pattern
      .split('{}')
      .map((part) => part.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&'))
      .join('.+')}$`,
  );

/** What is wrong with the calls of a file. */
export function callProblems(table, { calls }) {
  return calls.flatMap(({ name, given, line }) => {
    const matching = Object.keys(table).filter((one) => expressionOf(name).test(one));
    if (matching.length === 0) return [[line, `${name}: the table has no such name`]];
    if (given === null) return [[line, `${name}: give the arguments as { name: value }, so that they can be checked`]];
    const wrong = matching.find((one) => argumentsOf(table[one]).join() !== [...given].sort().join());
    if (!wrong) return [];
    const wanted = argumentsOf(table[wrong]).join(', ') || 'none';
    return [[line, `${wrong}: its arguments are ${wanted}; given are ${given.join(', ') || 'none'}`]];
  });
}

const exceptionFor = (file, words) =>
  kExceptions.find(({ place, only }) => file.startsWith(place) && (!only || words.includes(only)));

/** Every violation of the checkout, as lines of text. */
export function checkTexts(root) {
  const table = JSON.parse(readFileSync(path.join(root, kTable), 'utf8'));
  const problems = [];
  const names = new Set();
  const patterns = [];
  const needed = new Set();
  for (const file of filesBelow(root, kSource, /\.ts$/)) {
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const [words, line] of wordsOf(file, source)) {
      const exception = exceptionFor(file, words);
      if (exception) needed.add(exception);
      else problems.push(`${file}:${line}: "${words}": words for people stand in ${kTable}`);
    }
    const uses = usesOf(file, source);
    uses.names.forEach((name) => names.add(name));
    patterns.push(...uses.patterns.map(expressionOf));
    for (const [line, problem] of callProblems(table, uses)) problems.push(`${file}:${line}: ${problem}`);
  }
  for (const exception of kExceptions.filter((one) => !needed.has(one)))
    problems.push(`tools/check_texts.mjs: ${exception.place}: nothing needs this exception (${exception.reason})`);
  const sorted = Object.keys(table).sort();
  for (const [index, name] of Object.keys(table).entries()) {
    if (name !== sorted[index]) problems.push(`${kTable}: ${name}: the names are to be in alphabetical order`);
    if (!names.has(name) && !patterns.some((pattern) => pattern.test(name)))
      problems.push(`${kTable}: ${name}: nobody asks for it`);
  }
  return problems;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkTexts(process.argv[2] ?? path.join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `texts: ${problems.length} wrong` : 'texts: all right');
  process.exit(problems.length ? 1 : 0);
}
