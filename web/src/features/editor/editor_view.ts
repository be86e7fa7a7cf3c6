// The whole editor: lays out the bar, the picture, the panel and the status line.

import { LitElement, css, html } from 'lit';
import type { FileKind, Services } from '../../commands/command';
import { text } from '../../i18n/text';
import '../base/base_section';
import '../base/pick_cursor';
import '../chart/chart_overlay';
import '../chart/chart_section';
import '../chart/flats_dialog';
import '../dump/dump_dialog';
import '../color/color_section';
import '../crop/crop_bar';
import '../crop/crop_overlay';
import '../crops/crop_strip';
import '../documents/document_strip';
import '../engine-panel/engine_panel';
import '../export/export_dialog';
import '../export/table_dialog';
import '../film/film_section';
import '../geometry/geometry_section';
import '../histogram/histogram';
import '../light/light_section';
import '../link/compare_dialog';
import '../link/offer_bar';
import '../link/share_dialog';
import '../notice/notice';
import type { FileInput } from '../open/file_input';
import '../open/file_input';
import type { Welcome } from '../open/welcome';
import '../open/welcome';
import '../print/print_section';
import '../profiles/profiles_section';
import '../private-window/private_notice';
import '../palette/palette_dialog';
import '../proof/proof_dialog';
import '../proof/proof_mark';
import '../open/twins_box';
import '../reading/reading_doubt';
import '../recent/recent_dialog';
import '../recipe-file/recipe_section';
import '../settings/settings_dialog';
import '../shortcuts/shortcuts_dialog';
import '../snapshots/snapshots_section';
import '../status/status_line';
import '../status/tasks';
import '../viewer/viewer';
import './top_bar';

export class EditorView extends LitElement {
  static override properties = { services: { attribute: false }, dropping: { type: Boolean } };
  declare services: Services | null;
  declare dropping: boolean;

  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100dvh;
    }
    main {
      flex: 1;
      display: grid;
      grid-template-columns: minmax(0, 1fr) 320px;
      min-height: 0;
    }
    .picture {
      position: relative;
      background: var(--el-surround);
      display: grid;
      grid-template: minmax(0, 1fr) auto auto auto auto / minmax(0, 1fr);
      min-width: 0;
      min-height: 0;
    }
    /* Painted apart: what changes in one is no reason to go through the others. */
    el-top-bar,
    el-status-line,
    .picture,
    aside {
      isolation: isolate;
    }
    el-viewer,
    el-pick-cursor,
    el-crop-overlay,
    el-chart-overlay,
    el-welcome {
      grid-area: 1 / 1;
    }
    /* Whatever the theme: it is the surround of the picture that is dark. */
    el-viewer,
    el-pick-cursor,
    el-crop-overlay,
    el-chart-overlay {
      color-scheme: dark;
    }
    /* They lie over the picture: if they took room from it, every message would render a frame of another size. */
    el-notice,
    el-tasks {
      grid-area: 1 / 1;
      z-index: 1;
      display: grid;
      gap: 6px;
      margin: 12px;
      justify-items: center;
      pointer-events: none;
    }
    el-notice {
      align-self: start;
    }
    el-tasks {
      align-self: end;
    }
    el-proof-mark {
      grid-area: 1 / 1;
      z-index: 1;
      align-self: start;
      justify-self: start;
      max-width: 40%;
      margin: 12px;
      pointer-events: none;
    }
    .picture.dropping::after {
      content: '';
      position: absolute;
      inset: 8px;
      border: 2px dashed var(--el-accent);
      border-radius: 6px;
      pointer-events: none;
    }
    aside {
      overflow-y: auto;
      overflow-x: hidden;
      border-left: 1px solid var(--el-line);
      background: var(--el-panel);
      scrollbar-width: thin;
      scrollbar-color: var(--el-edge) transparent;
    }
    @media (max-width: 700px) {
      aside {
        border-left: 0;
      }
      main {
        grid-template-columns: minmax(0, 1fr);
        grid-template-rows: minmax(0, 45fr) minmax(0, 55fr);
      }
      main:has(el-crop-bar[open]) {
        grid-template-rows: minmax(0, 70fr) minmax(0, 30fr);
      }
    }
  `;

  constructor() {
    super();
    this.services = null;
    this.dropping = false;
  }

  override render() {
    const { services } = this;
    if (!services) return null;
    return html`
      <el-top-bar .services=${services}></el-top-bar>
      <el-file-input .services=${services}></el-file-input>
      <main>
        <div class="picture ${this.dropping ? 'dropping' : ''}">
          <el-viewer .services=${services}></el-viewer>
          <el-pick-cursor .services=${services}></el-pick-cursor>
          <el-crop-overlay .services=${services}></el-crop-overlay>
          <el-chart-overlay .services=${services}></el-chart-overlay>
          <el-crop-bar .services=${services}></el-crop-bar>
          <el-offer-bar .services=${services}></el-offer-bar>
          <el-crop-strip .services=${services}></el-crop-strip>
          <el-document-strip .services=${services}></el-document-strip>
          <el-welcome .services=${services}></el-welcome>
          <el-proof-mark .services=${services}></el-proof-mark>
          <el-notice .services=${services}></el-notice>
          <el-tasks .services=${services}></el-tasks>
        </div>
        <aside aria-label=${text('panel.grade')}>
          <el-private-notice .services=${services}></el-private-notice>
          <el-twins-box .services=${services}></el-twins-box>
          <el-reading-doubt .services=${services}></el-reading-doubt>
          <el-chart-section .services=${services}></el-chart-section>
          <el-histogram .services=${services}></el-histogram>
          <el-engine-panel .services=${services}></el-engine-panel>
          <el-film-section .services=${services}></el-film-section>
          <el-base-section .services=${services}></el-base-section>
          <el-light-section .services=${services}></el-light-section>
          <el-color-section .services=${services}></el-color-section>
          <el-print-section .services=${services}></el-print-section>
          <el-geometry-section .services=${services}></el-geometry-section>
          <el-profiles-section .services=${services}></el-profiles-section>
          <el-snapshots-section .services=${services}></el-snapshots-section>
          <el-recipe-section .services=${services}></el-recipe-section>
        </aside>
      </main>
      <el-status-line .services=${services}></el-status-line>
      <el-export-dialog .services=${services}></el-export-dialog>
      <el-table-dialog .services=${services}></el-table-dialog>
      <el-proof-dialog .services=${services}></el-proof-dialog>
      <el-flats-dialog .services=${services}></el-flats-dialog>
      <el-dump-dialog .services=${services}></el-dump-dialog>
      <el-recent-dialog .services=${services}></el-recent-dialog>
      <el-share-dialog .services=${services}></el-share-dialog>
      <el-settings-dialog .services=${services}></el-settings-dialog>
      <el-compare-dialog .services=${services}></el-compare-dialog>
      <el-palette-dialog .services=${services}></el-palette-dialog>
      <el-shortcuts-dialog .services=${services}></el-shortcuts-dialog>
    `;
  }

  chooseFile(kind: FileKind): void {
    this.renderRoot.querySelector<FileInput>('el-file-input')?.choose(kind);
  }

  /** Puts the way to choose a file at hand, where the browser would not show its dialog unasked. */
  async offerFile(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<Welcome>('el-welcome')?.offer();
  }
}

customElements.define('easelight-editor', EditorView);
