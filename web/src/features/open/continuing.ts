// Going on with a scan that was graded before: by itself where it needs no click, as its pixels are kept; else from its
// file, after a click, or by asking for that file by name.

import type { Editor } from '../../workspace/editor';
import type { TextStore } from '../../keep/settings';
import type { Shelf } from '../../keep/shelf';
import { reload } from '../../pwa/update';
import { kScanNotice, notify } from '../../workspace/notices';
import { type RecentEntry, type RecentScan, type UnreadScan, isScan } from '../../keep/recent';
import type { RecentScans } from '../recent/recent_scans';
import type { ScanOpener } from './open_scan';

/** Of this tab: which scan was open, so that a reload goes on with it and not with another tab's. */
const kOpenScan = 'easelight-open-scan';
const kOpenName = 'easelight-open-name';
/** How often this tab has tried in vain: a scan that brings the page down must not do so for ever. */
const kAttempts = 'easelight-attempts';
const kMostAttempts = 2;

interface PermissionAsker {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

export class Continuing {
  constructor(
    private readonly editor: Editor,
    private readonly opener: ScanOpener,
    private readonly shelf: Shelf,
    private readonly recents: RecentScans,
    private readonly session: TextStore | null,
    /** Shows the browser's dialog for choosing a scan. */
    private readonly chooseScan: () => void,
  ) {
    editor.store.subscribe(() => this.#remember());
  }

  /** When the page has loaded. */
  async atStart(): Promise<void> {
    await this.recents.refresh();
    const last = this.session?.getItem(kOpenScan) ?? null;
    const entry = last === null ? (this.editor.state.recent.find(isScan) ?? null) : await this.#lastOpen(last);
    const attempts = Number(this.session?.getItem(kAttempts) ?? 0);
    if (entry && !isScan(entry)) return this.#sayUnread(entry);
    if (!entry || attempts >= kMostAttempts || this.opener.used) return;
    this.session?.setItem(kAttempts, String(attempts + 1));
    await this.#continue(entry, false);
    this.session?.setItem(kAttempts, '0');
  }

  /** After a click of the user. */
  async with(scan: RecentScan): Promise<void> {
    this.editor.store.set({ dialog: null });
    await this.#continue(scan, true);
  }

  /** The scan that was open in this tab. Where nothing is kept of it any more, that is said, and no other one is opened. */
  async #lastOpen(key: string): Promise<RecentEntry | null> {
    const answer = await this.shelf.entry(key).catch(() => 'unknown' as const);
    if (answer === 'unknown') return null;
    const name = this.session?.getItem(kOpenName);
    if (!answer && name) {
      const text =
        `${name} was open in this tab, but nothing is kept of it any more: it was removed from the list, or what this ` +
        `browser kept for Easelight was deleted. Open its file to grade it again.`;
      notify(this.editor.store, { kind: 'error', key: kScanNotice, text });
    }
    return answer;
  }

  #sayUnread({ name, problem, newer }: UnreadScan): void {
    const text = `${name} was open in this tab, but its grade cannot be read: ${problem}. It stays as it is.`;
    const actions = newer ? [{ label: 'Reload', run: () => void reload() }] : [];
    notify(this.editor.store, { kind: 'error', key: kScanNotice, text, actions });
  }

  async #continue(scan: RecentScan, clicked: boolean): Promise<void> {
    if (scan.key === this.editor.state.scanKey) return;
    if (scan.storeKey) {
      if (await this.opener.openStored(scan)) return;
      await this.shelf.forgetStore(scan.key);
      await this.recents.refresh();
    }
    const handle = scan.hasHandle ? await this.shelf.handle(scan.key).catch(() => null) : null;
    const file = handle && (await fileOf(handle, clicked));
    if (file) {
      this.opener.expect(scan);
      await this.opener.open(file, handle);
    } else if (clicked) {
      this.opener.expect(scan);
      const text = `Choose ${scan.file.name} to go on with its grade.`;
      notify(this.editor.store, { kind: 'info', key: kScanNotice, text });
      this.chooseScan();
    }
  }

  #remember(): void {
    const { scanKey, scan } = this.editor.state;
    if (!scanKey || !scan || scanKey === this.session?.getItem(kOpenScan)) return;
    this.session?.setItem(kOpenScan, scanKey);
    this.session?.setItem(kOpenName, scan.name);
  }
}

/** Null where the browser does not give it, or it is not there any more. */
async function fileOf(handle: FileSystemFileHandle, ask: boolean): Promise<File | null> {
  const asker = handle as PermissionAsker;
  try {
    let state = (await asker.queryPermission?.({ mode: 'read' })) ?? 'granted';
    if (state === 'prompt' && ask) state = (await asker.requestPermission?.({ mode: 'read' })) ?? state;
    return state === 'granted' ? await handle.getFile() : null;
  } catch {
    return null;
  }
}

/** Null where the browser refuses even to look. */
export function sessionStore(): TextStore | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
