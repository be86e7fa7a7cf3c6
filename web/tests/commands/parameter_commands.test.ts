import { beforeEach, describe, expect, it } from 'vitest';
import type { Command, Services } from '../../src/commands/command';
import { allCommands } from '../../src/commands/commands';
import { Editor } from '../../src/workspace/editor';
import { gradingOf } from '../../src/documents/grading';
import { allParameters } from '../../src/documents/parameters';
import { withDensity } from '../../src/documents/recipe';
import { testCatalog, testRecipe } from '../recipes';

let editor: Editor;

beforeEach(() => {
  editor = new Editor({
    spawnWorker: () => {
      throw new Error('no engine here');
    },
    base: '',
    tab: '',
    screenPixels: () => 1,
  });
  editor.store.set({ engine: { ...editor.state.engine, catalog: testCatalog } });
  editor.documents.show(editor.documents.add('scan.tif', { grading: gradingOf(testRecipe()) }));
});

const run = (id: string) => {
  const command: Command | undefined = allCommands.find((one) => one.id === id);
  if (!command) throw new Error(`there is no command ${id}`);
  command.run({ editor } as unknown as Services);
};
const density = () => editor.state.recipe?.density;

describe('the commands of parameters', () => {
  it('reach every one of them', () => {
    for (const { id, get, step } of allParameters) {
      const before = editor.state.recipe ?? testRecipe();
      run(`increase-${id}`);
      const after = editor.state.recipe ?? before;
      expect(get(after) - get(before)).toBeCloseTo(step, 9);
      run(`decrease-${id}`);
      expect(get(editor.state.recipe ?? after)).toBeCloseTo(get(before), 9);
    }
  });

  it('are one step of the history for several steps of one parameter, within the limits of the model', () => {
    for (let step = 0; step < 300; step += 1) run('increase-gamma');
    expect(density()?.gamma).toBe(6);
    expect(editor.edits.history.length).toBe(1);
  });

  it('reset to the automatic start, and without one to the default of the film', () => {
    run('increase-exposure');
    run('reset-exposure');
    expect(density()?.exposure).toBe(1.8);
    editor.store.changeShown({ start: withDensity(testRecipe(), { exposure: 2.5 }) });
    run('reset-exposure');
    expect(density()?.exposure).toBe(2.5);
  });
});
