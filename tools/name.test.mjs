// The product's former name stands nowhere: not in a file, not in a file's name.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
// In two parts, as this file is looked at as well.
const formerName = new RegExp(['safe', 'light'].join('[ _-]?'), 'i');

/** Every file of the project: those that git knows, and new ones that it does not ignore. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean);

test('no file has the former name in its path or its text', () => {
  assert.ok(files.includes('README.md'));
  const found = files.filter((file) => {
    if (formerName.test(file)) return true;
    try {
      return formerName.test(readFileSync(join(root, file), 'latin1'));
    } catch (error) {
      // Deleted, and not yet committed.
      if (error.code === 'ENOENT') return false;
      throw error;
    }
  });
  assert.deepEqual(found, []);
});
