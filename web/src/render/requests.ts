// What the engine is asked to render: the newest recipe and view, each thing once, and what has become of it.

import type { Recipe, RenderWanted, ViewRequest } from '../engine/protocol';
import { uncropped, ungraded } from '../documents/recipe';
import { seesWholeScan } from '../documents/tool';
import type { EditorState } from '../workspace/state';
import type { FrameFacts } from './frames';

/** What of the engine's client is needed. */
export interface Renderer {
  /** Sequence number of the newest frame asked for. */
  readonly requested: number;
  render(wanted: RenderWanted): void;
  setView(view: ViewRequest): void;
}

/** What is to be seen of the grade; while a tool's place is the whole scan, that. */
export function recipeOnScreen({ recipe, compare, tool, offer, engine }: EditorState): Recipe | null {
  if (!recipe) return null;
  const graded = offer && !offer.before && offer.preview ? offer.preview : recipe;
  const shown = compare && engine.catalog ? (ungraded(engine.catalog, graded) ?? graded) : graded;
  return seesWholeScan(tool) ? uncropped(shown) : shown;
}

export class FrameRequests {
  #renderer: Renderer | null = null;
  #view: ViewRequest = { width: 2000, height: 2000, zoom: 0, centerX: 0.5, centerY: 0.5 };
  #scan = 0;
  /** The recipe that was asked for last; empty where the next one is wanted in any case. */
  #recipe = '';
  #geometry = '';
  #subject = 0;
  /** The newest that the engine could not answer with a frame. */
  #unrendered = 0;
  #shown: FrameFacts | null = null;

  /** A new engine has rendered nothing yet; null: there is none. */
  connect(renderer: Renderer | null): void {
    this.#renderer = renderer;
    this.#recipe = '';
    this.#unrendered = 0;
    this.#shown = null;
    renderer?.setView(this.#view);
  }

  /** Asks for what the state wants to see, unless that was the last thing asked for. `eventTime`: since 1970, or 0. */
  request(state: EditorState, eventTime: number): void {
    const { scanNumber: scan } = state;
    const warnOutside = state.gamutWarning ? state.outputSpace : '';
    const recipe = recipeOnScreen(state);
    if (!recipe || scan === 0 || !this.#renderer) return;
    const text = JSON.stringify([recipe, warnOutside]);
    if (text === this.#recipe && scan === this.#scan) return;
    const geometry = JSON.stringify(recipe.geometry);
    if (geometry !== this.#geometry || scan !== this.#scan) this.#subject += 1;
    this.#recipe = text;
    this.#geometry = geometry;
    this.#scan = scan;
    this.#renderer.render({ scan, recipe, subject: this.#subject, eventTime, warnOutside });
  }

  /** The picture is lost, or is to be seen otherwise: the same may be asked for again. */
  renew(): void {
    this.#recipe = '';
  }

  /** Whether the view is another one. */
  setView(view: ViewRequest): boolean {
    const keys = Object.keys(view) as (keyof ViewRequest)[];
    if (keys.every((key) => view[key] === this.#view[key])) return false;
    this.#view = view;
    this.#renderer?.setView(view);
    this.renew();
    return true;
  }

  shown(frame: FrameFacts | null): void {
    this.#shown = frame;
  }

  unrendered(sequence: number): void {
    this.#unrendered = sequence;
    this.renew();
  }

  /** Whether all that was asked for is on screen, sharp, or cannot be had; false before the first. */
  get settled(): boolean {
    const requested = this.#renderer?.requested ?? 0;
    if (requested === 0) return false;
    if (this.#unrendered >= requested) return true;
    return this.#shown !== null && this.#shown.sequence >= requested && !this.#shown.coarse;
  }
}
