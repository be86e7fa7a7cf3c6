// A named part of the panel that can be folded.

import { LitElement, css, html } from 'lit';

export class Section extends LitElement {
  static override properties = { heading: {} };
  declare heading: string;

  static override styles = css`
    :host {
      display: block;
      contain: content;
      border-top: 1px solid var(--el-line);
    }
    summary {
      display: flex;
      align-items: center;
      height: var(--el-row);
      padding: 0 var(--el-pad);
      cursor: pointer;
      user-select: none;
      list-style: none;
      font-weight: 600;
      color: var(--el-quiet);
    }
    summary::-webkit-details-marker {
      display: none;
    }
    summary::after {
      content: '';
      width: 5px;
      height: 5px;
      margin: 0 2px 3px auto;
      border: solid var(--el-quiet);
      border-width: 0 1.5px 1.5px 0;
      transform: rotate(45deg);
    }
    details:not([open]) summary::after {
      margin-bottom: 0;
      transform: rotate(-45deg);
    }
    summary:hover {
      color: var(--el-text);
    }
    summary:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
    }
    .body {
      padding: 0 var(--el-pad) 8px;
    }
    h2 {
      margin: 0;
      font: inherit;
    }
  `;

  constructor() {
    super();
    this.heading = '';
  }

  override render() {
    return html`
      <details open>
        <summary><h2>${this.heading}</h2></summary>
        <div class="body"><slot></slot></div>
      </details>
    `;
  }
}

customElements.define('el-section', Section);
