// What the journal keeps, as records of a database, and the check of what is read back from there.
//
// A scan has one head and many parts. Parts are numbered: the text of a recipe, a grading as the numbers of its recipes,
// a step of the history as the numbers of its gradings. What two gradings share is written once, and a change writes
// only what is new: about two kilobytes, however long the history and however many the crops.

import { kMostCrops, kMostSnapshots } from '../documents/grading';
import type { Join } from '../documents/history';
import type { StartReasons } from '../engine/protocol';
import { text } from '../i18n/text';
import type { FileFacts, ScanFacts } from './recent';
import { kVersion } from './migrations';
import { Unreadable } from './unreadable';

const kMostNameLength = 1000;
/** Some hundred crops, each with its recipe. */
export const kMostOrdersLength = 1 << 20;

/** An export that has begun, and the tab in which it runs. */
export interface ExportMark {
  readonly name: string;
  readonly tab: string;
  /** What is to be written yet, as JSON of the one who writes it; null where that is not known. */
  readonly orders: string | null;
}

/** What may change without an edit. */
export interface Circumstances {
  readonly file: FileFacts;
  /** Of the scan store that was seen last; it may be gone. */
  readonly storeKey: string | null;
  readonly scan: ScanFacts;
  /** Tells the picture from others, by its codes; empty where that is not known. */
  readonly picture: string;
  readonly exporting: ExportMark | null;
  /** When the scan was last opened, in milliseconds since 1970. */
  readonly used: number;
}

/** Where the grade is among the parts. */
export interface GradeIndex {
  readonly grading: number;
  readonly start: number | null;
  /** Why the start is as it is; nothing of the grade hangs on it, and `reasonsFromUnknown` reads it. */
  readonly startReasons: unknown;
  readonly crops: number;
  /** Steps of the history have positions: `past` of them from `first` on, then `future`, the next to redo first. */
  readonly first: number;
  readonly past: number;
  readonly future: number;
}

export interface Head extends Circumstances, GradeIndex {
  /** The version of the database in which it was written: `kVersion`, once it has come through the migrations. */
  readonly schema: number;
  readonly key: string;
  /** Counts what was written of the grade, over all tabs. */
  readonly revision: number;
  /** The tab that wrote it. */
  readonly tab: string;
  /** When the grade was last changed, in milliseconds since 1970; 0 as long as it is the automatic start. */
  readonly changed: number;
}

export type PartKind = 'recipe' | 'grading' | 'entry';
/** Of which scan, what, and its number or position. */
export type PartKey = [scan: string, kind: PartKind, number: number];

export interface Part {
  readonly key: PartKey;
  readonly value: unknown;
}

export interface GradingPart {
  readonly crops: readonly number[];
  readonly current: number;
  readonly snapshots: readonly (readonly [name: string, recipe: number])[];
}

export interface EntryPart {
  readonly control: string;
  readonly before: number;
  readonly after: number;
  readonly join: Join;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= kMostNameLength;
const isKeyOrNull = (value: unknown) => value === null || isName(value);

function isFile(value: unknown): value is FileFacts {
  return isObject(value) && isName(value['name']) && isCount(value['size']) && isNumber(value['lastModified']);
}

function isScan(value: unknown): value is ScanFacts {
  if (!isObject(value)) return false;
  const { container, width, height, channels, bits } = value;
  return isName(container) && [width, height, bits].every(isCount) && (channels === 1 || channels === 3);
}

function isMark(value: unknown): value is ExportMark | null {
  if (value === null) return true;
  if (!isObject(value) || !isName(value['name']) || !isName(value['tab'])) return false;
  const { orders } = value;
  return orders === null || (typeof orders === 'string' && orders.length <= kMostOrdersLength);
}

function isIndex({ grading, start, crops, first, past, future }: Fields): boolean {
  return [grading, crops, first, past, future].every(isCount) && (start === null || isCount(start));
}

/** A head, or the verdict on it. */
export function headFromUnknown(value: unknown): Head | Unreadable {
  if (!isObject(value)) return new Unreadable(text('keep.no-record'));
  const { schema, key, revision, tab, changed, file, storeKey, scan, picture, exporting, used } = value;
  if (isCount(schema) && schema > kVersion) return new Unreadable(text('keep.newer'), true);
  const isWhole =
    schema === kVersion &&
    isName(key) &&
    isCount(revision) &&
    isName(tab) &&
    isNumber(changed) &&
    isNumber(used) &&
    isFile(file) &&
    isKeyOrNull(storeKey) &&
    isScan(scan) &&
    isName(picture) &&
    isMark(exporting) &&
    isIndex(value);
  return isWhole ? (value as unknown as Head) : new Unreadable(text('keep.damaged'));
}

/** What a list can say of a record whatever its state: the name of its file, if it has one. */
export function nameFromUnknown(head: unknown): string {
  const file = isObject(head) ? head['file'] : null;
  const name = isObject(file) ? file['name'] : null;
  return isName(name) && name !== '' ? name : text('keep.nameless');
}

export function usedFromUnknown(head: unknown): number | null {
  const used = isObject(head) ? head['used'] : null;
  return isNumber(used) ? used : null;
}

export function gradingPartFromUnknown(value: unknown): GradingPart | null {
  if (!isObject(value)) return null;
  const { crops, current, snapshots } = value;
  if (!Array.isArray(crops) || crops.length > kMostCrops || !crops.every(isCount)) return null;
  if (!isCount(current) || current >= crops.length) return null;
  if (!Array.isArray(snapshots) || snapshots.length > kMostSnapshots) return null;
  if (!snapshots.every((pair) => Array.isArray(pair) && isName(pair[0]) && isCount(pair[1]))) return null;
  return value as unknown as GradingPart;
}

/** What each of them may be; a record, so that none is missing. */
const kReasons: Readonly<Record<keyof StartReasons, (value: unknown) => boolean>> = {
  base: (value) => ['none', 'rebate', 'shadows'].includes(value as string),
  setup: isName,
  setupFrom: (value) => ['none', 'recipe', 'file', 'base'].includes(value as string),
  fromPicture: isNumber,
  doubt: (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber),
};

/** Null where they are not whole: then nobody knows them any more. */
export function reasonsFromUnknown(value: unknown): StartReasons | null {
  if (!isObject(value)) return null;
  const isWhole = Object.entries(kReasons).every(([key, isOne]) => isOne(value[key]));
  return isWhole ? (value as unknown as StartReasons) : null;
}

export function entryPartFromUnknown(value: unknown): EntryPart | null {
  if (!isObject(value)) return null;
  const { control, before, after, join } = value;
  const isWhole =
    isName(control) && isCount(before) && isCount(after) && ['never', 'steps', 'always'].includes(String(join));
  return isWhole ? (value as unknown as EntryPart) : null;
}
