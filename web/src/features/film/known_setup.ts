// How film was scanned, as somebody has said it: of the scan on screen, and so of later ones by the same scanner.

import type { DocumentState } from '../../documents/scan_document';
import type { Recipe, ScanSummary } from '../../engine/protocol';
import { type SetupByKind, isSetup, withKind, withoutKind } from '../../keep/settings';
import type { Editor } from '../../workspace/editor';
import { inTurn } from './turns';

/** Scans by the same maker, model and software, with the same samples. */
export function scannerOf({ scannedWith, container, bits }: ScanSummary): string {
  return [scannedWith, container, bits].join('; ');
}

/** With the setup that is remembered of the scanner, where none is named and the kind of film has one. */
export function withRememberedSetup(editor: Editor, scan: ScanSummary, recipe: Recipe): Recipe {
  const remembered = editor.state.settings.setups[scannerOf(scan)];
  if (!remembered || recipe.film !== 'color-negative' || recipe.names.setup !== '') return recipe;
  return withSetup(recipe, remembered);
}

/** Later scans by the same scanner start with it; with none, they are guessed again. */
export function rememberSetup(editor: Editor, scan: ScanSummary, setup: SetupByKind | ''): void {
  const { setups } = editor.state.settings;
  const scanner = scannerOf(scan);
  editor.change({ setups: setup === '' ? withoutKind(setups, scanner) : withKind(setups, scanner, setup) });
}

/** The setup that the automatic start took by the color of the film base; null where it was told, or nobody needs one. */
export function guessedSetup({ recipe, startReasons }: DocumentState): SetupByKind | null {
  if (recipe?.film !== 'color-negative' || recipe.names.setup !== '' || startReasons?.setupFrom !== 'base') return null;
  return isSetup(startReasons.setup) ? startReasons.setup : null;
}

/** What is guessed and has not been answered for the scanner: it is asked once. */
export function askedSetup(editor: Editor): SetupByKind | null {
  const { scan, settings } = editor.state;
  return scan && settings.setups[scannerOf(scan)] === undefined ? guessedSetup(editor.state) : null;
}

/** The guess is right. The picture stays as it is, and the recipe says what it was started for. */
export function confirmSetup(editor: Editor): Promise<void> {
  const { edits } = editor;
  const { scan } = edits.state;
  const setup = askedSetup(editor);
  if (!scan || !setup) return Promise.resolve();
  rememberSetup(editor, scan, setup);
  return inTurn(edits, () => {
    const { recipe } = edits.state;
    // What waited before may have told it otherwise.
    if (recipe && guessedSetup(edits.state) === setup) {
      edits.commit('setup', withSetup(recipe, setup), performance.now());
    }
    return Promise.resolve();
  });
}

function withSetup(recipe: Recipe, setup: SetupByKind): Recipe {
  return { ...recipe, names: { ...recipe.names, setup } };
}
