// A browser that can be killed: Chromium with a profile on disk, in a process group of its own.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { chromiumFlags } from '../../../tools/chromium.mjs';

const patienceMs = 20_000;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @typedef {object} Killable
 * @property {import('@playwright/test').Page} page
 * @property {() => Promise<void>} kill ends every process at once, as a power switch would, and waits until all are gone
 */

/**
 * Downloads go into `downloads`, under their own names.
 * @param {{executable: string, profile: string, downloads: string}} options
 * @returns {Promise<Killable>}
 */
export async function startBrowser({ executable, profile, downloads }) {
  const { chromium } = await import('@playwright/test');
  const browser = spawn(
    executable,
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      ...chromiumFlags,
      '--window-size=1280,800',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = async () => {
    const own = () => processesOf(browser.pid ?? 0, profile);
    for (let waited = 0; own().length > 0; waited += 20) {
      if (waited > patienceMs) throw new Error(`Chromium does not end: ${own().join(' ')}`);
      for (const pid of own()) endProcess(pid);
      await wait(20);
    }
    // They name a process that is gone, and would keep the next one from starting.
    for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      rmSync(join(profile, lock), { force: true });
  };
  try {
    const connected = await chromium.connectOverCDP(await debuggerAddress(browser));
    const context = connected.contexts()[0];
    const page = context.pages()[0] ?? (await context.newPage());
    const session = await connected.newBrowserCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: downloads,
      eventsEnabled: true,
    });
    return { page, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function endProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** Of the browser's process group, and what else was started with its profile. */
function processesOf(group, profile) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [state, , processGroup] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        if (state === 'Z') return false;
        if (Number(processGroup) === group) return true;
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(`--user-data-dir=${profile}`);
      } catch {
        return false;
      }
    });
}

/** @returns {Promise<string>} */
function debuggerAddress(browser) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`Chromium does not start: ${text}`)), patienceMs);
    browser.stderr.on('data', (chunk) => {
      text += chunk;
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    browser.on('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${text}`)));
  });
}
