// The bar on top: the commands that are always at hand.

import '@spectrum-web-components/icons-workflow/icons/sp-icon-help.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-add.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-crop.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-history.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-redo.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-remove.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-undo.js';
import { css, html } from 'lit';
import {
  compare,
  enginePanel,
  exportScan,
  open,
  recentScans,
  redo,
  shortcutsDialog,
  undo,
  zoomIn,
  zoomOut,
  zoomToFit,
  zoomToPixels,
} from '../../commands/commands';
import { crop } from '../../commands/crop_commands';
import { share } from '../../commands/link_commands';
import { beforeAfterIcon } from '../../ui/icons';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

export class TopBar extends EditorElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 4px;
      height: 44px;
      padding: 0 14px;
      background: var(--el-bar);
      overflow-x: auto;
      scrollbar-width: none;
    }
    .name {
      margin: 0 12px 0 0;
      font-size: 14px;
      font-weight: 600;
      letter-spacing: 0.01em;
    }
    .zoom {
      display: flex;
      align-items: center;
      gap: 4px;
    }
    .gap {
      flex: 1;
      min-width: 8px;
    }
    .divider {
      width: 1px;
      height: 20px;
      margin: 0 6px;
      background: var(--el-line);
      flex: none;
    }
    @media (max-width: 700px) {
      :host {
        padding: 0 8px;
        gap: 2px;
      }
      .name,
      .keys,
      .divider,
      .zoom {
        display: none;
      }
      /* The bar scrolls; what a phone needs least is at its end. */
      .engine {
        order: 1;
      }
    }
  `;

  protected watch() {
    return [];
  }

  override render() {
    const { services } = this;
    return html`
      <span class="name">Easelight</span>
      ${button(services, open)} ${button(services, recentScans, html`<sp-icon-history slot="icon"></sp-icon-history>`)}
      <span class="divider"></span>
      ${button(services, undo, html`<sp-icon-undo slot="icon"></sp-icon-undo>`)}
      ${button(services, redo, html`<sp-icon-redo slot="icon"></sp-icon-redo>`)}
      <span class="divider"></span>
      ${button(services, crop, html`<sp-icon-crop slot="icon"></sp-icon-crop>`)}
      ${button(services, compare, beforeAfterIcon())}
      <span class="zoom">
        <span class="divider"></span>
        ${button(services, zoomToFit)} ${button(services, zoomToPixels)}
        ${button(services, zoomOut, html`<sp-icon-remove slot="icon"></sp-icon-remove>`)}
        ${button(services, zoomIn, html`<sp-icon-add slot="icon"></sp-icon-add>`)}
      </span>
      <span class="gap"></span>
      <span class="engine">${button(services, enginePanel)}</span>
      <span class="keys">${button(services, shortcutsDialog, html`<sp-icon-help slot="icon"></sp-icon-help>`)}</span>
      ${button(services, share)} ${button(services, exportScan)}
    `;
  }
}

customElements.define('el-top-bar', TopBar);
