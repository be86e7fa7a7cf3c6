// The question how a scan is to be read: both pictures, side by side, of which one is chosen by a click. It stands on top
// of the panel, where it covers nothing and waits as long as it likes.

import { html, nothing } from 'lit';
import type { ReadingDoubt } from '../../documents/scan_document';
import type { ScanReading } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import { percentText } from '../../ui/format';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { buttonStyles } from '../../ui/button';
import '../../ui/small_picture';
import { EditorElement } from '../editor_element';
import { encodingText } from '../film/input_choices';
import { boxStyles, choicesStyles } from '../panel/box_styles';
import { chooseReading, putOff } from './reading';

export class ReadingDoubtBox extends EditorElement {
  static override styles = [buttonStyles, boxStyles, choicesStyles];

  protected watch({ doubt, scan }: EditorState) {
    return [doubt, scan];
  }

  /** The region of the words is there before them: only then are they read out when they come. */
  override render() {
    const { doubt, scan } = this.state;
    const said = scan?.encodingWord === 'tag' ? text('reading.tag') : text('reading.custom');
    return html`
      <section class=${doubt ? 'box' : ''} aria-label=${doubt ? text('reading.heading') : nothing}>
        <p role="status">${doubt ? said : null}</p>
        ${doubt ? this.#choices(doubt) : null}
      </section>
    `;
  }

  #choices({ readings, pictures }: ReadingDoubt) {
    return html`
      <div class="choices">
        ${this.#choice(readings.readings[0], pictures[0])} ${this.#choice(readings.readings[1], pictures[1])}
      </div>
      <el-button look="quiet" @click=${() => putOff(this.editor)}>${text('reading.later')}</el-button>
    `;
  }

  #choice({ encoding, name, likelihood }: ScanReading, picture: Blob | null) {
    const said = encoding === 'auto' ? sentenceText(name) : encodingText(encoding);
    return html`<button type="button" @click=${() => void chooseReading(this.editor, encoding)}>
      <el-small-picture .picture=${picture}></el-small-picture>
      <span>${text('reading.choice', { name: said, share: percentText(likelihood) })}</span>
    </button>`;
  }
}

customElements.define('el-reading-doubt', ReadingDoubtBox);
