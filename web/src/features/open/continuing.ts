// Going on with a scan that was graded before: by itself where it needs no click, as its pixels are kept; else from its
// file, after a click, or by asking for that file by name.

import type { Editor } from '../../state/editor';
import type { RecentScan } from '../../state/recent';
import type { TextStore } from '../../keep/settings';
import type { GradeKeeper } from '../journal/keeper';
import type { ScanOpener } from './open_scan';

/** Of this tab: which scan was open, so that a reload goes on with it and not with another tab's. */
const kOpenScan = 'easelight-open-scan';
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
    private readonly keeper: GradeKeeper,
    private readonly session: TextStore | null,
    /** Shows the browser's dialog for choosing a scan. */
    private readonly chooseScan: () => void,
  ) {
    editor.store.subscribe(() => this.#remember());
  }

  /** When the page has loaded. */
  async atStart(): Promise<void> {
    await this.refresh();
    await this.keeper.journal.shelf.prune(this.editor.state.scanKey).catch(() => undefined);
    const { recent } = this.editor.state;
    const last = this.session?.getItem(kOpenScan);
    const scan = recent.find(({ key }) => key === last) ?? recent[0];
    const attempts = Number(this.session?.getItem(kAttempts) ?? 0);
    if (!scan || attempts >= kMostAttempts || this.opener.used) return;
    this.session?.setItem(kAttempts, String(attempts + 1));
    await this.#continue(scan, false);
    this.session?.setItem(kAttempts, '0');
  }

  /** After a click of the user. */
  async with(scan: RecentScan): Promise<void> {
    this.editor.store.set({ dialog: null });
    await this.#continue(scan, true);
  }

  async remove(scan: RecentScan): Promise<void> {
    await this.keeper.journal.remove(scan.key);
    await this.refresh();
  }

  refresh(): Promise<void> {
    return this.keeper.refresh();
  }

  async #continue(scan: RecentScan, clicked: boolean): Promise<void> {
    if (scan.key === this.editor.state.scanKey) return;
    if (scan.storeKey) {
      if (await this.opener.openStored(scan)) return;
      await this.keeper.journal.shelf.forgetStore(scan.key);
      await this.refresh();
    }
    const handle = scan.hasHandle ? await this.keeper.journal.shelf.handle(scan.key).catch(() => null) : null;
    const file = handle && (await fileOf(handle, clicked));
    if (file) {
      this.opener.expect(scan);
      await this.opener.open(file, handle);
    } else if (clicked) {
      this.opener.expect(scan);
      this.editor.store.set({ notice: { kind: 'info', text: `Choose ${scan.file.name} to go on with its grade.` } });
      this.chooseScan();
    }
  }

  #remember(): void {
    const { scanKey } = this.editor.state;
    if (scanKey && scanKey !== this.session?.getItem(kOpenScan)) this.session?.setItem(kOpenScan, scanKey);
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
