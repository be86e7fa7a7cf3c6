// Going on with a scan that was graded before: by itself where it needs no click, as its pixels are kept; else from its
// file, after a click, or by asking for that file by name.

import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import type { TextStore } from '../../keep/settings';
import type { Shelf } from '../../keep/shelf';
import { reload } from '../../pwa/update';
import { kScanNotice, notify } from '../../workspace/notices';
import { type RecentEntry, type RecentScan, type UnreadScan, isScan } from '../../keep/recent';
import type { RecentScans } from '../recent/recent_scans';
import type { ScanOpener } from './open_scan';
import { type OpenScan, SessionScans } from './session_scans';

/** How often this tab has tried in vain: a scan that brings the page down must not do so for ever. */
const kAttempts = 'easelight-attempts';
const kMostAttempts = 2;

interface PermissionAsker {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

export class Continuing {
  readonly #session: SessionScans;

  constructor(
    private readonly editor: Editor,
    private readonly opener: ScanOpener,
    private readonly shelf: Shelf,
    private readonly recents: RecentScans,
    tab: string,
    private readonly session: TextStore | null,
    /** Shows the browser's dialog for choosing a scan. */
    private readonly chooseScan: () => void,
  ) {
    this.#session = new SessionScans(editor, { tab, session, shelf });
  }

  /** When the page has loaded: opens what was on screen in this tab, or what was graded last, and lists the rest. */
  async atStart(): Promise<void> {
    const before = await this.#session.read();
    await this.recents.refresh();
    const listed = this.#list(before && before.scans.length > 1 ? before.scans : []);
    const entry = before ? before.shown && (await this.#kept(before.shown)) : this.editor.state.recent.find(isScan);
    const attempts = Number(this.session?.getItem(kAttempts) ?? 0);
    if (entry && !isScan(entry)) return this.#sayUnread(entry);
    if (!entry || attempts >= kMostAttempts || this.opener.used) return;
    this.session?.setItem(kAttempts, String(attempts + 1));
    await this.#continue(entry, false, listed.get(entry.key));
    this.session?.setItem(kAttempts, '0');
  }

  /** After a click of the user. */
  async with(scan: RecentScan): Promise<void> {
    this.editor.store.set({ dialog: null });
    await this.#continue(scan, true);
  }

  /** The documents of the scans, by their keys. */
  #list(scans: readonly OpenScan[]): Map<string, number> {
    const bring = async (scan: OpenScan, document: number) => {
      const entry = await this.#kept(scan);
      if (entry && isScan(entry)) await this.#continue(entry, true, document);
      else if (entry) this.#sayUnread(entry);
    };
    return new Map(
      scans.map((scan) => [scan.key, this.opener.list(scan.name, (document) => bring(scan, document), scan.key)]),
    );
  }

  /** A scan that was open in this tab. Where nothing is kept of it any more, that is said, and no other one is opened. */
  async #kept({ key, name }: OpenScan): Promise<RecentEntry | null> {
    const answer = await this.shelf.entry(key).catch(() => 'unknown' as const);
    if (answer === 'unknown') return null;
    if (!answer) {
      const said = text('continue.nothing-kept', { name });
      notify(this.editor.store, { kind: 'error', key: kScanNotice, text: said });
    }
    return answer;
  }

  #sayUnread({ name, problem, newer }: UnreadScan): void {
    const said = text('continue.unread', { name, reason: problem });
    const actions = newer ? [{ label: text('command.reload-page'), run: () => void reload() }] : [];
    notify(this.editor.store, { kind: 'error', key: kScanNotice, text: said, actions });
  }

  /** `into`: the listed document that it is to be. */
  async #continue(scan: RecentScan, clicked: boolean, into = 0): Promise<void> {
    const open = this.editor.documents.withScan(scan.key);
    if (open !== null) return this.opener.show(open);
    if (scan.storeKey) {
      if (await this.opener.openStored(scan, into)) return;
      await this.shelf.forgetStore(scan.key);
      await this.recents.refresh();
    }
    const handle = scan.hasHandle ? await this.shelf.handle(scan.key).catch(() => null) : null;
    const file = handle && (await fileOf(handle, clicked));
    if (file) {
      await this.opener.open(file, { handle, into, expected: scan });
    } else if (clicked) {
      this.opener.expect(scan, into);
      const said = text('continue.choose-file', { name: scan.file.name });
      notify(this.editor.store, { kind: 'info', key: kScanNotice, text: said });
      this.chooseScan();
    }
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
