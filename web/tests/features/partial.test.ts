// Files of which only the first rows are there: nothing of them is opened before that is agreed to, and it is said then.

import { beforeEach, describe, expect, it } from 'vitest';
import { idle } from '../workspace/silent_worker';
import { TestPage } from '../workspace/test_page';
import { started, testRecipe } from '../recipes';

const reason = { name: 'file-ends-after-row', args: { row: 312, rows: 2736 } };
const failure = { code: 'partial', name: 'picture-partial', args: { there: 312, rows: 2736, reason } };
const part = { storedHeight: 312, rowsInFile: 2736 };
const question = 'cut.jpg: the file ends after row 312 of 2,736. 312 of 2,736 rows are there; open them?';
const there = 'Of cut.jpg only 312 of 2,736 rows are there.';

let page: TestPage;
const said = () => page.state.notices.map(({ text }) => text);

beforeEach(() => {
  page = new TestPage();
});

async function refuse(): Promise<void> {
  const opening = page.opener.open(new File(['x'], 'cut.jpg'));
  const { asked } = await page.worker.asked('open');
  expect(asked.rows).toBe(0);
  await page.worker.refuse('open', failure);
  await opening;
}

/** Agrees to what is asked; returns how many rows the engine is to open. */
async function agree(): Promise<number> {
  page.state.notices[0]?.actions[0]?.run();
  const { asked } = await page.worker.asked('open');
  await page.worker.answer('open', page.opened('cut.jpg', false, part));
  await page.worker.answer('automatic', started(testRecipe()));
  await idle();
  return asked.rows;
}

describe('a file that ends early', () => {
  it('is asked about, and not opened', async () => {
    await refuse();
    expect(said()).toEqual([question]);
    expect(page.state.documents).toEqual([]);
  });

  it('is opened as far as it goes by the answer, and called a part', async () => {
    await refuse();
    expect(await agree()).toBe(312);
    expect(page.state.scan?.storedHeight).toBe(312);
    expect(said()).toContain(there);
  });

  it('is opened alike when the engine has closed it, without being asked about again', async () => {
    await refuse();
    await agree();
    const { document } = page.state;
    await page.open('other.jpg');
    const shown = page.opener.show(document);
    expect((await page.worker.asked('open')).asked.rows).toBe(312);
    await page.worker.answer('open', page.opened('cut.jpg', true, part));
    await shown;
    expect(page.state.document).toBe(document);
  });

  it('leaves nothing to say once it is closed', async () => {
    await refuse();
    await agree();
    await page.opener.close(page.state.document);
    expect(said()).not.toContain(there);
  });
});
