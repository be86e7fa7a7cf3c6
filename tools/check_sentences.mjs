// Checks the sentences that come as data: `node tools/check_sentences.mjs [FOLDER]`, FOLDER being the checkout.
//
// Every name that the engine (core/, wasm/) and the page's side of it (web/src) make a sentence with must have its words in
// web/src/i18n/en/errors.json, every sentence there must be used, and every use must give what the sentence's gaps need.
// In C++ names stand where a parameter is a SentenceName or a Sentence; so which calls hold names follows from the sources.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, lineOf, withoutComments } from './source_files.mjs';

const kTable = 'web/src/i18n/en/errors.json';
const kName = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const kOpen = '([{';
const kClose = ')]}';

/** The text of a list in brackets, of which `open` is the first, in parts at its commas; with where each begins. */
export function partsOfList(text, open) {
  const parts = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < text.length; at += 1) {
    const c = text[at];
    if (c === '"' || c === "'" || c === '`') {
      for (at += 1; at < text.length && text[at] !== c; at += 1) if (text[at] === '\\') at += 1;
    } else if (kOpen.includes(c)) {
      depth += 1;
    } else if (kClose.includes(c) && --depth === 0) {
      if (parts.length > 0 || text.slice(start, at).trim()) parts.push({ at: start, text: text.slice(start, at) });
      return parts;
    } else if (c === ',' && depth === 1) {
      parts.push({ at: start, text: text.slice(start, at) });
      start = at + 1;
    }
  }
  return parts;
}

