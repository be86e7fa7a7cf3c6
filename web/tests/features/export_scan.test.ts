import { describe, expect, it } from 'vitest';
import type { ExportOptions, Recipe } from '../../src/engine/protocol';
import { defaultExportOptions } from '../../src/features/export/export_options';
import { Exporter } from '../../src/features/export/export_scan';
import type { Editor } from '../../src/workspace/editor';
import { gradingOf } from '../../src/documents/grading';
import { Jobs } from '../../src/workspace/jobs';
import { Store } from '../../src/workspace/store';
import { showDocument, testScan } from '../documents/shown';
import { testRecipe } from '../recipes';

const profileBytes = (id: string) =>
  id === 'kept' ? Promise.resolve(new Uint8Array([7])) : Promise.reject(new Error('the profile is gone'));

/** An editor whose engine takes the message of an export and refuses it. */
function refusingEditor() {
  const store = new Store();
  showDocument(store, { scan: testScan, scanNumber: 1, grading: gradingOf(testRecipe()) });
  const asked: { readonly recipe: Recipe; readonly options: ExportOptions; readonly profile: Uint8Array | null }[] = [];
  const call = (_name: 'export', message: (typeof asked)[number]) => {
    asked.push(message);
    return Promise.reject(new Error('refused'));
  };
  const editor = { store, call, jobs: new Jobs(store), state: store.state } as unknown as Editor;
  const exporterWith = (linkFromRecipe: (recipe: Recipe) => Promise<string>) =>
    new Exporter({ editor, linkFromRecipe, profileBytes, openFor: async () => 0, markerOf: () => () => undefined });
  return { asked, store, exporterWith };
}

describe('an export', () => {
  it('keeps the link of the recipe it is made with, where the grade is to be kept', async () => {
    const { asked, exporterWith } = refusingEditor();
    const exporter = exporterWith((recipe) => Promise.resolve(`#grade=1.${recipe.film}`));
    await exporter.export({ ...defaultExportOptions, location: true }, false);
    await exporter.export({ ...defaultExportOptions, grade: false }, false);
    expect(asked.map(({ options }) => options.link)).toEqual(['#grade=1.color-negative', '']);
    expect(asked.map(({ options }) => [options.camera, options.location])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(asked[0]?.options).not.toHaveProperty('grade');
  });

  it('takes the bytes of the profile that was chosen, and says where it is gone', async () => {
    const { asked, store, exporterWith } = refusingEditor();
    const exporter = exporterWith(() => Promise.resolve(''));
    const choice = { ...defaultExportOptions, intent: 'perceptual', blackPoint: false } as const;
    await exporter.export({ ...choice, profile: 'kept' }, false);
    await exporter.export(choice, false);
    await exporter.export({ ...choice, profile: 'gone' }, false);
    expect(asked.map(({ profile }) => profile && [...profile])).toEqual([[7], null]);
    expect(asked[0]?.options).toMatchObject({ intent: 'perceptual', blackPoint: false });
    expect(asked[0]?.options).not.toHaveProperty('profile');
    expect(store.state.notices.at(-1)?.text).toContain('the profile is gone');
  });

  it('says so where no link can be made, and can be tried again', async () => {
    const { asked, store, exporterWith } = refusingEditor();
    const exporter = exporterWith(() => Promise.reject(new Error('the link is too long')));
    await exporter.export(defaultExportOptions, false);
    expect(store.state.notices[0]?.text).toContain('the link is too long');
    expect(asked).toHaveLength(0);
    await exporter.export({ ...defaultExportOptions, grade: false }, false);
    expect(asked).toHaveLength(1);
  });
});
