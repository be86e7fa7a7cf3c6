// The panel's section on roll profiles.

import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { importProfiles, saveProfile } from '../../commands/profile_commands';
import { text } from '../../i18n/text';
import { type Profile, kLongestProfileName } from '../../keep/profiles';
import '../../ui/button';
import { downloadIcon, trashIcon } from '../../ui/icons';
import '../../ui/section';
import '../../ui/text_field';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

export class ProfilesSection extends EditorElement {
  static override styles = css`
    ul {
      list-style: none;
      margin: 0 0 4px;
      padding: 0;
    }
    li {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: calc(var(--el-row) + 4px);
    }
    el-text-field {
      flex: 1;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
  `;

  protected watch({ profiles, recipe, engine }: EditorState) {
    return [profiles, recipe !== null, engine.status];
  }

  override render() {
    const { profiles } = this.state;
    return html`
      <el-section heading=${text('section.profiles')}>
        ${
          profiles.length > 0
            ? html`<ul aria-label=${text('profiles.list')}>
                ${profiles.map((one, index) => this.#row(one, index))}
              </ul>`
            : null
        }
        <div class="buttons">
          ${button(this.services, saveProfile)} ${button(this.services, importProfiles)}
          ${
            profiles.length > 1
              ? html`<el-button @click=${() => this.services.profiles.export(this.state.profiles)}
                  >${text('profiles.export-all')}</el-button
                >`
              : null
          }
        </div>
      </el-section>
    `;
  }

  #row(one: Profile, index: number) {
    const { profiles } = this.services;
    const renamed = ({ detail }: CustomEvent<string>) => {
      profiles.rename(one, detail);
      // An empty name is none: what was typed goes.
      this.requestUpdate();
    };
    return html`<li>
      <el-text-field
        label=${text('profiles.name', { number: index + 1 })}
        bare
        longest=${kLongestProfileName}
        .value=${live(one.name)}
        @el-change=${renamed}
      ></el-text-field>
      <el-button
        label=${text('profiles.apply-one', { name: one.name })}
        ?disabled=${this.state.recipe === null}
        @click=${() => void profiles.apply(one)}
        >${text('profiles.apply')}</el-button
      >
      <el-button
        look="quiet"
        icon
        label=${text('profiles.export-one', { name: one.name })}
        @click=${() => profiles.export([one])}
        >${downloadIcon}</el-button
      >
      <el-button
        look="quiet"
        icon
        label=${text('profiles.remove', { name: one.name })}
        @click=${() => profiles.remove(one)}
        >${trashIcon}</el-button
      >
    </li>`;
  }
}

customElements.define('el-profiles-section', ProfilesSection);
