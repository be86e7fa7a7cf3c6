// Notes in the log what every render did and what memory it left, and warns where the page itself keeps growing.

import { text } from '../../i18n/text';
import type { FrameFacts } from '../../render/frames';
import type { Editor } from '../../workspace/editor';
import { bytesText, percentText } from '../../ui/format';
import { pageMemory, scriptMemory } from './page_memory';

/** At most so often: sixty frames a second say the same. */
const kMemoryEveryMs = 2000;
/** Below this, what is not yet collected is more than what is kept. */
const kGrowthFloorBytes = 64 << 20;

/** The warning, or an empty text. */
export function growthText(before: number, now: number): string {
  if (now < 2 * before || now - before < kGrowthFloorBytes) return '';
  return text('memory.grows', { before: bytesText(before), now: bytesText(now) });
}

/** What of its densities the engine had to read anew for a frame, told by what the frame shows. */
export function refillText({ rect, picture, width, height, coarse, renderMs }: FrameFacts): string {
  const zoom = width / (rect[2] * picture.width);
  const sharpness = coarse ? 'coarse' : 'sharp';
  return `planes refilled: ${width} × ${height} at ${percentText(zoom)}, ${sharpness}, ${renderMs.toFixed(1)} ms`;
}

export class MemoryWatch {
  #filled = '';
  #noted = -Infinity;
  #measuring = false;
  #scan: unknown = null;
  #baseline: number | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly measure: () => Promise<number | null> = pageMemory,
    private readonly now: () => number = () => performance.now(),
  ) {}

  drawn(frame: FrameFacts): void {
    const { rect, picture, width, height, coarse, sequence } = frame;
    const filled = JSON.stringify([rect, picture, width, height, coarse]);
    if (sequence > 0 && filled !== this.#filled) this.editor.log.add(refillText(frame));
    this.#filled = filled;
    if (sequence === 0 || this.now() - this.#noted < kMemoryEveryMs) return;
    this.#noted = this.now();
    void this.#note(frame);
    void this.#watchGrowth();
  }

  async #note(frame: FrameFacts): Promise<void> {
    const stats = await this.editor.stats().catch(() => null);
    if (!stats) return;
    const used = stats.regions.reduce((sum, region) => sum + region.used, 0);
    const scripts = scriptMemory();
    const page = scripts === null ? '' : `, page's scripts ${bytesText(scripts)}`;
    this.editor.log.add(
      `frame ${frame.number}: ${frame.renderMs.toFixed(1)} ms, ${stats.renderAllocations} allocations; ` +
        `heap ${bytesText(stats.heapBytes)} fixed, ${bytesText(used)} in use${page}`,
    );
  }

  /** One measurement at a time: the browser may take long for it. */
  async #watchGrowth(): Promise<void> {
    const { editor } = this;
    const { scan } = editor.state;
    if (this.#measuring) return;
    this.#measuring = true;
    const bytes = await this.measure();
    this.#measuring = false;
    if (bytes === null || scan !== editor.state.scan) return;
    editor.log.add(`the whole page: ${bytesText(bytes)}`);
    if (this.#scan !== scan || this.#baseline === null) {
      this.#scan = scan;
      this.#baseline = bytes;
    }
    editor.store.set({ memoryWarning: growthText(this.#baseline, bytes) });
  }

  /** How the engine has carved its heap. */
  async carved(): Promise<void> {
    const stats = await this.editor.stats().catch(() => null);
    if (!stats) return;
    const regions = stats.regions.map(({ name, budget }) => `${name} ${bytesText(budget)}`).join(', ');
    this.editor.log.add(
      `heap ${bytesText(stats.heapBytes)} carved for views of ${stats.viewPixels} pixels: ${regions}`,
    );
  }
}
