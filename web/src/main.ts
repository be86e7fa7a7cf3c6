// Boot: puts the parts together and starts the engine.

import type { Services } from './actions/action';
import { allActions } from './actions/actions';
import { listenForKeys } from './actions/keys';
import { exposeConsole } from './console';
import { kTickMs } from './engine/heartbeat';
import { spawnEngineWorker } from './engine/spawn';
import { joinTabs } from './engine/tab';
import { BasePicker } from './features/base/base_picker';
import { EditorView } from './features/editor/editor_view';
import { MemoryWatch } from './features/engine-panel/memory_watch';
import { Exporter } from './features/export/export_scan';
import { listenForFiles } from './features/open/drop';
import { ScanOpener } from './features/open/open_scan';
import { Recovery } from './features/recovery/recovery';
import { Editor } from './state/editor';
import { browserStore, loadSettings } from './state/settings';

const base = new URL('./', document.baseURI).href;

const editor = new Editor({
  spawnWorker: spawnEngineWorker,
  base,
  tab: joinTabs(navigator.locks),
});
editor.store.set({ settings: loadSettings(browserStore()) });
const opener = new ScanOpener(editor, base);
const view = document.querySelector('safelight-editor');
if (!(view instanceof EditorView)) throw new Error('the page has no <safelight-editor>');

const services: Services = {
  editor,
  opener,
  exporter: new Exporter(editor, () => Promise.resolve('')),
  recovery: new Recovery(editor, opener),
  newBasePicker: () => new BasePicker(editor),
  chooseFile: () => view.chooseFile(),
};

const memory = new MemoryWatch(editor);
editor.onDrawn = (frame) => memory.drawn(frame);
editor.onStarted = () => void memory.carved();
view.services = services;
listenForKeys(window, allActions, services);
listenForFiles(window, opener, (dropping) => (view.dropping = dropping));
exposeConsole(editor);
editor.startEngine();
setInterval(() => editor.tick(), kTickMs);
