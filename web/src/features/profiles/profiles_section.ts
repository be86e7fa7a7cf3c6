// The panel's section on roll profiles.

import { css, html } from 'lit';
import { importProfiles, saveProfile } from '../../commands/profile_commands';
import { text } from '../../i18n/text';
import { type Profile, kLongestProfileName } from '../../keep/profiles';
import '../../ui/button';
import { downloadIcon } from '../../ui/icons';
import '../../ui/section';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { type NamedEntry, namedList, namedListStyles } from '../panel/named_list';
import { button } from '../panel/parts';

export class ProfilesSection extends EditorElement {
  static override styles = [
    namedListStyles,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
    `,
  ];

  protected watch({ profiles, recipe, engine }: EditorState) {
    return [profiles, recipe !== null, engine.status];
  }

  override render() {
    const { profiles } = this.state;
    return html`
      <el-section heading=${text('section.profiles')}>
        ${namedList(
          this,
          text('profiles.list'),
          profiles.map((one, index) => this.#entry(one, index)),
        )}
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

  #entry(one: Profile, index: number): NamedEntry {
    const { profiles } = this.services;
    const { name } = one;
    return {
      name,
      label: text('profiles.name', { number: index + 1 }),
      longestName: kLongestProfileName,
      rename: (wanted) => profiles.rename(one, wanted),
      buttons: html`<el-button
          label=${text('profiles.apply-one', { name })}
          ?disabled=${this.state.recipe === null}
          @click=${() => void profiles.apply(one)}
          >${text('profiles.apply')}</el-button
        >
        <el-button
          look="quiet"
          icon
          label=${text('profiles.export-one', { name })}
          @click=${() => profiles.export([one])}
          >${downloadIcon}</el-button
        >`,
      removeLabel: text('profiles.remove', { name }),
      remove: () => profiles.remove(one),
    };
  }
}

customElements.define('el-profiles-section', ProfilesSection);
