import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

import { functionsOf, importProblems, importsOf } from './check_exactness.mjs';

const listing = `
kernel.cpp.o:
                 U memcpy
                 U sqrt

program.cpp.o:
                 U _ZN9easelight9ExactExp2Ed
                 w __gmon_start__
                 U pow
                 U sqrt
`;

const library = `
000000000000f5b0 W cos@@GLIBC_2.2.5
0000000000010420 i floor@@GLIBC_2.2.5
000000000000e700 T pow@@GLIBC_2.29
000000000000e700 T pow@GLIBC_2.2.5
0000000000011270 W sqrt@@GLIBC_2.2.5
00000000000a9010 B signgam@@GLIBC_2.23
`;

test('imports and functions are read from what nm lists', () => {
  const own = '_ZN9easelight9ExactExp2Ed';
  assert.deepEqual(importsOf(listing), ['memcpy', 'sqrt', own, '__gmon_start__', 'pow', 'sqrt']);
  assert.deepEqual([...functionsOf(library)], ['cos', 'floor', 'pow', 'sqrt']);
});

test('of the mathematics of the C library, only what is exact may be called', () => {
  const mathematics = functionsOf(library);
  assert.deepEqual(importProblems('film', ['memcpy', 'sqrt', 'lround'], mathematics), []);
  assert.deepEqual(importProblems('film', ['pow', 'sqrt', 'pow'], mathematics), [
    'core/film calls pow of the C library, which may round differently elsewhere',
  ]);
});

test('fast-math is refused where exact parts are compiled', () => {
  const root = path.join(import.meta.dirname, '..');
  const compiled = (header, ...flags) =>
    spawnSync('c++', ['-std=c++20', '-fsyntax-only', '-x', 'c++', '-I', root, ...flags, path.join(root, header)]);
  assert.equal(compiled('core/base/exactness.h').status, 0);
  for (const [header, flag] of [
    ['core/base/exactness.h', '-Ofast'],
    ['core/base/exactness.h', '-ffinite-math-only'],
    ['core/base/exact_math.h', '-ffast-math'],
    ['core/color/matrix3.h', '-ffast-math'],
    ['core/film/simd.h', '-ffast-math'],
  ]) {
    const refused = compiled(header, flag);
    assert.notEqual(refused.status, 0, `${header} ${flag}`);
    assert.match(String(refused.stderr), /fast-math rounds as it likes/);
  }
});
