// What the user has chosen about the editor itself; kept in the browser, never part of a grade.

import type { Recipe, Rendering, SoftProofOptions } from '../engine/protocol';

/** Longest side of a rendered frame, in device pixels; `screen`: as large as the viewer. */
export type PreviewSize = '1200' | '2000' | 'screen';

/** `system`: what the person has chosen for the whole machine. */
export type Theme = 'dark' | 'light' | 'system';

/** What a soft proof shows. `profile`: the id of one that is kept (color_profiles.ts), or empty. */
export interface ProofSettings extends SoftProofOptions {
  readonly profile: string;
}

/** What is remembered of scans of one kind, by what tells the kind from others; the newest last. */
export type ByKind<Value> = Readonly<Record<string, Value>>;
/** How they are read. */
export type ReadingByKind = 'auto' | 'linear' | 'srgb' | number;
/** How their film was scanned. */
export type SetupByKind = Exclude<Recipe['names']['setup'], ''>;

export interface Settings {
  readonly theme: Theme;
  readonly previewSize: PreviewSize;
  /** Asks for a place before an export, where the browser can; otherwise it goes to the downloads. */
  readonly askWhere: boolean;
  /** Exported files keep the grade, as a link in their metadata. */
  readonly keepGrade: boolean;
  /** Exported files keep what the scan's file says of the camera; not where it was, which is asked for each time. */
  readonly keepCamera: boolean;
  readonly proof: ProofSettings;
  /** What was chosen where a scan's file leaves its encoding in doubt. */
  readonly readings: ByKind<ReadingByKind>;
  /** What was said of color negatives by the same scanner. */
  readonly setups: ByKind<SetupByKind>;
}

export const defaultSettings: Settings = {
  theme: 'dark',
  previewSize: '2000',
  askWhere: false,
  keepGrade: true,
  keepCamera: true,
  proof: { profile: '', intent: 'relative', blackPoint: true, paperWhite: false },
  readings: {},
  setups: {},
};

const kKey = 'easelight-settings';
const kThemes: readonly string[] = ['dark', 'light', 'system'];
const kIntents: readonly string[] = ['perceptual', 'relative', 'saturation', 'absolute'];
const kMostKinds = 100;
/** A record, so that none is missing. */
const kSetups: Readonly<Record<SetupByKind, true>> = {
  'camera-white': true,
  'camera-rgb': true,
  scanner: true,
  flatbed: true,
  minilab: true,
};
const kPreviewSizes: readonly string[] = ['1200', '2000', 'screen'];

export type TextStore = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Whatever is not understood is left at its default: it may come from another version of the page. */
export function loadSettings(store: TextStore | null): Settings {
  try {
    const read = JSON.parse(store?.getItem(kKey) ?? '{}') as Record<string, unknown>;
    const { theme, previewSize, askWhere, keepGrade, keepCamera, proof, readings, setups } = read;
    return {
      theme: kThemes.includes(String(theme)) ? (theme as Theme) : defaultSettings.theme,
      previewSize: kPreviewSizes.includes(String(previewSize))
        ? (previewSize as PreviewSize)
        : defaultSettings.previewSize,
      askWhere: askWhere === true,
      keepGrade: keepGrade !== false,
      keepCamera: keepCamera !== false,
      proof: proofFrom(Object(proof)),
      readings: byKindFrom(readings, isReading),
      setups: byKindFrom(setups, isSetup),
    };
  } catch {
    return defaultSettings;
  }
}

function proofFrom({ profile, intent, blackPoint, paperWhite }: Record<string, unknown>): ProofSettings {
  return {
    profile: typeof profile === 'string' ? profile : '',
    intent: kIntents.includes(String(intent)) ? (intent as Rendering['intent']) : defaultSettings.proof.intent,
    blackPoint: blackPoint !== false,
    paperWhite: paperWhite === true,
  };
}

function byKindFrom<Value>(read: unknown, is: (value: unknown) => value is Value): ByKind<Value> {
  const known = Object.entries(Object(read)).filter((entry): entry is [string, Value] => is(entry[1]));
  return Object.fromEntries(known.slice(-kMostKinds));
}

function isReading(value: unknown): value is ReadingByKind {
  // The powers that a recipe may have.
  if (typeof value === 'number') return value >= 0.1 && value <= 10;
  return value === 'auto' || value === 'linear' || value === 'srgb';
}

export function isSetup(value: unknown): value is SetupByKind {
  return typeof value === 'string' && Object.hasOwn(kSetups, value);
}

/** With the choice for one kind of scan; of more kinds than anybody has, the oldest go. */
export function withKind<Value>(known: ByKind<Value>, kind: string, value: Value): ByKind<Value> {
  const others = Object.entries(withoutKind(known, kind));
  return Object.fromEntries([...others.slice(1 - kMostKinds), [kind, value]]);
}

export function withoutKind<Value>(known: ByKind<Value>, kind: string): ByKind<Value> {
  return Object.fromEntries(Object.entries(known).filter(([other]) => other !== kind));
}

/** A browser that keeps nothing for this page forgets them with the page. */
export function saveSettings(store: TextStore | null, settings: Settings): void {
  try {
    store?.setItem(kKey, JSON.stringify(settings));
  } catch {
    return;
  }
}

/** Null where the browser refuses even to look. */
export function browserStore(): TextStore | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
