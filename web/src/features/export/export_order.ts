// What is to be exported of a scan: how, and each file with the recipe it is made with. The journal keeps it as text, so
// that what a tab or an engine did not live to finish can be gone on with.

import type { CompletedRecipe, Recipe } from '../../engine/protocol';
import { kMostCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import { type ExportChoice, defaultExportOptions } from './export_options';

/** What becomes one file. */
export interface ExportPart {
  readonly recipe: Recipe;
  readonly fileName: string;
}

export interface ExportOrder {
  readonly choice: ExportChoice;
  /** Those that are not written yet, of `count` in all. */
  readonly parts: readonly ExportPart[];
  readonly count: number;
}

export function textFromOrders(orders: readonly ExportOrder[]): string {
  return JSON.stringify(orders);
}

/** `complete`: the engine's judgement on recipes. Throws where the text is no list of orders. */
export async function ordersFromText(
  stored: string,
  complete: (recipes: readonly string[]) => Promise<readonly CompletedRecipe[]>,
): Promise<ExportOrder[]> {
  const orders: unknown = JSON.parse(stored);
  if (!Array.isArray(orders)) throw new Error(text('export.order-no-list'));
  return Promise.all(orders.map((order) => orderFrom(Object(order), complete)));
}

type Fields = Readonly<Record<string, unknown>>;

async function orderFrom(
  { choice: chosen, parts, count }: Fields,
  complete: (recipes: readonly string[]) => Promise<readonly CompletedRecipe[]>,
): Promise<ExportOrder> {
  // Orders of before pictures could be reduced are of whole ones.
  const choice: unknown = { longest: 0, ...Object(chosen) };
  if (!Array.isArray(parts) || parts.length > kMostCrops || !isChoice(choice)) throw new Error(text('keep.damaged'));
  if (!Number.isSafeInteger(count) || (count as number) < parts.length) throw new Error(text('keep.damaged'));
  const named = parts.map((part: unknown) => Object(part) as Fields);
  const completed = await complete(named.map(({ recipe }) => JSON.stringify(recipe) ?? ''));
  return {
    choice,
    count: count as number,
    parts: completed.map((one, index) => {
      const fileName = named[index]?.['fileName'];
      if (!one.ok || typeof fileName !== 'string') throw new Error(text('keep.damaged'));
      return { recipe: one.recipe, fileName };
    }),
  };
}

/** Whether each choice is of the kind that can be made; what it may be is for the engine to say. */
function isChoice(value: unknown): value is ExportChoice {
  const fields = Object(value) as Fields;
  return Object.entries(defaultExportOptions).every(([key, usual]) => typeof fields[key] === typeof usual);
}
