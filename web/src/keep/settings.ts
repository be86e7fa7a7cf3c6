// What the user has chosen about the editor itself; kept in the browser, never part of a grade.

import type { Rendering, SoftProofOptions } from '../engine/protocol';

/** Longest side of a rendered frame, in device pixels; `screen`: as large as the viewer. */
export type PreviewSize = '1200' | '2000' | 'screen';

/** `system`: what the person has chosen for the whole machine. */
export type Theme = 'dark' | 'light' | 'system';

/** What a soft proof shows. `profile`: the id of one that is kept (color_profiles.ts), or empty. */
export interface ProofSettings extends SoftProofOptions {
  readonly profile: string;
}

/** How scans of one kind are read, by what tells the kind from others. */
export type ReadingsByKind = Readonly<Record<string, ReadingByKind>>;
export type ReadingByKind = 'auto' | 'linear' | 'srgb' | number;

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
  /** What was chosen where a scan's file leaves its encoding in doubt; the newest last. */
  readonly readings: ReadingsByKind;
}

export const defaultSettings: Settings = {
  theme: 'dark',
  previewSize: '2000',
  askWhere: false,
  keepGrade: true,
  keepCamera: true,
  proof: { profile: '', intent: 'relative', blackPoint: true, paperWhite: false },
  readings: {},
};

const kKey = 'easelight-settings';
const kThemes: readonly string[] = ['dark', 'light', 'system'];
const kIntents: readonly string[] = ['perceptual', 'relative', 'saturation', 'absolute'];
const kMostKinds = 100;
const kPreviewSizes: readonly string[] = ['1200', '2000', 'screen'];

export type TextStore = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Whatever is not understood is left at its default: it may come from another version of the page. */
export function loadSettings(store: TextStore | null): Settings {
  try {
    const read = JSON.parse(store?.getItem(kKey) ?? '{}') as Record<string, unknown>;
    const { theme, previewSize, askWhere, keepGrade, keepCamera, proof, readings } = read;
    return {
      theme: kThemes.includes(String(theme)) ? (theme as Theme) : defaultSettings.theme,
      previewSize: kPreviewSizes.includes(String(previewSize))
        ? (previewSize as PreviewSize)
        : defaultSettings.previewSize,
      askWhere: askWhere === true,
      keepGrade: keepGrade !== false,
      keepCamera: keepCamera !== false,
      proof: proofFrom(Object(proof)),
      readings: Object.fromEntries(Object.entries(Object(readings)).filter(isReading).slice(-kMostKinds)),
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

/** With the choice for one kind of scan; of more kinds than anybody has, the oldest go. */
export function withReading(readings: ReadingsByKind, kind: string, reading: ReadingByKind): ReadingsByKind {
  const others = Object.entries(readings).filter(([other]) => other !== kind);
  return Object.fromEntries([...others.slice(1 - kMostKinds), [kind, reading]]);
}

function isReading(entry: [string, unknown]): entry is [string, ReadingByKind] {
  const [, reading] = entry;
  // The powers that a recipe may have.
  if (typeof reading === 'number') return reading >= 0.1 && reading <= 10;
  return reading === 'auto' || reading === 'linear' || reading === 'srgb';
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