/** The names in {{"width", width}, {"height", height}}, or null where that is no such list. */
function argumentsOfList(text) {
  const list = text.trim();
  if (!list.startsWith('{')) return null;
  return partsOfList(list, 0).map((part) => /^\s*\{\s*"(\w+)"/.exec(part.text)?.[1] ?? '');
}

/** By the name of each function that is given sentences: where, and whether with their arguments. */
export function makersOf(texts) {
  const makers = new Map();
  for (const text of texts) {
    for (const match of text.matchAll(/\b([A-Za-z_]\w*)\(/g)) {
      const parameters = partsOfList(text, match.index + match[0].length - 1).map((part) => part.text.trim());
      const index = parameters.findIndex((parameter) => /^(const )?Sentence(Name)?(&| )\s*\w+$/.test(parameter));
      if (index < 0) continue;
      const takesArguments = parameters.some((parameter) => /SentenceArgument/.test(parameter));
      makers.set(match[1], { index, takesArguments });
    }
  }
  // A literal's own constructor.
  return makers.set('SentenceName', { index: 0, takesArguments: false });
}

/** What C++ code makes sentences with: {name, given, at}; `given` is null where the arguments stand elsewhere. */
export function usesInCpp(text, makers) {
  const uses = [];
  for (const match of text.matchAll(/\b(?:(Sentence) \w+|([A-Za-z_]\w*))\(/g)) {
    const maker = makers.get(match[1] ?? match[2]);
    if (!maker) continue;
    const parts = partsOfList(text, match.index + match[0].length - 1);
    const [, name] = /^\s*"([^"]*)"\s*$/.exec(parts[maker.index]?.text ?? '') ?? [];
    if (name === undefined) continue;
    const next = parts[maker.index + 1];
    const given = next ? argumentsOfList(next.text) : [];
    uses.push({ name, given: maker.takesArguments ? given : null, at: match.index });
  }
  // {"link-version"} and {"link-version", {{...}}}, where a Sentence is meant.
  for (const match of text.matchAll(/\{\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"\s*(\}|,(?=\s*\{\s*\{))/g)) {
    const parts = partsOfList(text, match.index);
    uses.push({ name: match[1], given: parts[1] ? argumentsOfList(parts[1].text) : [], at: match.index });
  }
  return uses;
}

/** The keys of { width, height: 2 }, or null where that is no such list. */
function keysOfObject(text) {
  if (!text.trim().startsWith('{')) return null;
  return partsOfList(text.trim(), 0).map((part) => /^\s*(\w+)/.exec(part.text)?.[1] ?? '');
}

/** What TypeScript makes sentences with: refuse(code, name, args), new EngineError(...), sentence(name, args), ... */
const kMakersInTs = { refuse: 1, EngineError: 1, sentence: 0, Lane: 0 };

export function usesInTs(text) {
  const uses = [];
  for (const match of text.matchAll(/\b(refuse|EngineError|sentence|Lane)\(/g)) {
    const index = kMakersInTs[match[1]];
    const parts = partsOfList(text, match.index + match[0].length - 1);
    const [, name] = /^\s*'([^']*)'\s*$/.exec(parts[index]?.text ?? '') ?? [];
    if (name === undefined) continue;
    const next = parts[index + 1];
    uses.push({ name, given: next ? keysOfObject(next.text) : [], at: match.index });
  }
  // A failure as an object: { code: 'silent', name: 'engine-silent', args: {} }.
  for (const match of text.matchAll(/\bname: '([^']*)'(?:, args: (?=\{))?/g)) {
    const list = match[0].endsWith('args: ') ? keysOfObject(text.slice(match.index + match[0].length)) : null;
    uses.push({ name: match[1], given: list, at: match.index });
  }
  return uses;
}

/** The names of a sentence's gaps. */
export function gapsOf(sentence) {
  return [...new Set([...sentence.matchAll(/\{\s*(\w+)\s*(?=[,}])/g)].map((match) => match[1]))];
}

/** Says what of a sentence's form the native tool's formatter (core/english) does not know, or null. */
export function formProblem(sentence) {
  const rest = sentence
    .replace(/\{\w+, plural, one \{[^{}]*\} other \{[^{}]*\}\}/g, '')
    .replace(/\{\w+(, number)?\}/g, '');
  if (/[{}]/.test(rest)) return 'is of another form than {name}, {name, number} and {name, plural, one {} other {}}';
  if (/^\p{Lu}\p{Ll}* \p{Ll}/u.test(rest) || (/\.$/.test(rest) && !/=\.$/.test(rest)))
    return 'begins with a capital or ends with a full stop';
  return null;
}

/** `uses` with the files in which they stand. */
export function sentenceProblems(table, uses) {
  const problems = [];
  for (const { name, given, where } of uses) {
    if (!kName.test(name)) {
      problems.push(`${where}: "${name}" is no name of a sentence: words go into ${kTable}`);
    } else if (!Object.hasOwn(table, name)) {
      problems.push(`${where}: '${name}' has no sentence in ${kTable}`);
    } else {
      const missing = given === null ? [] : gapsOf(table[name]).filter((gap) => !given.includes(gap));
      if (missing.length) problems.push(`${where}: '${name}' is not given ${missing.join(', ')}`);
    }
  }
  const used = new Set(uses.map(({ name }) => name));
  for (const [name, sentence] of Object.entries(table)) {
    if (!used.has(name)) problems.push(`${kTable}: '${name}' is used nowhere`);
    const problem = formProblem(sentence);
    if (problem) problems.push(`${kTable}: '${name}' ${problem}`);
  }
  return problems;
}

/** Every violation of the checkout, as lines of text. */
export function checkSentences(root) {
  const read = (file) => withoutComments(readFileSync(path.join(root, file), 'utf8')).replace(/\s\/\/ .*$/gm, '');
  const cpp = ['core', 'wasm'].flatMap((folder) => filesBelow(root, folder, /\.(h|cpp)$/));
  const ts = filesBelow(root, 'web/src', /\.ts$/);
  // Elsewhere on the page `name:` is that of all sorts of things.
  const ofEngine = (file) => /^web\/src\/(worker|engine)\//.test(file);
  const makers = makersOf(cpp.map(read));
  const uses = (file, found) =>
    found(read(file)).map((use) => ({ ...use, where: `${file}:${lineOf(read(file), use.at)}` }));
  return sentenceProblems(JSON.parse(readFileSync(path.join(root, kTable), 'utf8')), [
    ...cpp.flatMap((file) => uses(file, (text) => usesInCpp(text, makers))),
    ...ts.filter(ofEngine).flatMap((file) => uses(file, usesInTs)),
    ...ts.filter((file) => !ofEngine(file)).flatMap((file) => uses(file, errorsInTs)),
  ]);
}

function errorsInTs(text) {
  return usesInTs(text).filter(({ at }) => text.startsWith('EngineError(', at));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkSentences(process.argv[2] ?? path.join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `sentences: ${problems.length} wrong` : 'sentences: all right');
  process.exit(problems.length ? 1 : 0);
}
