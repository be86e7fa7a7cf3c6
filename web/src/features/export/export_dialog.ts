// The dialog that asks how to export.

import '@spectrum-web-components/button/sp-button.js';
import { css, html } from 'lit';
import type { ExportOptions } from '../../engine/protocol';
import { hasSeveralCrops } from '../../state/grading';
import type { EditorState } from '../../state/store';
import type { SliderDetail } from '../../ui/slider_row';
import '../../ui/modal';
import '../../ui/pick_list';
import '../../ui/slider_row';
import { EditorElement } from '../editor_element';
import { defaultExportOptions, hasCompressions, hasDepths, hasQuality, kFormats, reconciled } from './export_options';
import { cropNumber, exportName } from './export_scan';
import { canChoosePlace } from './save_place';

const kDepths = [
  { value: '16', label: '16 bits a channel' },
  { value: '8', label: '8 bits a channel' },
];
const kCompressions = [
  { value: 'deflate', label: 'Deflate (lossless)' },
  { value: 'none', label: 'None' },
];

export class ExportDialog extends EditorElement {
  static override styles = css`
    .rows {
      display: grid;
      gap: 6px;
    }
    p {
      margin: 12px 0 0;
      color: var(--sl-quiet);
      overflow-wrap: anywhere;
    }
    .where {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-top: 12px;
    }
    input {
      margin: 0;
      accent-color: #c8c8c8;
    }
  `;

  /** As chosen; the format decides which of it counts. */
  #chosen: ExportOptions = defaultExportOptions;
  #allCrops = false;

  protected watch({ dialog, engine, scan, grading, settings }: EditorState) {
    return [dialog === 'export', engine.catalog, scan, cropNumber(grading), settings.askWhere];
  }

  override render() {
    const { dialog, engine, scan } = this.state;
    const options = reconciled(this.#chosen);
    const spaces = engine.catalog?.spaces.filter(({ use }) => use === 'output') ?? [];
    return html`
      <sl-modal heading="Export" ?open=${dialog === 'export'} @sl-close=${this.#close}>
        <div class="rows">
          ${this.#list('Format', kFormats, options.format, (format) => ({ format: format as ExportOptions['format'] }))}
          ${
            hasDepths(options)
              ? this.#list('Depth', kDepths, String(options.depth), (depth) => ({ depth: depth === '8' ? 8 : 16 }))
              : null
          }
          ${hasQuality(options) ? this.#quality(options.quality) : null}
          ${this.#list(
            'Color space',
            spaces.map(({ name, title }) => ({ value: name, label: title })),
            options.space,
            (space) => ({ space }),
          )}
          ${
            hasCompressions(options)
              ? this.#list('Compression', kCompressions, options.compression, (compression) => ({
                  compression: compression as ExportOptions['compression'],
                }))
              : null
          }
        </div>
        ${hasSeveralCrops(this.state.grading) ? this.#cropsRow() : null}
        ${canChoosePlace() && !this.#all ? this.#whereRow() : null}
        <p>Full size, as ${scan ? this.#fileNames(scan.name) : 'a file'}${this.#asks ? '' : ', in your downloads'}.</p>
        <sp-button slot="buttons" variant="secondary" treatment="outline" @click=${this.#close}>Close</sp-button>
        <sp-button slot="buttons" variant="primary" @click=${this.#export}>Export file</sp-button>
      </sl-modal>
    `;
  }

  #list(
    label: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    value: string,
    change: (value: string) => Partial<ExportOptions>,
  ) {
    const picked = ({ detail }: CustomEvent<string>) => this.#choose(change(detail));
    return html`<sl-pick-list label=${label} .choices=${choices} .value=${value} @sl-pick=${picked}></sl-pick-list>`;
  }

  #quality(quality: number) {
    const changed = ({ detail }: CustomEvent<SliderDetail>) => this.#choose({ quality: Math.round(detail.value) });
    const reset = () => this.#choose({ quality: defaultExportOptions.quality });
    return html`<sl-slider-row
      label="Quality"
      min="1"
      max="100"
      least="1"
      most="100"
      step="1"
      digits="0"
      .value=${quality}
      @sl-change=${changed}
      @sl-reset=${reset}
    ></sl-slider-row>`;
  }

  /** A browser asks for one place a click, so several files go to the downloads. */
  get #asks(): boolean {
    return this.state.settings.askWhere && canChoosePlace() && !this.#all;
  }

  get #all(): boolean {
    return this.#allCrops && hasSeveralCrops(this.state.grading);
  }

  #fileNames(scanName: string): string {
    const { grading } = this.state;
    const { format } = this.#chosen;
    const count = grading?.crops.length ?? 0;
    if (!this.#all) return exportName(scanName, format, cropNumber(grading));
    return `${exportName(scanName, format, 1)} to ${exportName(scanName, format, count)}`;
  }

  #cropsRow() {
    const changed = (event: Event) => {
      this.#allCrops = (event.target as HTMLInputElement).checked;
      this.requestUpdate();
    };
    return html`<label class="where">
      <input type="checkbox" .checked=${this.#allCrops} @change=${changed} />
      All crops, one file each
    </label>`;
  }

  #whereRow() {
    const changed = (event: Event) => this.editor.change({ askWhere: (event.target as HTMLInputElement).checked });
    return html`<label class="where">
      <input type="checkbox" .checked=${this.state.settings.askWhere} @change=${changed} />
      Choose where to save
    </label>`;
  }

  #choose(change: Partial<ExportOptions>): void {
    this.#chosen = { ...this.#chosen, ...change };
    this.requestUpdate();
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });

  readonly #export = (): void => {
    this.#close();
    const options = reconciled(this.#chosen);
    if (this.#all) void this.services.exporter.exportAll(options);
    else void this.services.exporter.export(options, this.#asks);
  };
}

customElements.define('sl-export-dialog', ExportDialog);
