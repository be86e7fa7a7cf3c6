import { beforeEach, describe, expect, it } from 'vitest';
import type { Recipe, RenderWanted, ViewRequest } from '../../src/engine/protocol';
import { FrameRequests, type Renderer } from '../../src/render/requests';
import { gradingOf } from '../../src/documents/grading';
import { withDensity, withGeometry } from '../../src/documents/recipe';
import type { EditorState } from '../../src/workspace/state';
import { Store } from '../../src/workspace/store';
import { type Tool, kHand } from '../../src/documents/tool';
import type { DocumentChange } from '../../src/documents/scan_document';
import { showDocument } from '../documents/shown';
import { testFrame } from '../frames';
import { testRecipe } from '../recipes';

class TestRenderer implements Renderer {
  readonly asked: RenderWanted[] = [];
  readonly views: ViewRequest[] = [];

  get requested(): number {
    return this.asked.length;
  }
  render(wanted: RenderWanted): void {
    this.asked.push(wanted);
  }
  setView(view: ViewRequest): void {
    this.views.push(view);
  }
}

const view: ViewRequest = { width: 900, height: 600, zoom: 1, centerX: 0.5, centerY: 0.5 };
const crop: Tool = { name: 'crop', since: gradingOf(testRecipe()) };

let store: Store;
let renderer: TestRenderer;
let requests: FrameRequests;

const showing = (recipe: Recipe, change: DocumentChange = {}): EditorState => {
  store.changeShown({ scanNumber: 1, grading: gradingOf(recipe), ...change });
  return store.state;
};
const exposure = (value: number) => withDensity(testRecipe(), { exposure: value });
const cropped = (width: number) => withGeometry(testRecipe(), { crop: [0, 0, width, 1] });

beforeEach(() => {
  store = new Store();
  showDocument(store);
  renderer = new TestRenderer();
  requests = new FrameRequests();
  requests.connect(renderer);
});

describe('FrameRequests', () => {
  it('ask for each recipe once', () => {
    for (const value of [1, 2, 2, 1]) requests.request(showing(exposure(value)), value);
    expect(renderer.asked.map(({ recipe }) => recipe.density.exposure)).toEqual([1, 2, 1]);
  });

  it('ask for nothing while a crop is drawn, which shows the whole scan as before', () => {
    requests.request(showing(cropped(0.9), { tool: crop }), 0);
    for (const width of [0.8, 0.7, 0.6]) requests.request(showing(cropped(width), { tool: crop }), 0);
    expect(renderer.asked.map(({ recipe }) => recipe.geometry.crop)).toEqual([[0, 0, 1, 1]]);
    requests.request(showing(cropped(0.6), { tool: kHand }), 0);
    expect(renderer.asked).toHaveLength(2);
  });

  it('ask for the same again in another view, for another scan, of another engine, and where it was lost', () => {
    const ask = (change = {}) => requests.request(showing(exposure(1), change), 0);
    ask();
    expect(requests.setView(view)).toBe(true);
    expect(requests.setView({ ...view })).toBe(false);
    ask();
    ask({ scanNumber: 2 });
    requests.renew();
    ask();
    requests.unrendered(4);
    ask();
    expect(renderer.asked).toHaveLength(5);
    const after = new TestRenderer();
    requests.connect(after);
    ask();
    expect(after).toMatchObject({ views: [view], asked: [{ eventTime: 0 }] });
  });

  it('name what the frame is a picture of by scan and geometry', () => {
    requests.request(showing(exposure(1)), 0);
    requests.request(showing(exposure(2)), 0);
    requests.request(showing(cropped(0.5)), 0);
    requests.request(showing(cropped(0.5), { scanNumber: 2 }), 0);
    expect(renderer.asked.map(({ subject }) => subject)).toEqual([1, 1, 2, 3]);
  });

  it('are settled by the sharp frame of the last one', () => {
    expect(requests.settled).toBe(false);
    for (const value of [1, 2]) requests.request(showing(exposure(value)), 0);
    requests.shown(testFrame(1, { sequence: 1 }));
    expect(requests.settled).toBe(false);
    requests.shown(testFrame(2, { sequence: 2, coarse: true }));
    expect(requests.settled).toBe(false);
    requests.shown(testFrame(3, { sequence: 2 }));
    expect(requests.settled).toBe(true);
  });

  it('are settled where the last one cannot be rendered', () => {
    requests.request(showing(exposure(1)), 0);
    requests.unrendered(1);
    expect(requests.settled).toBe(true);
  });
});
