import { describe, expect, it } from 'vitest';
import type { ExportOptions, Recipe } from '../../src/engine/protocol';
import { defaultExportOptions } from '../../src/features/export/export_options';
import { Exporter } from '../../src/features/export/export_scan';
import type { Editor } from '../../src/workspace/editor';
import { Store, initialState } from '../../src/workspace/store';
import { testRecipe } from '../recipes';

const scan = {
  name: 'scan.tif',
  container: 'TIFF',
  width: 2,
  height: 1,
  channels: 3,
  bits: 16,
  fileBytes: 1,
  storeBytes: 1,
  scratchBytes: 0,
  encodingNote: '',
  profile: '',
  grade: '',
} as const;

/** An editor whose engine takes the message of an export and refuses it. */
function refusingEditor() {
  const store = new Store({ ...initialState, scan, recipe: testRecipe() });
  const asked: { readonly recipe: Recipe; readonly options: ExportOptions }[] = [];
  const call = (_name: 'export', message: (typeof asked)[number]) => {
    asked.push(message);
    return Promise.reject(new Error('refused'));
  };
  const editor = { store, call, state: store.state } as unknown as Editor;
  return { editor, asked, store };
}

describe('an export', () => {
  it('keeps the link of the recipe it is made with, where the grade is to be kept', async () => {
    const { editor, asked } = refusingEditor();
    const exporter = new Exporter(editor, (recipe) => Promise.resolve(`#grade=1.${recipe.film}`));
    await exporter.export({ ...defaultExportOptions, location: true }, false);
    await exporter.export({ ...defaultExportOptions, grade: false }, false);
    expect(asked.map(({ options }) => options.link)).toEqual(['#grade=1.color-negative', '']);
    expect(asked.map(({ options }) => [options.camera, options.location])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(asked[0]?.options).not.toHaveProperty('grade');
  });

  it('says so where no link can be made, and can be tried again', async () => {
    const { editor, asked, store } = refusingEditor();
    const exporter = new Exporter(editor, () => Promise.reject(new Error('the link is too long')));
    await exporter.export(defaultExportOptions, false);
    expect(store.state.notices[0]?.text).toContain('the link is too long');
    expect(asked).toHaveLength(0);
    await exporter.export({ ...defaultExportOptions, grade: false }, false);
    expect(asked).toHaveLength(1);
  });
});
