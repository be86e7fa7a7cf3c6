// The dialog that asks how to export.

import { css, html } from 'lit';
import type { ExportOptions, Rendering } from '../../engine/protocol';
import { hasSeveralCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import type { SliderDetail } from '../../ui/slider_row';
import '../../ui/button';
import '../../ui/checkbox';
import '../../ui/modal';
import type { Choice } from '../../ui/pick_list';
import '../../ui/pick_list';
import '../../ui/slider_row';
import './preview_check';
import { EditorElement } from '../editor_element';
import '../color-profiles/profile_rows';
import {
  type ExportChoice,
  defaultExportOptions,
  hasCompressions,
  hasDepths,
  hasQuality,
  kFormats,
  reconciled,
  sizesOf,
} from './export_options';
import { partialText } from '../open/partial';
import { cropNumber, exportName } from './export_scan';
import { canChoosePlace } from './save_place';

const kDepths = [
  { value: '16', label: text('export.bits', { bits: 16 }) },
  { value: '8', label: text('export.bits', { bits: 8 }) },
];
const kCompressions = [
  { value: 'deflate', label: text('export.deflate') },
  { value: 'none', label: text('export.uncompressed') },
];

/** What a color profile's id stands behind in the list of spaces. */
const kProfile = 'profile:';

function chosenSpace(value: string): Partial<ExportChoice> {
  return value.startsWith(kProfile) ? { profile: value.slice(kProfile.length) } : { profile: '', space: value };
}

export class ExportDialog extends EditorElement {
  static override styles = css`
    .rows {
      display: grid;
      gap: 4px;
    }
    p {
      margin: 12px 0 0;
      color: var(--el-quiet);
      overflow-wrap: anywhere;
    }
    .switches {
      display: grid;
      gap: 4px;
      margin-top: 12px;
    }
  `;

  /** As chosen; the format decides which of it counts. What is kept of the metadata is in the settings instead. */
  #chosen: ExportChoice = defaultExportOptions;
  #allCrops = false;

  protected watch({ dialog, engine, scan, grading, settings, colorProfiles, frame }: EditorState) {
    return [dialog === 'export', engine.catalog, scan, cropNumber(grading), settings, colorProfiles, frame?.picture];
  }

  override render() {
    const { dialog, scan } = this.state;
    const options = this.#options;
    const partial = scan && partialText(scan);
    const files = scan ? this.#fileNames(scan.name) : text('export.some-file');
    return html`
      <el-modal heading=${text('export.heading')} ?open=${dialog === 'export'} @el-close=${this.#close}>
        <div class="rows">
          ${this.#list(text('export.format'), kFormats, options.format, (format) => ({
            format: format as ExportOptions['format'],
          }))}
          ${
            hasDepths(options)
              ? this.#list(text('export.depth'), kDepths, String(options.depth), (depth) => ({
                  depth: depth === '8' ? 8 : 16,
                }))
              : null
          }
          ${hasQuality(options) ? this.#quality(options.quality) : null}
          ${this.#list(text('export.size'), this.#sizes, String(options.longest), (longest) => ({
            longest: Number(longest),
          }))}
          ${this.#list(
            text('export.space'),
            this.#spaces,
            options.profile ? kProfile + options.profile : options.space,
            chosenSpace,
          )}
          <el-profile-rows
            .services=${this.services}
            .profile=${options.profile}
            .rendering=${options}
            @el-rendering=${({ detail }: CustomEvent<Partial<Rendering>>) => this.#choose(detail)}
            @el-profile=${({ detail }: CustomEvent<string>) => this.#choose({ profile: detail })}
          ></el-profile-rows>
          ${
            hasCompressions(options)
              ? this.#list(text('export.compression'), kCompressions, options.compression, (compression) => ({
                  compression: compression as ExportOptions['compression'],
                }))
              : null
          }
        </div>
        <div class="switches">
          ${hasSeveralCrops(this.state.grading) ? this.#cropsRow() : null}
          ${this.#setting('keepGrade', text('export.keep-grade'))}
          ${this.#setting('keepCamera', text('export.keep-camera'))} ${this.#locationRow(options)}
          ${canChoosePlace() && !this.#all ? this.#setting('askWhere', text('export.ask-where')) : null}
        </div>
        <el-preview-check .services=${this.services} .choice=${options}></el-preview-check>
        ${partial ? html`<p>${partial}</p>` : null}
        <p>${this.#asks ? text('export.asked', { files }) : text('export.downloaded', { files })}</p>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
        <el-button slot="buttons" @click=${this.#tables}>${text('export.table')}</el-button>
        <el-button slot="buttons" look="primary" @click=${this.#export}>${text('export.run')}</el-button>
      </el-modal>
    `;
  }

  /** The built-in ones, and the profiles that files can be written with. */
  get #spaces(): Choice[] {
    const { engine, colorProfiles } = this.state;
    const builtIn = engine.catalog?.outputs ?? [];
    const own = colorProfiles.filter(({ colors }) => colors !== 'cmyk');
    return [
      ...builtIn.map(({ name, title }) => ({ value: name, label: title })),
      ...own.map(({ id, name }) => ({ value: kProfile + id, label: name })),
    ];
  }

  get #sizes(): Choice[] {
    const { width, height } = this.state.frame?.picture ?? { width: 0, height: 0 };
    return sizesOf({ width, height }).map((longest) => ({
      value: String(longest),
      label: longest === 0 ? text('export.full-size', { width, height }) : text('export.longest', { longest }),
    }));
  }

  #list(
    label: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    value: string,
    change: (value: string) => Partial<ExportChoice>,
  ) {
    const picked = ({ detail }: CustomEvent<string>) => this.#choose(change(detail));
    return html`<el-pick-list label=${label} .choices=${choices} .value=${value} @el-pick=${picked}></el-pick-list>`;
  }

  #quality(quality: number) {
    const changed = ({ detail }: CustomEvent<SliderDetail>) => this.#choose({ quality: Math.round(detail.value) });
    const reset = () => this.#choose({ quality: defaultExportOptions.quality });
    return html`<el-slider-row
      label=${text('export.quality')}
      min="1"
      max="100"
      least="1"
      most="100"
      step="1"
      digits="0"
      .value=${quality}
      @el-change=${changed}
      @el-reset=${reset}
    ></el-slider-row>`;
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
    return text('export.first-to-last', {
      first: exportName(scanName, format, 1),
      last: exportName(scanName, format, count),
    });
  }

  #cropsRow() {
    return this.#switch(text('export.all-crops'), this.#allCrops, false, (on) => {
      this.#allCrops = on;
      this.requestUpdate();
    });
  }

  get #options(): ExportChoice {
    const { keepGrade, keepCamera } = this.state.settings;
    const { profile } = this.#chosen;
    // It may have been removed from another place.
    const kept = this.state.colorProfiles.some(({ id, colors }) => id === profile && colors !== 'cmyk');
    const { longest } = this.#chosen;
    return reconciled({
      ...this.#chosen,
      // The picture on screen may be smaller than the one that it was chosen for.
      longest: this.#sizes.some(({ value }) => value === String(longest)) ? longest : 0,
      profile: kept ? profile : '',
      grade: keepGrade,
      camera: keepCamera,
    });
  }

  #setting(name: 'askWhere' | 'keepGrade' | 'keepCamera', label: string) {
    return this.#switch(label, this.state.settings[name], false, (on) => this.editor.change({ [name]: on }));
  }

  #locationRow({ camera, location }: ExportChoice) {
    return this.#switch(text('export.location'), location, !camera, (on) => this.#choose({ location: on }));
  }

  #switch(label: string, on: boolean, disabled: boolean, change: (on: boolean) => void) {
    return html`<el-checkbox
      label=${label}
      .checked=${on}
      ?disabled=${disabled}
      @el-toggle=${({ detail }: CustomEvent<boolean>) => change(detail)}
    ></el-checkbox>`;
  }

  #choose(change: Partial<ExportChoice>): void {
    this.#chosen = { ...this.#chosen, ...change };
    if (change.space) this.editor.setOutputSpace(change.space);
    this.requestUpdate();
  }

  readonly #close = (): void => {
    // Where a picture was taken leaves this machine only when somebody asks for it, each time.
    this.#choose({ location: false });
    this.editor.store.set({ dialog: null });
  };

  readonly #tables = (): void => {
    this.#close();
    this.editor.store.set({ dialog: 'table' });
  };

  readonly #export = (): void => {
    const options = this.#options;
    this.#close();
    if (this.#all) void this.services.exporter.exportAll(options);
    else void this.services.exporter.export(options, this.#asks);
  };
}

customElements.define('el-export-dialog', ExportDialog);
