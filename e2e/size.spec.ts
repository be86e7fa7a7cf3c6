// How much a first visit loads, as a host sends it: the page and one of the two engines, gzipped.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { site } from './paths';

/** With the readers of every kind of file in it. */
const kMostBytes = 1.4e6;

/** Of the files below a folder of the site, or of one file. */
function gzippedBytes(...places: readonly string[]): number {
  const files = places.flatMap((place) =>
    place.includes('.') ? [place] : readdirSync(path.join(site, place)).map((name) => path.join(place, name)),
  );
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(site, file)), { level: 9 }).length, 0);
}

test('a first visit loads little', () => {
  const engine = readdirSync(site).find((name) => name.startsWith('engine-'));
  if (!engine) throw new Error(`${site} has no engine`);
  const page = gzippedBytes('index.html', 'assets');
  for (const variant of ['threads', 'single']) {
    const bytes = page + gzippedBytes(`${engine}/${variant}`);
    expect(bytes, `${variant}: the page has ${page} bytes`).toBeLessThan(kMostBytes);
    expect(bytes).toBeGreaterThan(page + 1e5);
  }
});
