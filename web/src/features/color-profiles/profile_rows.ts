// The rows of a dialog that uses a color profile: with which intent, and the buttons to add one and to remove it.

import { css, html } from 'lit';
import type { Rendering } from '../../engine/protocol';
import { text } from '../../i18n/text';
import '../../ui/button';
import '../../ui/checkbox';
import '../../ui/pick_list';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { reasonOf } from '../open/endings';

const kIntents: readonly { readonly value: Rendering['intent']; readonly label: string }[] = [
  { value: 'perceptual', label: text('intent.perceptual') },
  { value: 'relative', label: text('intent.relative') },
  { value: 'saturation', label: text('intent.saturation') },
  { value: 'absolute', label: text('intent.absolute') },
];

/** Fires `el-rendering` with what of it has changed, and `el-profile` with the id of the one to use from now on, or ''. */
export class ProfileRows extends EditorElement {
  static override properties = {
    ...EditorElement.properties,
    profile: {},
    inks: { type: Boolean },
    rendering: { attribute: false },
  };
  /** Its id; empty: none is used. */
  declare profile: string;
  /** Whether a profile of printing inks can be used. */
  declare inks: boolean;
  declare rendering: Rendering;

  static override styles = css`
    :host {
      display: grid;
      gap: 4px;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    input {
      display: none;
    }
    p {
      margin: 0;
      color: var(--el-warning);
      overflow-wrap: anywhere;
    }
  `;

  #refused = '';

  constructor() {
    super();
    this.profile = '';
    this.inks = false;
  }

  protected watch({ colorProfiles }: EditorState) {
    return [colorProfiles];
  }

  override render() {
    const { intent, blackPoint } = this.rendering;
    return html`
      ${
        this.profile
          ? html`
              <el-pick-list
                label=${text('color-profiles.intent')}
                .choices=${kIntents}
                .value=${intent}
                @el-pick=${({ detail }: CustomEvent<Rendering['intent']>) => this.#render({ intent: detail })}
              ></el-pick-list>
              <el-checkbox
                label=${text('color-profiles.black-point')}
                .checked=${blackPoint}
                @el-toggle=${({ detail }: CustomEvent<boolean>) => this.#render({ blackPoint: detail })}
              ></el-checkbox>
            `
          : null
      }
      <div class="buttons">
        <el-button @click=${this.#choose}>${text('color-profiles.add')}</el-button>
        ${this.profile ? html`<el-button @click=${this.#remove}>${text('color-profiles.remove')}</el-button>` : null}
      </div>
      <input type="file" aria-label=${text('color-profiles.input')} accept=".icc,.icm" @change=${this.#chosen} />
      <p role="alert">${this.#refused}</p>
    `;
  }

  #render(change: Partial<Rendering>): void {
    this.dispatchEvent(new CustomEvent('el-rendering', { detail: change }));
  }

  #use(profile: string): void {
    this.dispatchEvent(new CustomEvent('el-profile', { detail: profile }));
  }

  #refuse(reason: string): void {
    this.#refused = reason;
    this.requestUpdate();
  }

  readonly #choose = (): void => {
    this.#refuse('');
    this.renderRoot.querySelector('input')?.click();
  };

  readonly #chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    // So that choosing the same file again is a change, too.
    input.value = '';
    if (!file) return;
    try {
      const { id, name, colors } = await this.services.colorProfiles.add(file);
      const usable = this.inks || colors !== 'cmyk';
      this.#refuse(usable ? '' : text('color-profiles.inks', { name }));
      if (usable) this.#use(id);
    } catch (error) {
      this.#refuse(text('color-profiles.refused', { name: file.name, reason: reasonOf(error) }));
    }
  };

  readonly #remove = async (): Promise<void> => {
    const { profile } = this;
    const { colorProfiles, proofing } = this.services;
    this.#use('');
    if (this.state.settings.proof.profile === profile) await proofing.change({ profile: '' });
    await colorProfiles.remove(profile);
  };
}

customElements.define('el-profile-rows', ProfileRows);
