// Seals a built site: gives it a version, the hash of all its files, and tells its service worker what to keep.
//
// The version stands in two places: in the page's <meta name="easelight-version">, and in the first line of sw.js with the
// list of files. Sealing a changed site again makes another version of it.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SealedSite } from '../src/pwa/protocol.ts';
import { filesBelow } from './site_files.ts';

const kPage = 'index.html';
const kService = 'sw.js';
const kVersionMeta = /(<meta name="easelight-version" content=")[^"]*/;
const kSeal = /^self\.easelightSite=.*\n/;

/** Names that change with their content. */
const hashed = (file: string) => /^(assets|engine-[0-9a-f]+)\//.test(file);
/** For the browser's dialog of installing only, which needs the network anyway. */
const kept = (file: string) => file !== kService && !file.startsWith('screenshots/');

const digestOf = (bytes: string | Buffer, form: 'hex' | 'base64') => createHash('sha256').update(bytes).digest(form);

export function sealSite(site: string): string {
  const [pageFile, serviceFile] = [path.join(site, kPage), path.join(site, kService)];
  const page = readFileSync(pageFile, 'utf8').replace(kVersionMeta, '$1');
  const service = readFileSync(serviceFile, 'utf8').replace(kSeal, '');
  const files = filesBelow(site).filter(kept);
  const contents = new Map(files.map((file) => [file, readFileSync(path.join(site, file))] as const));
  const all = [...contents, [kPage, page] as const, [kService, service] as const];
  const facts = all.map(([file, bytes]) => `${file} ${digestOf(file === kPage ? page : bytes, 'hex')}\n`);
  const version = digestOf(facts.join(''), 'hex').slice(0, 16);

  const sealedPage = Buffer.from(page.replace(kVersionMeta, `$1${version}`));
  writeFileSync(pageFile, sealedPage);
  contents.set(kPage, sealedPage);
  const entries = [...contents].map(([file, bytes]) => ({
    url: file,
    revision: hashed(file) ? null : digestOf(bytes, 'hex').slice(0, 16),
    integrity: `sha256-${digestOf(bytes, 'base64')}`,
  }));
  const sealed: SealedSite = { version, files: entries };
  writeFileSync(serviceFile, `self.easelightSite=${JSON.stringify(sealed)};\n${service}`);
  return version;
}
