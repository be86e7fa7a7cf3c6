// A list of the panel whose entries have names that can be typed over, buttons of their own, and one that removes them.

import { type LitElement, type TemplateResult, css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import '../../ui/button';
import { trashIcon } from '../../ui/icons';
import '../../ui/text_field';

export interface NamedEntry {
  readonly name: string;
  /** Of the field with the name. */
  readonly label: string;
  readonly longestName: number;
  readonly rename: (name: string) => void;
  readonly buttons: TemplateResult;
  readonly removeLabel: string;
  readonly remove: () => void;
}

export const namedListStyles = css`
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
`;

/** Nothing where there are no entries. `host`: the element that renders it. */
export function namedList(host: LitElement, label: string, entries: readonly NamedEntry[]): TemplateResult | null {
  if (entries.length === 0) return null;
  return html`<ul aria-label=${label}>
    ${entries.map((entry) => row(host, entry))}
  </ul>`;
}

function row(host: LitElement, { name, label, longestName, rename, buttons, removeLabel, remove }: NamedEntry) {
  const renamed = ({ detail }: CustomEvent<string>) => {
    rename(detail);
    // An empty name is none: what was typed goes.
    host.requestUpdate();
  };
  return html`<li>
    <el-text-field
      label=${label}
      bare
      longest=${longestName}
      .value=${live(name)}
      @el-change=${renamed}
    ></el-text-field>
    ${buttons}
    <el-button look="quiet" icon label=${removeLabel} @click=${remove}>${trashIcon}</el-button>
  </li>`;
}
