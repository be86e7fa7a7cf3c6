// The commands on the numbers of a recipe: the same for sliders, keys and whatever else reaches them.

import type { Recipe } from '../engine/protocol';
import { text } from '../i18n/text';
import type { Editor } from '../workspace/editor';
import type { Join } from '../documents/history';
import { type Parameter, allParameters, rangeOf } from '../documents/parameters';
import { defaultRecipe } from '../documents/recipe';
import type { EditorState } from '../workspace/state';
import { clamp, rounded } from '../ui/number';
import type { Command } from './command';
import { withScan } from './conditions';

/** A step while a hand is on it: shown, not yet in the history. */
export function previewParameter(editor: Editor, parameter: Parameter, value: number, time: number): void {
  const { recipe } = editor.state;
  if (recipe && parameter.get(recipe) !== value) {
    editor.edits.preview(parameter.id, parameter.set(recipe, value), time);
  }
}

export function setParameter(editor: Editor, parameter: Parameter, value: number, time: number, join: Join): void {
  const { recipe } = editor.state;
  if (!recipe) return;
  const next = parameter.get(recipe) === value ? recipe : parameter.set(recipe, value);
  editor.edits.commit(parameter.id, next, time, join);
}

/** Back to the automatic start; where there is none, to the default of the kind of film. */
export function resetParameter(editor: Editor, parameter: Parameter, time: number): void {
  const { start, recipe } = editor.state;
  const source = start?.film === recipe?.film ? start : defaultsOf(editor.state);
  if (source) setParameter(editor, parameter, parameter.get(source), time, 'always');
}

/** Of the kind of film; null until the engine has said them. */
export function defaultsOf({ engine, recipe }: EditorState): Recipe | null {
  return engine.catalog && defaultRecipe(engine.catalog, recipe?.film ?? 'color-negative');
}

function stepParameter(editor: Editor, parameter: Parameter, steps: number): void {
  const { recipe, engine } = editor.state;
  if (!recipe) return;
  const { step, digits } = parameter;
  const { least, most } = rangeOf(engine.catalog, parameter);
  const value = clamp(rounded(parameter.get(recipe) + steps * step, digits), least, most);
  setParameter(editor, parameter, value, performance.now(), 'steps');
}

function commandsOf(parameter: Parameter): readonly Command[] {
  const { name } = parameter;
  const common = { shortcuts: [], enabled: withScan };
  return [
    {
      ...common,
      id: `increase-${parameter.id}`,
      label: text('command.increase', { name }),
      run: ({ editor }) => stepParameter(editor, parameter, 1),
    },
    {
      ...common,
      id: `decrease-${parameter.id}`,
      label: text('command.decrease', { name }),
      run: ({ editor }) => stepParameter(editor, parameter, -1),
    },
    {
      ...common,
      id: `reset-${parameter.id}`,
      label: text('command.reset', { name }),
      run: ({ editor }) => resetParameter(editor, parameter, performance.now()),
    },
  ];
}

export const parameterCommands: readonly Command[] = allParameters.flatMap(commandsOf);
