// Boot: puts the parts together and starts the engine.

import type { Services } from './actions/action';
import { allActions } from './actions/actions';
import { listenForKeys } from './actions/keys';
import { exposeConsole } from './console';
import { spawnEngineWorker } from './engine/spawn';
import { BasePicker } from './features/base/base_picker';
import { EditorView } from './features/editor/editor_view';
import { Exporter } from './features/export/export_scan';
import { listenForFiles } from './features/open/drop';
import { ScanOpener } from './features/open/open_scan';
import { Editor } from './state/editor';

const base = new URL('./', document.baseURI).href;

const editor = new Editor({
  spawnWorker: spawnEngineWorker,
  base,
  schedule: (draw) => requestAnimationFrame(draw),
});
const opener = new ScanOpener(editor, base);
const view = document.querySelector('safelight-editor');
if (!(view instanceof EditorView)) throw new Error('the page has no <safelight-editor>');

const services: Services = {
  editor,
  opener,
  exporter: new Exporter(editor),
  newBasePicker: () => new BasePicker(editor),
  chooseFile: () => view.chooseFile(),
};

view.services = services;
listenForKeys(window, allActions, services);
listenForFiles(window, opener, (dropping) => (view.dropping = dropping));
exposeConsole(editor);
editor.startEngine();
setInterval(() => editor.checkEngine(), 5000);
