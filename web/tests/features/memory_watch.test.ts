import { describe, expect, it } from 'vitest';
import { growthText, MemoryWatch, refillText } from '../../src/features/engine-panel/memory_watch';
import type { FrameFacts } from '../../src/render/frames';
import type { Editor } from '../../src/workspace/editor';
import { Store } from '../../src/workspace/store';
import { showDocument, testScan } from '../documents/shown';

describe('the warning', () => {
  const kMiB = 1 << 20;

  it('comes at twice the memory, if that is much', () => {
    expect(growthText(100 * kMiB, 190 * kMiB)).toBe('');
    expect(growthText(10 * kMiB, 40 * kMiB)).toBe('');
    expect(growthText(100 * kMiB, 210 * kMiB)).toContain('from 100 MiB to 210 MiB');
  });
});

describe('MemoryWatch', () => {
  it('measures one thing at a time, against the first measure of the scan', async () => {
    const store = new Store();
    showDocument(store, { scan: testScan });
    const lines: string[] = [];
    const editor = { store, log: { add: (text: string) => lines.push(text) }, stats: async () => Promise.reject() };
    Object.defineProperty(editor, 'state', { get: () => store.state });
    const answers: ((bytes: number) => void)[] = [];
    let time = 0;
    const measure = () => new Promise<number>((resolve) => answers.push(resolve));
    const watch = new MemoryWatch(editor as unknown as Editor, measure, () => (time += 5000));
    const idle = () => new Promise((resolve) => setTimeout(resolve));
    const frame = { rect: [0, 0, 1, 1], picture: { width: 9, height: 9 }, width: 9, height: 9, sequence: 1 };
    const draw = () => watch.drawn({ ...frame, coarse: false, renderMs: 1 } as unknown as FrameFacts);
    draw();
    draw();
    expect(answers).toHaveLength(1);
    answers[0]?.(100e6);
    await idle();
    draw();
    answers[1]?.(300e6);
    await idle();
    expect(store.state.memoryWarning).toContain('grown');
    expect(lines.filter((line) => line.startsWith('planes'))).toHaveLength(1);
    showDocument(store, { scan: { ...testScan } });
    draw();
    answers[2]?.(300e6);
    await idle();
    expect(store.state.memoryWarning).toBe('');
  });
});

describe('the log', () => {
  it('says what was read anew', () => {
    const frame = { width: 300, height: 200, rect: [0, 0, 0.5, 0.5], picture: { width: 1200, height: 800 } };
    const text = refillText({ ...frame, coarse: true, renderMs: 3.21 } as unknown as FrameFacts);
    expect(text).toBe('planes refilled: 300 × 200 at 50 %, coarse, 3.2 ms');
  });
});
