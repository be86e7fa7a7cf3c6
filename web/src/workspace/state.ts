// What the page knows: what belongs to no scan in particular, and its documents, one of which is on screen.

import type { Catalog, Recipe, RecipePart, ScreenSpace, Sentence } from '../engine/protocol';
import { type DocumentState, type ScanDocument, noDocument } from '../documents/scan_document';
import type { ProfileFacts } from '../keep/color_profiles';
import type { Profile } from '../keep/profiles';
import type { RecentEntry } from '../keep/recent';
import { type Settings, defaultSettings } from '../keep/settings';
import type { FramePart } from '../render/placement';
import type { Clipping } from '../render/protocol';

export interface EngineState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why the engine does not run; one sentence. */
  readonly failure: string;
  readonly catalog: Catalog | null;
  readonly heapBytes: number;
  /** The most pixels of a view. */
  readonly viewPixels: number;
  /** Whether frames come through shared memory. */
  readonly shared: boolean;
  /** Why scans are held in memory and not on disk; empty where they are on disk. */
  readonly diskless: string;
}

/** Which shape a crop keeps while it is drawn. */
export type AspectName = 'free' | 'original' | '1:1' | '5:4' | '4:3' | '3:2' | '16:9';

export interface Unkept {
  /** A sentence on what is wrong, and one on what that means. */
  readonly text: string;
  /** A newer version of the editor is needed: loading the page again may bring it. */
  readonly newer: boolean;
}

export type DialogName =
  | 'export'
  | 'proof'
  | 'table'
  | 'flats'
  | 'dump'
  | 'recent'
  | 'settings'
  | 'palette'
  | 'shortcuts'
  | 'share'
  | 'compare-grades';

/** What is offered: the recipes of a link, or of a file. */
export interface OfferedGrades {
  /** 1 to 64, complete. */
  readonly recipes: readonly Recipe[];
  /** The scan that each was made for; empty where that is not known. */
  readonly names: readonly string[];
  /** What can be taken of them. */
  readonly parts: readonly RecipePart[];
  /** What a link's proof proves; null where there is none. */
  readonly verdict: Sentence | null;
  /** What of a file the recipes do not follow. */
  readonly notImitated: readonly Sentence[];
}

/** A grade from outside that is looked at and waits for the user's word. */
export interface Offer {
  readonly grades: OfferedGrades;
  /** Where it came from, for people. */
  readonly origin: string;
  /** Opens the picture that carried it; null where it came alone. */
  readonly openPicture: (() => void) | null;
  /** Which of the recipes is shown. */
  readonly index: number;
  /** What is to be taken of it. */
  readonly parts: readonly RecipePart[];
  /** The present recipe with those parts; null until the engine has made it. */
  readonly preview: Recipe | null;
  /** Shows the present grade all the same. */
  readonly before: boolean;
}

export interface Job {
  readonly id: number;
  readonly kind: 'open' | 'export';
  /** For which document; 0 where that comes of it. */
  readonly document: number;
  /** The scan that the engine must keep open for it; 0 where it needs none yet. */
  readonly scan: number;
  /** What is opened or written at present. */
  readonly fileName: string;
  /** `waiting`: for work of its kind before it. */
  readonly state: 'waiting' | 'running' | 'paused';
  readonly done: number;
  readonly total: number;
  /** performance.now() at the start of what is counted, moved on by the time that it rested. */
  readonly started: number;
  /** What the file is and what it takes, or which of how many it is. */
  readonly facts: string;
}

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

export interface Notice {
  /** An error is an alert, and comes first. */
  readonly kind: 'error' | 'info';
  /** Of two notices of one key, and of one document, the newer one stays. */
  readonly key: string;
  /** It is said while this document is on screen; 0: whatever is. */
  readonly document: number;
  readonly text: string;
  /** Buttons beside the text; using one ends the notice. */
  readonly actions: readonly NoticeAction[];
}

/** What belongs to no scan in particular. */
export interface PageState {
  readonly engine: EngineState;
  /** Long work, the oldest first. */
  readonly jobs: readonly Job[];
  /** Counts the screens; each takes canvases of its own. */
  readonly screen: number;
  /** What the display shows, as the browser says it. */
  readonly displayGamut: ScreenSpace;
  /** What the canvas holds, and frames are rendered for. */
  readonly screenSpace: ScreenSpace;
  /** The output space that was chosen last for an export. */
  readonly outputSpace: string;
  /** Marks what the output space does not hold. */
  readonly gamutWarning: boolean;
  /** Of the frame on screen, what its place depends on. */
  readonly frame: FramePart | null;
  /** Of the frame on screen, which values are cut off. */
  readonly clipping: Clipping | null;
  readonly aspect: AspectName;
  readonly offer: Offer | null;
  /** Device pixels per pixel of the picture: as shown, and where the picture fits the window. */
  readonly zoom: number;
  readonly fitZoom: number;
  readonly settings: Settings;
  /** The color profiles that the user has added, by name. */
  readonly colorProfiles: readonly ProfileFacts[];
  /** Whether frames show a print as the settings say, and not the picture that is exported. */
  readonly softProof: boolean;
  /** Said where the page itself uses far more memory than when the scan was opened; empty otherwise. */
  readonly memoryWarning: string;
  readonly enginePanel: boolean;
  readonly dialog: DialogName | null;
  /** The oldest first. */
  readonly notices: readonly Notice[];
  /** Scans that were graded before, the last opened first: as many as the list shows, and how many there are. */
  readonly recent: readonly RecentEntry[];
  readonly recentTotal: number;
  /** Kept in the browser, in the order in which they came. */
  readonly profiles: readonly Profile[];
  /** Why the grade on screen is not being kept at present; null as long as it is. */
  readonly unkept: Unkept | null;
  /** Whether the browser has promised not to delete what is kept by itself; null as long as it was not asked. */
  readonly persisted: boolean | null;
  /** The window looks like a private one, with which all that is kept goes. */
  readonly looksPrivate: boolean;
}

/** The page, with the document on screen as if it were the only one: what shows a scan need not know of others. */
export interface EditorState extends PageState, DocumentState {
  /** In the order in which they came. */
  readonly documents: readonly ScanDocument[];
  /** Which of them is on screen; 0 where there is none. */
  readonly document: number;
}

const noEngine: EngineState = {
  status: 'loading',
  failure: '',
  catalog: null,
  heapBytes: 0,
  // Which every engine has.
  viewPixels: 4_194_304,
  shared: false,
  diskless: '',
};

export const initialPage: PageState = {
  engine: noEngine,
  jobs: [],
  screen: 0,
  displayGamut: 'srgb',
  screenSpace: 'srgb',
  outputSpace: 'srgb',
  gamutWarning: false,
  frame: null,
  clipping: null,
  aspect: 'free',
  offer: null,
  zoom: 0,
  fitZoom: 1,
  settings: defaultSettings,
  colorProfiles: [],
  softProof: false,
  memoryWarning: '',
  enginePanel: false,
  dialog: null,
  notices: [],
  recent: [],
  recentTotal: 0,
  profiles: [],
  unkept: null,
  persisted: null,
  looksPrivate: false,
};

export const initialState: EditorState = { ...initialPage, ...noDocument, documents: [], document: 0 };
