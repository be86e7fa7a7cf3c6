// A copy of the built site with a server of its own, which a test can stop, hold, strip of its headers, or put another
// version on.

import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Page, test as base } from '@playwright/test';
import { createPageServer } from '../tools/serve.mjs';
import { sealSite } from '../web/plugins/seal';
import { filesBelow } from '../web/plugins/site_files';
import { EditorPage, expect } from './editor_page';
import { site as builtSite } from './paths';

/** What any static host sends. */
const kPlainHeaders = ['Content-Type', 'Content-Length', 'ETag', 'Cache-Control', 'Location'];

export class OwnSite {
  readonly requests: string[] = [];
  readonly #pages: Server;
  #server: Server | null = null;
  #port = 0;
  #held: { readonly path: string; readonly until: Promise<void> } | null = null;

  private constructor(
    private readonly folder: string,
    private readonly plain: boolean,
  ) {
    this.#pages = createPageServer(folder);
  }

  static async start(plain: boolean): Promise<OwnSite> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'easelight-site-'));
    await cp(builtSite, folder, { recursive: true });
    const site = new OwnSite(folder, plain);
    await site.resume();
    return site;
  }

  get address(): string {
    return `http://localhost:${this.#port}/`;
  }

  async resume(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** From now on nobody answers. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Keeps a file waiting; returns the call that sends it. */
  hold(file: string): () => void {
    let release = (): void => undefined;
    this.#held = { path: `/${file}`, until: new Promise((resolve) => (release = resolve)) };
    return release;
  }

  /** The folder of the engine that is on the site now. */
  engineFolder(): string {
    return (
      filesBelow(this.folder)
        .find((file) => file.startsWith('engine-'))
        ?.split('/')[0] ?? ''
    );
  }

  /** Puts another version in the place of this one: every name with a hash is another, the rest works the same. */
  async renew(): Promise<string> {
    const files = filesBelow(this.folder);
    const renamed = (name: string) =>
      name.replace(/-([\w-]{8}|[0-9a-f]{12})(?=\.|$)/, (_, hash: string) => `-${turned(hash)}`);
    const names = [
      this.engineFolder(),
      ...files.filter((file) => file.startsWith('assets/')).map((file) => path.posix.basename(file)),
    ];
    for (const file of files.filter((name) => /^(assets\/.*\.(js|css)|index\.html)$/.test(name))) {
      let text = await readFile(path.join(this.folder, file), 'utf8');
      for (const name of names) text = text.replaceAll(name, renamed(name));
      await writeFile(path.join(this.folder, file), text);
      await rename(path.join(this.folder, file), path.join(this.folder, renamed(file)));
    }
    await rename(path.join(this.folder, this.engineFolder()), path.join(this.folder, renamed(this.engineFolder())));
    return sealSite(this.folder);
  }

  /** Adds a script to the page, as another version of the site. */
  async addScript(text: string): Promise<void> {
    const name = 'assets/added-00000000.js';
    await writeFile(path.join(this.folder, name), text);
    const page = path.join(this.folder, 'index.html');
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('</head>', `<script src="./${name}" defer></script></head>`));
    sealSite(this.folder);
  }

  /** Changes a file behind the back of the service worker's list. */
  async spoil(file: string): Promise<void> {
    await writeFile(path.join(this.folder, file), 'spoilt');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.address);
    this.requests.push(pathname);
    if (this.#held?.path === pathname) await this.#held.until;
    if (this.plain) withoutHeaders(response);
    this.#pages.emit('request', request, response);
  }
}

/** Lets only those pass that any host sends. */
function withoutHeaders(response: ServerResponse): void {
  const write = response.writeHead.bind(response) as (status: number, headers: object) => ServerResponse;
  const fewer = (headers: object) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => kPlainHeaders.includes(name)));
  response.writeHead = ((status: number, headers: object) =>
    write(status, fewer(headers))) as typeof response.writeHead;
}

const turned = (hash: string) => [...hash].reverse().join('').replace(/^-/, '_');

/** Waits until the service worker answers for this page. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const workers = navigator.serviceWorker;
    if (!workers.controller) await new Promise((done) => workers.addEventListener('controllerchange', done));
  });
}

export const versionOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name="easelight-version"]')?.content ?? '');

/** The versions that are kept, sorted. */
export const keptVersions = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).map((name) => name.split(' ').at(-1) ?? '').sort());

/** Tests on a site of their own, with the service worker; `plain`: of a host that sends no headers. */
export const test = base.extend<{ plain: boolean; site: OwnSite; editor: EditorPage }>({
  plain: [false, { option: true }],
  serviceWorkers: 'allow',
  site: async ({ plain }, use) => {
    const site = await OwnSite.start(plain);
    await use(site);
    await site.remove();
  },
  baseURL: async ({ site }, use) => use(site.address),
  editor: async ({ page }, use) => use(new EditorPage(page)),
});

export { expect };
