// What is said once in a window that looks like a private one: that nothing outlives it, and how to keep a grade all the
// same. It stands on top of the panel, where it covers nothing and the picture keeps its size.

import { css, html } from 'lit';
import { saveRecipe } from '../../commands/commands';
import { text } from '../../i18n/text';
import { browserStore } from '../../keep/settings';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { EditorElement } from '../editor_element';
import { boxStyles } from '../panel/box_styles';
import { button } from '../panel/parts';
import { isNoticed, rememberNoticed } from './noticed';

export class PrivateNotice extends EditorElement {
  static override styles = [
    boxStyles,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-top: 8px;
      }
    `,
  ];

  #hidden = isNoticed(browserStore());

  protected watch({ scan, looksPrivate, unkept }: EditorState) {
    return [scan !== null && looksPrivate && unkept === null];
  }

  override render() {
    const [applies] = this.watch(this.state);
    const shown = applies && !this.#hidden;
    // The region is there before its words: only then are they read out when they come. They are true of every window,
    // as this one may be an ordinary one.
    return html`
      <div class=${shown ? 'box' : ''}>
        <p role="status">${shown ? text('private.said') : null}</p>
        ${
          shown
            ? html`<div class="buttons">
                ${button(this.services, saveRecipe)}
                <el-button look="quiet" @click=${this.#hide}>${text('private.hide')}</el-button>
              </div>`
            : null
        }
      </div>
    `;
  }

  readonly #hide = (): void => {
    this.#hidden = true;
    rememberNoticed(browserStore());
    this.requestUpdate();
  };
}

customElements.define('el-private-notice', PrivateNotice);
