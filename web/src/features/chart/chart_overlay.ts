// The chart over the picture: takes pointers and keys while its corners are placed.

import { html, svg } from 'lit';
import { kCornerPatches, movedCorners, withCorner } from '../../documents/chart';
import { type Point, planeOf } from '../../documents/crop';
import type { ChartCorners } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { scaledStage, showsWhole, stageOf } from '../crop/stage';
import { OverlayElement, kArrows } from '../viewer/overlay_element';
import { viewportOf } from '../viewer/viewport';
import { drawChart } from './chart_drawing';
import { chooseChart } from './chart_mode';
import { chartOverlayStyles } from './chart_overlay_styles';
import { type ChartGrip, ChartStage, chartGripAt } from './chart_stage';
import './magnifier';
import { kMagnifierSide } from './magnifier';

/** Of what has the focus on a corner, in CSS pixels. */
const kFocusSide = 28;
/** Of a step of the arrow keys, with Shift. */
const kLargeStep = 10;
/** Between a corner and its magnifier, in CSS pixels. */
const kMagnifierGap = 24;

/** From touching the chart to letting go: always from how it was at first. */
interface ChartGesture {
  readonly pointer: number;
  readonly grip: ChartGrip;
  readonly from: Point;
  readonly start: ChartCorners;
}

export class ChartOverlay extends OverlayElement {
  static override styles = chartOverlayStyles;

  #gesture: ChartGesture | null = null;
  /** The corner that keys move. */
  #stepped = -1;

  protected watch({ tool, chart, recipe, scan, frame }: EditorState) {
    return [tool, chart?.corners, recipe?.geometry, scan, frame];
  }

  override render() {
    const stage = this.#stage;
    const corners = this.state.chart?.corners;
    if (!stage || !corners) return null;
    const points = corners.map((corner) => stage.screenPoint(corner));
    return html`
      <svg
        role="group"
        aria-label=${text('chart.overlay')}
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#released}
        @keydown=${this.#keyPressed}
      >
        ${drawChart(points)}
        ${points.map(
          ({ x, y }, index) => svg`<rect class="focus" tabindex="0" role="button" data-corner=${index}
            aria-label=${text('chart.corner', { patch: kCornerPatches[index] ?? '' })}
            x=${x - kFocusSide / 2} y=${y - kFocusSide / 2} width=${kFocusSide} height=${kFocusSide} rx="4"
            @blur=${this.#left}></rect>`,
        )}
      </svg>
      ${this.#magnifier(stage, corners)}
      <div class="spoken" role="status">${this.spoken}</div>
    `;
  }

  protected override get focused(): SVGElement | null {
    return this.renderRoot.querySelector('.focus');
  }

  protected override closed(): void {
    this.spoken = '';
    this.#gesture = null;
    this.#stepped = -1;
  }

  /** Null while there is nothing to draw on. */
  get #stage(): ChartStage | null {
    const { tool, frame, recipe, scan } = this.state;
    if (tool.name !== 'chart' || !frame || !recipe || !scan) return null;
    const plane = planeOf(recipe.geometry, scan);
    if (!showsWhole(frame.picture, plane)) return null;
    const stage = stageOf(plane, frame, viewportOf(this.size, this.clientWidth, true));
    return new ChartStage(recipe.geometry, scan, scaledStage(stage, 1 / devicePixelRatio));
  }

  /** Beside the corner that is moved, on the side where there is room. */
  #magnifier(stage: ChartStage, corners: ChartCorners) {
    const index = this.#gesture ? this.#gesture.grip : this.#stepped;
    const corner = typeof index === 'number' ? corners[index] : undefined;
    if (!corner) return null;
    const { x, y } = stage.screenPoint(corner);
    const beside = (at: number, length: number) =>
      at + kMagnifierGap + kMagnifierSide <= length ? at + kMagnifierGap : at - kMagnifierGap - kMagnifierSide;
    const place = { x: beside(x, this.clientWidth), y: beside(y, this.clientHeight) };
    return html`<el-magnifier
      .services=${this.services}
      .stage=${stage}
      .at=${stage.planePoint(corner)}
      .place=${place}
    ></el-magnifier>`;
  }

  readonly #pressed = (event: PointerEvent): void => {
    const stage = this.#stage;
    const corners = this.state.chart?.corners;
    if (event.button !== 0 || this.#gesture || !stage || !corners) return;
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const from = this.pointOf(event);
    const grip = chartGripAt(from, corners, stage, event.pointerType);
    this.renderRoot
      .querySelector<SVGElement>(`[data-corner='${grip === 'all' ? 0 : grip}']`)
      ?.focus({ preventScroll: true });
    this.#gesture = { pointer: event.pointerId, grip, from, start: corners };
    this.#stepped = -1;
    this.requestUpdate();
  };

  readonly #moved = (event: PointerEvent): void => {
    const stage = this.#stage;
    if (!stage || this.#gesture?.pointer !== event.pointerId) return;
    const { grip, from, start } = this.#gesture;
    this.#move(start, grip, stage.wayBetween(from, this.pointOf(event)));
  };

  readonly #released = (event: PointerEvent): void => {
    if (this.#gesture?.pointer !== event.pointerId) return;
    const { start, grip } = this.#gesture;
    this.#gesture = null;
    if (event.type === 'pointercancel') chooseChart(this.editor, { corners: start });
    else this.#sayPlace(grip);
    this.requestUpdate();
  };

  readonly #left = (): void => {
    this.#stepped = -1;
    this.requestUpdate();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#gesture) {
      event.preventDefault();
      chooseChart(this.editor, { corners: this.#gesture.start });
      this.#gesture = null;
      this.requestUpdate();
      return;
    }
    const arrow = kArrows[event.key];
    const stage = this.#stage;
    const corners = this.state.chart?.corners;
    const corner = Number((event.target as HTMLElement).dataset['corner'] ?? -1);
    if (!arrow || !stage || !corners || corner < 0 || this.#gesture) return;
    event.preventDefault();
    const step = event.shiftKey ? kLargeStep : 1;
    this.#stepped = corner;
    this.#move(corners, corner, stage.wayBetween({ x: 0, y: 0 }, { x: arrow.x * step, y: arrow.y * step }));
    this.#sayPlace(corner);
  };

  #move(start: ChartCorners, grip: ChartGrip, by: Point): void {
    const corner = grip === 'all' ? undefined : start[grip];
    const corners =
      grip === 'all' || !corner
        ? movedCorners(start, by)
        : withCorner(start, grip, { x: corner.x + by.x, y: corner.y + by.y });
    chooseChart(this.editor, { corners });
  }

  #sayPlace(grip: ChartGrip): void {
    const corner = grip === 'all' ? undefined : this.state.chart?.corners[grip];
    this.say(
      corner ? text('chart.place', { x: formatNumber(100 * corner.x, 1), y: formatNumber(100 * corner.y, 1) }) : '',
    );
  }
}

customElements.define('el-chart-overlay', ChartOverlay);
