// An engine is made for the screen that the page is on when it starts.

import { describe, expect, it } from 'vitest';
import { TestPage } from './test_page';

describe('an engine that starts', () => {
  it('is told how large the screen is by then, and says how large a view may be', () => {
    const page = new TestPage();
    expect(page.worker.of('start')[0]?.screenPixels).toBe(1);
    expect(page.state.engine.viewPixels).toBe(4_194_304);
    page.screenPixels = 3840 * 2160;
    page.editor.startEngine();
    expect(page.worker.of('start')[0]?.screenPixels).toBe(3840 * 2160);
    // Until the new one has said otherwise, frames are asked for as of the old one.
    expect(page.state.engine.viewPixels).toBe(4_194_304);
    page.ready(8_294_400);
    expect(page.state.engine.viewPixels).toBe(8_294_400);
  });
});
