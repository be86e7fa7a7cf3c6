import { expect, test } from 'vitest';
import { ShapeQuestion } from '../../../src/features/dump/shape_question';
import { Store } from '../../../src/workspace/store';

const bare = () => new File([new Uint8Array(600)], 'frame.raw');
const shape = { width: 10, height: 10, pixelBits: 48 } as const;
/** The question is asked once the file's first bytes are read. */
const asked = (store: Store) =>
  new Promise<void>((resolve) => {
    const stop = store.subscribe(() => {
      if (store.state.dialog !== 'dump') return;
      stop();
      resolve();
    });
  });

test('files that say their shape pass at once', () => {
  const store = new Store();
  const file = new File(['II*'], 'scan.tif');
  expect(new ShapeQuestion(store).complete(file)).toBe(file);
  expect(store.state.dialog).toBeNull();
});

test('the answer is the file with a header', async () => {
  const store = new Store();
  const question = new ShapeQuestion(store);
  const completed = question.complete(bare());
  await asked(store);
  question.answer(shape);
  expect((await completed)?.size).toBe(616);
  expect(store.state.dialog).toBeNull();
  expect(question.file).toBeNull();
});

test('no answer is no file, and so is another question', async () => {
  const store = new Store();
  const question = new ShapeQuestion(store);
  const first = question.complete(bare());
  await asked(store);
  const second = question.complete(bare());
  expect(await first).toBeNull();
  question.answer(null);
  expect(await second).toBeNull();
});
