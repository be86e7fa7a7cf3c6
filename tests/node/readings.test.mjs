// How a scan is to be read, and the start that comes of it: both WebAssembly engines find what the native tool finds.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeNegative, maskedBase } from '../determinism/negatives.mjs';
import { powerProfile } from '../determinism/profiles.mjs';
import { openScan, unwrap, variants, withFolder } from './engine_loader.mjs';
import { modules, tool } from './engines.mjs';
import { sentenceText } from './sentences.mjs';

const scans = {
  linear: { power: 1, read: 'auto' },
  encoded: { power: 2.2, read: 2.2 },
  'falsely tagged': { power: 1, profile: powerProfile(2.2), read: 'linear' },
};

const likelihoods = {};
for (const variant of variants) {
  for (const [name, { power, profile = null, read }] of Object.entries(scans)) {
    test(`${variant}: a scan that is ${name} is read as the native tool reads it`, () =>
      withFolder((folder) => {
        const engine = new modules[variant].Engine(2, 1);
        const file = join(folder, 'scan.tif');
        writeFileSync(file, makeNegative({ base: maskedBase, range: 1.1, power, profile }));
        const scan = openScan(engine, file, folder);
        const { readings, likelier, sure, sentence } = unwrap(engine.readings(scan.number, 'color-negative'));
        const { encoding, likelihood } = readings[likelier];
        assert.equal(encoding, read);
        assert.equal(sure, true);
        assert.equal(likelihood, (likelihoods[name] ??= likelihood));
        const native = spawnSync(tool, ['recipe', '--auto', file], { encoding: 'utf8' });
        assert.equal(native.stderr, `${file}: ${sentenceText(sentence)}\n`);
        const start = { easelight: 1, input: { encoding } };
        assert.deepEqual(scan.automatic('color-negative', start), JSON.parse(native.stdout));
        engine.delete();
      }));
  }
}
