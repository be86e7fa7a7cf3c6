// Boot: puts the parts together and starts the engine.

import type { FileKind, Services } from './commands/command';
import { allCommands } from './commands/commands';
import { listenForKeys } from './commands/key_listener';
import { exposeConsole } from './console';
import { kTickMs } from './engine/heartbeat';
import { spawnEngineWorker } from './engine/spawn';
import { joinTabs } from './engine/tab';
import { BasePicker } from './features/base/base_picker';
import { ChartFitter } from './features/chart/chart_fitter';
import { ShapeQuestion } from './features/dump/shape_question';
import { EditorView } from './features/editor/editor_view';
import { MemoryWatch } from './features/engine-panel/memory_watch';
import { Exporter } from './features/export/export_scan';
import { GradeKeeper } from './features/journal/keeper';
import { watchUncaught } from './features/notice/uncaught';
import { Continuing } from './features/open/continuing';
import { listenForFiles } from './features/open/drop';
import { Offers } from './features/link/offers';
import { kAllParts } from './features/link/parts';
import { ScanOpener } from './features/open/open_scan';
import { receiveFiles } from './features/open/receive';
import { sessionStore } from './features/open/session_scans';
import { ColorProfiles } from './features/color-profiles/color_profiles';
import { Proofing } from './features/proof/proofing';
import { Profiles } from './features/profiles/profiles';
import { RecentScans } from './features/recent/recent_scans';
import { RecipeFiles } from './features/recipe-file/recipe_files';
import { Recovery } from './features/recovery/recovery';
import { StorageWatch, kLookMs } from './features/recovery/storage_watch';
import { startApp } from './pwa/start';
import { beforeReload } from './pwa/update';
import { watchDisplayGamut } from './render/display_gamut';
import { screenPixels } from './render/screen_pixels';
import { startScreen } from './render/start_screen';
import { Editor } from './workspace/editor';
import { notify } from './workspace/notices';
import { ProfileShelf } from './keep/color_profiles';
import { browserStore, loadSettings } from './keep/settings';

const base = new URL('./', document.baseURI).href;

const tab = joinTabs(navigator.locks);
const editor = new Editor({
  spawnWorker: spawnEngineWorker,
  base,
  tab,
  screenPixels: () => screenPixels(window),
});
editor.store.set({ settings: loadSettings(browserStore()) });
watchUncaught(window, editor);
const keeper = new GradeKeeper(editor, tab);
const opener = new ScanOpener(editor, base, keeper);
const view = document.querySelector('easelight-editor');
if (!(view instanceof EditorView)) throw new Error('the page has no <easelight-editor>');
const chooseFile = (kind: FileKind) => view.chooseFile(kind);
const { journal } = keeper;
const recents = new RecentScans(editor, journal);
const storage = new StorageWatch(editor, opener, journal, () => chooseFile('scan'));
keeper.onDeleted = () => storage.deleted();

const offers = new Offers({
  editor,
  openSample: () => opener.openSample(),
  address: {
    hash: () => location.hash,
    clear: () => history.replaceState(null, '', location.pathname + location.search),
  },
});

opener.onGrade = (grade, name, openPicture) => void offers.receive(grade, name, openPicture);

const colorProfiles = new ColorProfiles(editor, new ProfileShelf());
void colorProfiles.load();
const proofing = new Proofing(editor, colorProfiles);

const exporter = new Exporter({
  editor,
  profileBytes: (id) => colorProfiles.bytesOf(id),
  linkFromRecipe: async (recipe) => {
    const { fragment } = await editor.call('makeLink', { recipes: [recipe], parts: kAllParts });
    return fragment;
  },
  openFor: (document, work) => opener.openFor(document, work),
  markerOf: (document) => keeper.markerOf(document),
});
const shapeQuestion = new ShapeQuestion(editor.store);
opener.completed = (file) => shapeQuestion.complete(file);
opener.onResumeExport = (document, mark) => void exporter.resume(document, mark);

const profiles = new Profiles(editor, browserStore());
profiles.watch(window);

const services: Services = {
  editor,
  opener,
  exporter,
  offers,
  recovery: new Recovery(editor, opener, exporter),
  newBasePicker: () => new BasePicker(editor),
  continuing: new Continuing(editor, opener, journal.shelf, recents, tab, sessionStore(), () => chooseFile('scan')),
  recents,
  recipeFiles: new RecipeFiles(editor, offers, profiles),
  chartFitter: new ChartFitter(editor),
  profiles,
  colorProfiles,
  proofing,
  shapeQuestion,
  chooseFile,
};

const memory = new MemoryWatch(editor);
editor.onDrawn = (frame) => {
  memory.drawn(frame);
  keeper.drawn();
};
editor.onStarted = () => {
  void memory.carved();
  void proofing.engineStarted();
};
view.services = services;
listenForKeys(window, allCommands, services);
listenForFiles(window, services, (dropping) => (view.dropping = dropping));
exposeConsole(editor, keeper);
watchDisplayGamut((displayGamut) => editor.store.set({ displayGamut }));
editor.startEngine();
editor.startScreen(startScreen);
startApp(editor, base, {
  open: (files) => receiveFiles(services, files),
  openSample: () => void opener.openSample(),
  offerFile: () => void view.offerFile(),
  say: (text) => notify(editor.store, { kind: 'error', text }),
});
setInterval(() => editor.tick(), kTickMs);
setInterval(() => void storage.look(), kLookMs);
// The browser may end the page any time after these without another word.
window.addEventListener('pagehide', () => void keeper.flush());
document.addEventListener('visibilitychange', () => void keeper.flush().then(() => storage.look()));
beforeReload.push(() => keeper.flush());
window.addEventListener('hashchange', () => void offers.followAddress());
void services.continuing.atStart().then(() => offers.followAddress());
