import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formProblem, gapsOf, makersOf, sentenceProblems, usesInCpp, usesInTs } from './check_sentences.mjs';

const makers = makersOf([
  `inline Status InvalidInput(SentenceName name, SentenceArguments arguments = {}) { return {}; }
   Status CheckSize(std::string_view text, size_t limit, SentenceName document);
   Status Failure(const Sentence& what) const;
   Sentence(SentenceName name, std::initializer_list<SentenceArgument> arguments = {}) noexcept;
   std::string Shown(const std::string& text);`,
]);

const inCpp = (code) => usesInCpp(code, makers).map(({ name, given }) => [name, given]);
const inTs = (code) => usesInTs(code).map(({ name, given }) => [name, given]);

test('functions that are given sentences are found by their parameters', () => {
  assert.deepEqual([...makers.keys()].sort(), ['CheckSize', 'Failure', 'InvalidInput', 'Sentence', 'SentenceName']);
});

test('names in C++ are found with their arguments', () => {
  assert.deepEqual(inCpp('return InvalidInput("file-empty");'), [['file-empty', []]]);
  assert.deepEqual(inCpp('return InvalidInput("link-size", {{"bytes", text.size()},\n {"limit", F(1, 2)}});'), [
    ['link-size', ['bytes', 'limit']],
  ]);
  assert.deepEqual(inCpp('RETURN_IF_ERROR(CheckSize(F(a, b), kMost, "document-recipe"));'), [
    ['document-recipe', null],
  ]);
  assert.deepEqual(
    inCpp('Fail(is_float ? SentenceName("tiff-float") : SentenceName("tiff-integer"), {{"bits", 1}});'),
    [
      ['tiff-float', null],
      ['tiff-integer', null],
    ],
  );
  assert.deepEqual(inCpp('const Sentence reason("file-empty", {{"a", 1}});'), [['file-empty', ['a']]]);
});

test('names in braces are found, where a sentence is meant', () => {
  assert.deepEqual(inCpp('return client.Failure({"tiff-damaged", {{"row", row_}}});'), [['tiff-damaged', ['row']]]);
  assert.deepEqual(inCpp('return {code, {"file-named", {{"file", name}, {"reason", Sentence("file-empty")}}}};'), [
    ['file-empty', []],
    ['file-named', ['file', 'reason']],
  ]);
  assert.deepEqual(inCpp('note = {"note-light"};'), [['note-light', []]]);
  assert.deepEqual(inCpp('kinds = {{"color-negative", "Color negative"}, {"digital", "Digital"}};'), []);
});

test('a sentence passed as an error in C++ is found', () => {
  const uses = inCpp('return InvalidInput("the file is empty");').map(([name, given]) => ({
    name,
    given,
    where: 'a:1',
  }));
  assert.match(sentenceProblems({}, uses)[0], /a:1: "the file is empty" is no name of a sentence/);
});

test('names in TypeScript are found with their arguments', () => {
  assert.deepEqual(inTs("refuse('io', 'file-gone');"), [['file-gone', []]]);
  assert.deepEqual(inTs("refuse('room', 'room-short', { needed: f(1, 2), left });"), [
    ['room-short', ['needed', 'left']],
  ]);
  assert.deepEqual(inTs("throw new EngineError('stopped', 'stopped');"), [['stopped', []]]);
  assert.deepEqual(inTs("sentence('engine-trapped', { reason: reasonOf(error) })"), [['engine-trapped', ['reason']]]);
  assert.deepEqual(inTs("const failure = { code: 'silent', name: 'engine-silent', args: {} };"), [
    ['engine-silent', []],
  ]);
  assert.deepEqual(inTs('new EngineError(code, name, args)'), []);
});

test('a name without a sentence, a sentence without a use and a gap that nothing fills are wrong', () => {
  const use = (name, given) => [{ name, given, where: 'a.cpp:1' }];
  assert.deepEqual(sentenceProblems({ 'a-b': 'it is {size, number}' }, use('a-b', ['size', 'more'])), []);
  assert.deepEqual(sentenceProblems({ 'a-b': 'it is {size, number}' }, use('a-b', null)), []);
  assert.match(sentenceProblems({}, use('a-b', []))[0], /a\.cpp:1: 'a-b' has no sentence/);
  assert.match(sentenceProblems({ 'a-b': 'it is {size}' }, use('a-b', []))[0], /a\.cpp:1: 'a-b' is not given size/);
  assert.match(sentenceProblems({ 'a-b': 'it is' }, [])[0], /'a-b' is used nowhere/);
});

test('gaps are those of every form', () => {
  const sentence = 'the {what} has {n, plural, one {# row of {m, number}} other {# rows}} of {size, number}: {what}';
  assert.deepEqual(gapsOf(sentence), ['what', 'n', 'm', 'size']);
});

test('forms that the native tool does not know, capitals and full stops are wrong', () => {
  assert.equal(formProblem('{n, plural, one {# row is} other {# rows are}} {size, number} of {file}'), null);
  assert.equal(formProblem('TIFF is read'), null);
  assert.match(formProblem('{kind, select, a {x} other {y}}'), /another form/);
  assert.match(formProblem('it is {size, number, ::compact}'), /another form/);
  assert.match(formProblem('The file is empty'), /capital/);
  assert.match(formProblem('the file is empty.'), /full stop/);
});
