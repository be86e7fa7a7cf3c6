import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealSite } from '../../plugins/seal';
import type { SealedSite } from '../../src/pwa/protocol';

const kPage = '<meta name="easelight-version" content=""><script src="assets/a-12345678.js">';

let site = '';

beforeEach(() => {
  site = mkdtempSync(path.join(os.tmpdir(), 'easelight-seal-'));
  for (const [file, text] of [
    ['index.html', kPage],
    ['sw.js', 'start();\n'],
    ['assets/a-12345678.js', 'a'],
    ['engine-0123456789ab/threads/engine.wasm', 'e'],
    ['sample/negative.jpg', 's'],
    ['screenshots/wide.jpg', 'w'],
  ] as const) {
    mkdirSync(path.dirname(path.join(site, file)), { recursive: true });
    writeFileSync(path.join(site, file), text);
  }
});

afterEach(() => rmSync(site, { recursive: true }));

const read = (file: string) => readFileSync(path.join(site, file), 'utf8');
const sealed = () => JSON.parse(/^self\.easelightSite=(.*);\n/.exec(read('sw.js'))?.[1] ?? '') as SealedSite;

describe('a sealed site', () => {
  it('has one version in the page and in the worker, which goes on as it was', () => {
    const version = sealSite(site);
    expect(sealed().version).toBe(version);
    expect(read('index.html')).toContain(`content="${version}"`);
    expect(read('sw.js')).toMatch(/^self.*\nstart\(\);\n$/);
  });

  it('lists every file that is kept, with its hash as it is now', () => {
    sealSite(site);
    const revisions = Object.fromEntries(sealed().files.map(({ url, revision }) => [url, revision !== null]));
    expect(revisions).toEqual({
      'index.html': true,
      'sample/negative.jpg': true,
      'assets/a-12345678.js': false,
      'engine-0123456789ab/threads/engine.wasm': false,
    });
    expect(sealed().files.find(({ url }) => url === 'sample/negative.jpg')?.integrity).toBe(
      'sha256-BDpxh3TFcr2KJa2+sb/NXAJWrhHOz5+cP5JdDlK+r4k=',
    );
  });

  it('is the same when it is sealed again, and another when anything changes', () => {
    const version = sealSite(site);
    const worker = read('sw.js');
    expect(sealSite(site)).toBe(version);
    expect(read('sw.js')).toBe(worker);
    const versions = new Set([version]);
    for (const file of ['index.html', 'sw.js', 'sample/negative.jpg']) {
      writeFileSync(path.join(site, file), `${read(file)} changed`);
      versions.add(sealSite(site));
    }
    cpSync(path.join(site, 'sample/negative.jpg'), path.join(site, 'sample/other.jpg'));
    versions.add(sealSite(site));
    expect(versions.size).toBe(5);
  });
});
