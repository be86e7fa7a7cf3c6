// The bar on top: the commands that are always at hand.

import { css, html } from 'lit';
import {
  compare,
  enginePanel,
  exportScan,
  gamutWarning,
  open,
  palette,
  recentScans,
  redo,
  settingsDialog,
  shortcutsDialog,
  undo,
  zoomIn,
  zoomOut,
  zoomToFit,
  zoomToPixels,
} from '../../commands/commands';
import { crop } from '../../commands/crop_commands';
import { closeScan } from '../../commands/document_commands';
import { compareGrades, share } from '../../commands/link_commands';
import { proofSettings, softProof } from '../../commands/proof_commands';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import {
  beforeAfterIcon,
  cropIcon,
  historyIcon,
  minusIcon,
  moreIcon,
  plusIcon,
  proofIcon,
  redoIcon,
  undoIcon,
} from '../../ui/icons';
import '../../ui/menu';
import { EditorElement } from '../editor_element';
import { button, menuItem } from '../panel/parts';

/** What is seldom wanted, and has no room of its own. */
const kMore = [closeScan, gamutWarning, compareGrades, proofSettings, settingsDialog, palette, shortcutsDialog];

export class TopBar extends EditorElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 4px;
      height: 44px;
      padding: 0 var(--el-pad);
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
      margin: 0 4px;
      background: var(--el-line);
      flex: none;
    }
    @media (max-width: 700px) {
      :host {
        padding: 0 8px;
        gap: 2px;
      }
      .name,
      .divider,
      .zoom {
        display: none;
      }
      /* The bar scrolls; what a phone needs least is at its end. */
      .end {
        order: 1;
      }
    }
  `;

  protected watch(state: EditorState) {
    return kMore.map(({ enabled }) => enabled(state));
  }

  override render() {
    const { services } = this;
    return html`
      <span class="name">Easelight</span>
      ${button(services, open)} <span class="end">${button(services, recentScans, historyIcon)}</span>
      <span class="divider"></span>
      ${button(services, undo, undoIcon)} ${button(services, redo, redoIcon)}
      <span class="divider"></span>
      ${button(services, crop, cropIcon)} ${button(services, compare, beforeAfterIcon)}
      ${button(services, softProof, proofIcon)}
      <span class="zoom">
        <span class="divider"></span>
        ${button(services, zoomToFit)} ${button(services, zoomToPixels)} ${button(services, zoomOut, minusIcon)}
        ${button(services, zoomIn, plusIcon)}
      </span>
      <span class="gap"></span>
      <span class="end">${button(services, enginePanel)}</span>
      <span class="end">${button(services, share)}</span>
      ${button(services, exportScan)}
      <el-menu
        label=${text('menu.more')}
        .icon=${moreIcon}
        .items=${kMore.map((action) => menuItem(services, action))}
      ></el-menu>
    `;
  }
}

customElements.define('el-top-bar', TopBar);
