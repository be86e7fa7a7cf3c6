// Firefox as people have it, without a window: a script in the page does what a hand would do, and says what it sees in
// downloaded files. Nothing drives the browser from outside: under WebDriver, Firefox 153 now and then never starts a
// worker of a worker, as the engine's threads are.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from './editor_page';

const firefoxPath = process.env['EASELIGHT_FIREFOX'] ?? '/usr/bin/firefox-esr';
export const haveFirefox = existsSync(firefoxPath);

export class Firefox {
  private constructor(
    private readonly browser: ChildProcess,
    private readonly downloads: string,
  ) {}

  /** With a profile of its own in `folder`, where its downloads go too. */
  static async start(folder: string, address: string, settings: { [name: string]: unknown } = {}): Promise<Firefox> {
    const [profile, downloads] = [path.join(folder, 'profile'), path.join(folder, 'downloads')];
    for (const each of [profile, downloads]) await mkdir(each, { recursive: true });
    const all = { 'browser.download.folderList': 2, 'browser.download.dir': downloads, ...settings };
    const lines = Object.entries(all).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
    await writeFile(path.join(profile, 'user.js'), lines.join(''));
    const args = ['--headless', '--no-remote', '--profile', profile, address];
    const env = { ...process.env, HOME: folder };
    return new Firefox(spawn(firefoxPath, args, { stdio: 'ignore', detached: true, env }), downloads);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.browser.once('exit', resolve));
    // Its processes for pages, too.
    if (this.browser.pid && this.browser.exitCode === null) process.kill(-this.browser.pid, 'SIGKILL');
    await ended;
  }

  /** The bytes of a file that the page has downloaded, once it is complete: another of its name can come then. */
  async downloaded(name: string): Promise<Buffer> {
    const file = path.join(this.downloads, name);
    // Firefox makes an empty file of the name first, and writes to another beside it.
    const done = async () => existsSync(file) && (await readFile(file)).length > 0 && !existsSync(`${file}.part`);
    await expect.poll(done, { timeout: 60_000 }).toBe(true);
    await rename(file, `${file}.taken`);
    return readFile(`${file}.taken`);
  }
}
