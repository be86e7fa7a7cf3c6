// How a scan is read where its file leaves that in doubt: as its densities say, as was chosen for scans of its kind before,
// or as somebody says who sees both pictures.

import type { Edits } from '../../documents/edits';
import { isEncodingSetByHand } from '../../documents/hand_set';
import { withInput } from '../../documents/recipe';
import type { ReadingDoubt } from '../../documents/scan_document';
import type { FilmKind, OpenedScan, Recipe, ScanReadings, ScanSummary } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import { withKind } from '../../keep/settings';
import type { Editor } from '../../workspace/editor';
import { dismiss, notify } from '../../workspace/notices';
import type { Store } from '../../workspace/store';
import { changeInput } from '../film/input_change';
import type { Encoding } from '../film/input_choices';
import { scannerOf } from '../film/known_setup';
import { encoded } from '../journal/thumbnail';

const kNoticeKey = 'reading';
/** Of its sides, in device pixels: twice what the panel shows, for sharp displays. */
const kPictureSide = 280;

/** What a scan is started with. */
export interface LikelyReading {
  readonly encoding: Encoding;
  /** What the densities say; null where the file's word holds. */
  readonly readings: ScanReadings | null;
  /** What is to be asked; null where there is no doubt, or the answer is known. */
  readonly doubt: ScanReadings | null;
}

const kByFile: LikelyReading = { encoding: 'auto', readings: null, doubt: null };

/** Scans by the same scanner of which the file says as much. */
export function kindOf(scan: ScanSummary, film: FilmKind): string {
  const { encodingWord, profile } = scan;
  const negative = film.endsWith('-negative') ? 'negative' : 'positive';
  return [scannerOf(scan), encodingWord, profile, negative].join('; ');
}

export async function likelyReading(
  editor: Editor,
  { scan, number }: Pick<OpenedScan, 'scan' | 'number'>,
  film: FilmKind,
): Promise<LikelyReading> {
  if (scan.encodingWord === 'firm') return kByFile;
  const readings = await editor.call('readings', { scan: number, film }).catch(() => null);
  if (!readings) return kByFile;
  const { encoding } = readings.readings[readings.likelier];
  const known = editor.state.settings.readings[kindOf(scan, film)];
  if (readings.sure) return { encoding, readings, doubt: null };
  return { encoding: known ?? encoding, readings, doubt: known === undefined ? readings : null };
}

/**
 * What is to be said of a scan that comes on screen, started by `asked` or (null) graded before: that its file is likely
 * wrong, or the question where nobody has answered it.
 */
export async function sayReading(editor: Editor, document: number, asked: LikelyReading | null): Promise<void> {
  const edits = editor.documents.edits(document);
  const { recipe, scan, scanNumber: number } = edits.state;
  if (!recipe || !scan || isEncodingSetByHand(recipe, edits.stacks)) return;
  if (asked) sayLikely(editor.store, document, asked);
  const said = asked ?? (await likelyReading(editor, { scan, number }, recipe.film));
  raiseDoubt(editor, edits, said.doubt);
}

function sayLikely(store: Store, document: number, { encoding, readings }: LikelyReading): void {
  if (!readings?.sure || encoding === 'auto') return;
  const name = store.document(document)?.name ?? '';
  const said = text('reading.likely', { name, reading: sentenceText(readings.sentence) });
  notify(store, { kind: 'info', text: said, key: kNoticeKey, document });
}

export function dismissReading(store: Store, document: number): void {
  dismiss(store, kNoticeKey, document);
}

/** Asks, with both pictures as soon as they are developed; or takes back what was asked. */
export function raiseDoubt(editor: Editor, edits: Edits, readings: ScanReadings | null): void {
  const doubt: ReadingDoubt | null = readings && { readings, pictures: [null, null] };
  edits.change({ doubt });
  if (doubt) void showPictures(editor, edits, doubt);
}

/** Not now: it is asked again when the scan is opened again. */
export function putOff(editor: Editor): void {
  editor.edits.change({ doubt: null });
}

/** For the scan on screen, as one step; and for those of its kind that are opened later. */
export async function chooseReading(editor: Editor, encoding: Encoding): Promise<void> {
  const { edits } = editor;
  const { scan, recipe } = edits.state;
  if (!scan || !recipe) return;
  if (scan.encodingWord !== 'firm') {
    const { readings } = editor.state.settings;
    editor.change({ readings: withKind(readings, kindOf(scan, recipe.film), encoding) });
  }
  edits.change({ doubt: null });
  await changeInput(editor, edits, { encoding });
}

async function showPictures(editor: Editor, edits: Edits, doubt: ReadingDoubt): Promise<void> {
  const { recipe } = edits.state;
  if (!recipe) return;
  const pictures: [Blob | null, Blob | null] = [null, null];
  for (const which of [0, 1] as const) {
    const { encoding } = doubt.readings.readings[which];
    pictures[which] = await developed(editor, edits, withInput(recipe, { encoding })).catch(() => null);
  }
  // It may have been answered, and the scan closed.
  if (edits.state.doubt === doubt) edits.change({ doubt: { ...doubt, pictures } });
  editor.requestFrame(0);
}

/** The picture of the scan by the automatic start for this input. */
async function developed(editor: Editor, edits: Edits, wanted: Recipe): Promise<Blob | null> {
  const { scanNumber: scan } = edits.state;
  const { recipe } = await editor.call('automatic', { scan, film: wanted.film, recipe: wanted });
  return encoded(await editor.call('small', { scan, recipe, longest: kPictureSide }), 'srgb');
}
