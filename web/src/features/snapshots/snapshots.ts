// Snapshots of the recipe on screen: taking, restoring, renaming and removing them, each a step that can be undone.

import { kLocale } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { type Grading, type Snapshot, currentRecipe, kMostSnapshots, withRecipe } from '../../documents/grading';

export const kLongestName = 80;

export function hasRoomForSnapshot(grading: Grading | null): boolean {
  return grading !== null && grading.snapshots.length < kMostSnapshots;
}

/** Where none is given, the name says when it was taken. */
export function takeSnapshot(editor: Editor, name: string): void {
  change(editor, (grading) => {
    if (!hasRoomForSnapshot(grading)) return grading;
    const free = freeName(nameFrom(name) || timeName(new Date()), grading);
    const taken = { name: free, recipe: currentRecipe(grading) };
    return { ...grading, snapshots: [...grading.snapshots, taken] };
  });
}

export function restoreSnapshot(editor: Editor, { recipe }: Snapshot): void {
  change(editor, (grading) => withRecipe(grading, recipe));
}

export function renameSnapshot(editor: Editor, snapshot: Snapshot, text: string): void {
  const name = nameFrom(text);
  if (!name || name === snapshot.name) return;
  change(editor, (grading) => {
    const renamed = { ...snapshot, name: freeName(name, grading) };
    return withSnapshots(grading, (one) => (one === snapshot ? [renamed] : [one]));
  });
}

export function removeSnapshot(editor: Editor, snapshot: Snapshot): void {
  change(editor, (grading) => withSnapshots(grading, (one) => (one === snapshot ? [] : [one])));
}

function withSnapshots(grading: Grading, each: (snapshot: Snapshot) => readonly Snapshot[]): Grading {
  return { ...grading, snapshots: grading.snapshots.flatMap(each) };
}

function change(editor: Editor, next: (grading: Grading) => Grading): void {
  const { grading } = editor.state;
  if (grading) editor.edits.commitGrading('snapshot', next(grading), performance.now());
}

function nameFrom(text: string): string {
  return text.trim().slice(0, kLongestName);
}

/** Buttons are told apart by it. */
function freeName(name: string, { snapshots }: Grading): string {
  const isTaken = (text: string) => snapshots.some((one) => one.name === text);
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}

function timeName(time: Date): string {
  return new Intl.DateTimeFormat(kLocale, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}
