// Kills the browser at random moments while two scans are graded and exported, starts it again with the same profile, and
// compares what comes back with what the page said it had written.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { startBrowser } from './browser.mjs';
import { editForEver, randomFrom, showOther, startExport } from './editing.mjs';

/** After the page is there again. */
export const kLongestMs = 2500;
/** After so long, nothing of a killed export may be left. */
const kCleanedMs = 5000;
/**
 * An export that has shown its progress for so long is in the journal; one that had come no further than this share when
 * it was last heard of has not ended since.
 */
const kMarkedMs = 300;
const kSurelyRuns = 0.7;
/** Of "roll3-12": what an export's name begins with. */
const kNameLength = 8;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a page has said of its journal: read by the checks after it was killed. */
class Witness {
  /** By scan and revision: what was about to be written. @type {Map<string, {grading: any, steps: [number, number]}>} */
  announced = new Map();
  /** By scan: the last revision that is on disk. @type {Map<string, number>} */
  written = new Map();
  exportingSince = 0;
  exportedShare = 0;
  exports = 0;

  hear({ stage, key, revision, grading, steps, exporting, share }) {
    if (stage === 'writing') this.announced.set(`${key} ${revision}`, { grading, steps });
    else if (stage === 'written') this.written.set(key, Math.max(this.written.get(key) ?? 0, revision));
    else {
      if (!exporting) this.exports += 1;
      if (!exporting || this.exportingSince === 0) this.exportingSince = exporting ? Date.now() : 0;
      this.exportedShare = share;
    }
  }
}

/** In the page: passes on what it says of its journal, and how far an export is. */
function listen() {
  const tell = /** @type {any} */ (globalThis).witness;
  window.addEventListener('easelight-journal', (event) => void tell(/** @type {CustomEvent} */ (event).detail));
  let before = -1;
  setInterval(() => {
    const tasks = document.querySelector('easelight-editor')?.shadowRoot?.querySelector('el-tasks')?.shadowRoot;
    const row = /** @type {any} */ (tasks?.querySelector('el-task-row[label^=Exporting]'));
    const share = row ? row.done / (row.total || 1) : -1;
    if (share !== before) void tell({ stage: 'exporting', exporting: share >= 0, share });
    before = share;
  }, 30);
}

/** In the page: the records of the scans as they lie in the database, read without the editor's code. */
async function readDatabase() {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open('easelight-journal'));
  const transaction = database.transaction(['heads', 'parts', 'marks']);
  const [heads, keys, values, marks] = await Promise.all([
    answer(transaction.objectStore('heads').getAll()),
    answer(transaction.objectStore('parts').getAllKeys()),
    answer(transaction.objectStore('parts').getAll()),
    answer(transaction.objectStore('marks').count()),
  ]);
  database.close();
  const parts = keys.map((key, index) => ({ scan: key[0], kind: key[1], number: key[2], value: values[index] }));
  return { heads, parts, marks };
}

/** The grading that a head names, put together by hand. */
function gradingIn(head, parts) {
  const own = parts.filter(({ scan }) => scan === head.key);
  const find = (kind, number) => own.find((part) => part.kind === kind && part.number === number)?.value;
  const recipe = (number) => JSON.parse(find('recipe', number));
  const { crops, current, snapshots } = find('grading', head.grading);
  for (let step = 0; step < head.past + head.future; ++step) {
    const { before, after } = find('entry', head.first + step);
    for (const number of [before, after]) find('grading', number).crops.forEach(recipe);
  }
  return {
    crops: crops.map(recipe),
    current,
    snapshots: snapshots.map(([name, at]) => ({ name, recipe: recipe(at) })),
  };
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What is wrong with the files in the downloads; partial ones must bear another name. */
function downloadProblems(downloads, wholes, tool) {
  return readdirSync(downloads)
    .filter((name) => /\.tif$/.test(name))
    .flatMap((name) => {
      const file = join(downloads, name);
      const { size } = statSync(file);
      const wholeBytes = wholes.get(name.slice(0, kNameLength));
      if (size !== wholeBytes) return [`${name} has ${size} bytes of ${wholeBytes}`];
      const read = tool ? spawnSync(tool, ['info', file], { encoding: 'utf8' }) : null;
      return read && read.status !== 0 ? [`${name} cannot be read: ${read.stderr}`] : [];
    });
}

/** The exports that the journal holds as ones that run, by scan, before the page has seen them. */
async function markedExports(page, address) {
  await page.goto(new URL('icon.svg', address).href);
  const { heads } = await page.evaluate(readDatabase);
  return new Map(heads.filter(({ exporting }) => exporting).map(({ key, exporting }) => [key, exporting.name]));
}

/** Opens the page; after the first visit it goes on by itself. */
async function visit(page, address, witness) {
  await page.exposeFunction('witness', (detail) => witness.hear(detail));
  await page.addInitScript(listen);
  await page.goto(address);
  await page.getByRole('img', { name: /^Picture: roll/ }).waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).easelight.kept().key !== null);
}

/** Through the protocol: Playwright would send a file to a browser that it has not started itself through a pipe. */
async function chooseFile(page, file) {
  const session = await page.context().newCDPSession(page);
  const path = ['easelight-editor', 'el-file-input', '#scan'];
  const expression = path.map((name) => `querySelector('${name}')`).join('.shadowRoot.');
  const { result } = await session.send('Runtime.evaluate', { expression: `document.${expression}` });
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId ?? '' });
}

