// A command of the editor: one object that buttons, keys and the list of shortcuts all use.

import type { BasePicker } from '../features/base/base_picker';
import type { ChartFitter } from '../features/chart/chart_fitter';
import type { Exporter } from '../features/export/export_scan';
import type { Continuing } from '../features/open/continuing';
import type { ShapeQuestion } from '../features/dump/shape_question';
import type { Offers } from '../features/link/offers';
import type { ScanOpener } from '../features/open/open_scan';
import type { ColorProfiles } from '../features/color-profiles/color_profiles';
import type { Proofing } from '../features/proof/proofing';
import type { Profiles } from '../features/profiles/profiles';
import type { RecentScans } from '../features/recent/recent_scans';
import type { RecipeFiles } from '../features/recipe-file/recipe_files';
import type { Recovery } from '../features/recovery/recovery';
import type { Editor } from '../workspace/editor';
import type { EditorState } from '../workspace/state';

/** What commands work with. */
export interface Services {
  readonly editor: Editor;
  readonly opener: ScanOpener;
  readonly exporter: Exporter;
  readonly offers: Offers;
  readonly recovery: Recovery;
  readonly newBasePicker: () => BasePicker;
  readonly continuing: Continuing;
  readonly recents: RecentScans;
  readonly recipeFiles: RecipeFiles;
  readonly colorProfiles: ColorProfiles;
  readonly proofing: Proofing;
  readonly chartFitter: ChartFitter;
  readonly profiles: Profiles;
  readonly shapeQuestion: ShapeQuestion;
  /** Shows the browser's dialog for choosing a file. */
  readonly chooseFile: (kind: FileKind) => void;
}

export type FileKind = 'scan' | 'recipe' | 'reference' | 'profiles';

/** `Mod` is Ctrl, or Command on a Mac. The last part is a `KeyboardEvent.key` of an American keyboard. */
export type Shortcut = string;

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly shortcuts: readonly Shortcut[];
  /** Held down longer than a tap, the key undoes its effect when it is let go. */
  readonly momentary?: boolean;
  /** Text that is being typed has a command of its own under this shortcut. */
  readonly ofText?: boolean;
  enabled(state: EditorState): boolean;
  /** For commands that are on or off. */
  active?(state: EditorState): boolean;
  run(services: Services): void;
}