/** Returns the size of a whole export of each scan, by the beginning of its name: what the others are compared with. */
async function firstVisit({ page }, { address, scans, downloads }) {
  const wholes = new Map();
  await page.goto(address);
  await page.getByRole('button', { name: 'Open…', exact: true }).waitFor();
  for (const scan of scans) {
    const name = basename(scan);
    await chooseFile(page, scan);
    await page.getByRole('img', { name: `Picture: ${name}` }).waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => /** @type {any} */ (globalThis).easelight.kept().key !== null);
    await startExport(page);
    for (let waited = 0; !readdirSync(downloads).includes(name); waited += 50) {
      if (waited > 60_000) throw new Error(`the first export of ${name} does not end`);
      await wait(50);
    }
    wholes.set(name.slice(0, kNameLength), statSync(join(downloads, name)).size);
  }
  await showOther(page);
  await page.evaluate(() => /** @type {any} */ (globalThis).easelight.flush());
  return wholes;
}

/** What is wrong after a restart. */
async function problemsAfter(page, before, killed) {
  const problems = [];
  const { heads, parts, marks } = await page.evaluate(readDatabase);
  if (heads.length !== 2) problems.push(`the journal has ${heads.length} scans`);
  if (marks > 0) problems.push('a record could not be read');
  const kept = await page.evaluate(() => {
    const { easelight } = /** @type {any} */ (globalThis);
    return { ...easelight.kept(), recipe: easelight.recipe() };
  });
  const listed = await page.getByRole('group', { name: 'Open scans' }).locator('[aria-pressed]').count();
  if (listed !== 2) problems.push(`${listed} scans are listed`);
  let [announced, later] = [true, false];
  for (const head of heads) {
    const { key, revision } = head;
    const grading = gradingIn(head, parts);
    const written = before.written.get(key) ?? 0;
    if (revision < written) problems.push(`revision ${written} was written, ${revision} came back`);
    later ||= written > 0 && revision > written;
    const expected = before.announced.get(`${key} ${revision}`);
    announced &&= expected !== undefined || !before.written.has(key);
    if (expected && !same(expected.grading, grading)) problems.push(`revision ${revision} came back otherwise`);
    if (expected && !same(expected.steps, [head.past, head.future])) problems.push('the history came back otherwise');
    if (key !== kept.key) continue;
    if (kept.revision !== revision) problems.push(`the page has revision ${kept.revision}, the disk ${revision}`);
    if (!same(kept.recipe, grading.crops[grading.current]))
      problems.push('the page shows another recipe than the disk has');
  }
  const said = await page.locator('el-notice').filter({ hasText: 'was not finished' }).count();
  if (killed.marked && killed.marks.size === 0) problems.push('an export that ran is not in the journal');
  // That of the other scan is named when it comes on screen.
  const mark = killed.marks.get(kept.key);
  if ((mark !== undefined) !== said > 0) problems.push(`unfinished: ${mark}, but named: ${said > 0}`);
  // The worker cleans after it has begun to work.
  const leftovers = await page.evaluate(async (longest) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('exports', { create: true });
    for (let waited = 0; ; waited += 50) {
      const names = [];
      for await (const name of /** @type {any} */ (folder).keys()) names.push(name);
      if (names.length === 0 || waited >= longest) return names;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, kCleanedMs);
  if (leftovers.length > 0) problems.push(`pieces of exports are left: ${leftovers.join(' ')}`);
  return { problems, announced, later, said: said > 0 };
}

/**
 * @param {{address: string, executable: string, folder: string, scans: string[], tool: string | null, kills: number,
 *   seed: number, say: (text: string) => void}} options
 */
export async function killRepeatedly({ address, executable, folder, scans, tool, kills, seed, say }) {
  const random = randomFrom(seed);
  const [profile, downloads] = [join(folder, 'profile'), join(folder, 'downloads')];
  for (const name of [profile, downloads]) mkdirSync(name, { recursive: true });
  const start = () => startBrowser({ executable, profile, downloads });
  const result = { kills: 0, exporting: 0, unfinished: 0, later: 0, unannounced: 0, writes: 0, whole: 0, problems: [] };

  let browser = await start();
  const wholes = await firstVisit(browser, { address, scans, downloads }).finally(browser.kill);
  let before = new Witness();
  let killed = { marked: false, marks: new Map() };
  for (let round = 0; round <= kills; ++round) {
    browser = await start();
    try {
      const witness = new Witness();
      killed.marks = await markedExports(browser.page, address);
      await visit(browser.page, address, witness);
      const after = await problemsAfter(browser.page, before, killed);
      const files = downloadProblems(downloads, wholes, tool);
      for (const problem of [...after.problems, ...files]) {
        result.problems.push(`kill ${round}: ${problem}`);
        say(`kill ${round}: ${problem}`);
      }
      if (round > 0) {
        if (after.said) result.unfinished += 1;
        if (after.later) result.later += 1;
        if (!after.announced && before.announced.size > 0) result.unannounced += 1;
      }
      if (round === kills) break;
      const exporting = random() < 0.8;
      const editing = editForEver(browser.page, random, exporting).catch(() => undefined);
      await wait(50 + random() * kLongestMs);
      const runs = witness.exportingSince > 0;
      const marked = runs && Date.now() - witness.exportingSince > kMarkedMs && witness.exportedShare < kSurelyRuns;
      killed = { marked, marks: new Map() };
      await browser.kill();
      await editing;
      before = witness;
      result.kills += 1;
      result.exporting += runs ? 1 : 0;
      result.whole += witness.exports;
      result.writes += witness.announced.size;
      if (round % 10 === 9) say(`${round + 1} kills`);
    } finally {
      await browser.kill();
    }
  }
  return result;
}
