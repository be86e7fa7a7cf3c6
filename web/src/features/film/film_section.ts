// The panel's section on the film and on how the scan is read.

import { css, html, nothing } from 'lit';
import { automaticStart } from '../../commands/commands';
import type { FilmKind, Recipe } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import type { Choice } from '../../ui/pick_list';
import '../../ui/button';
import '../../ui/pick_list';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';
import { chooseReading } from '../reading/reading';
import { changeFilm, tellFilm } from './automatic';
import { askedSetup, confirmSetup } from './known_setup';
import { changeInput } from './input_change';
import { encodingChoices, encodingFromChoice, inputChoices, meaningOfAuto } from './input_choices';
import { reasonLines } from './start_reasons';

/** The lists offer the catalog's names, which are those of a recipe. */
type Space = Recipe['input']['space'];

export class FilmSection extends EditorElement {
  static override styles = css`
    .buttons {
      margin: 4px 0 4px calc(var(--el-label) + 8px);
    }
    .reasons {
      margin: 2px 0 4px;
      color: var(--el-quiet);
      font-size: 12px;
      line-height: 1.4;
    }
    .reasons p {
      margin: 0;
    }
    .asked {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
    }
    summary {
      cursor: pointer;
    }
    summary span {
      float: right;
    }
    summary:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: 1px;
    }
  `;

  protected watch({ recipe, engine, scan, startReasons, settings }: EditorState) {
    return [recipe?.film, recipe?.input, recipe?.names, engine.catalog, scan, startReasons, settings.setups];
  }

  override render() {
    const { recipe, engine, scan } = this.state;
    const films = engine.catalog?.films ?? [];
    const spaces = engine.catalog?.spaces ?? [];
    const disabled = !recipe;
    const space = recipe?.input.space ?? 'auto';
    const stocks = stocksOf(recipe?.film, engine.catalog?.stocks ?? []);
    return html`
      <el-section heading=${text('section.film')}>
        <el-pick-list
          label=${text('film.kind')}
          .choices=${films.map(({ kind }) => ({ value: kind, label: text(`film-kind.${kind}`) }))}
          .value=${recipe?.film ?? 'color-negative'}
          ?disabled=${disabled}
          @el-pick=${(event: CustomEvent<string>) => void changeFilm(this.editor, event.detail as FilmKind)}
        ></el-pick-list>
        <el-pick-list
          label=${text('film.setup')}
          .choices=${knownChoices(engine.catalog?.setups ?? [])}
          .value=${recipe?.names.setup ?? ''}
          ?disabled=${recipe?.film !== 'color-negative'}
          @el-pick=${(event: CustomEvent<string>) => this.#tell({ setup: event.detail })}
        ></el-pick-list>
        <el-pick-list
          label=${text('film.stock')}
          .choices=${knownChoices(stocks)}
          .value=${stocks.some(({ name }) => name === recipe?.names.stock) ? recipe?.names.stock : ''}
          ?disabled=${stocks.length === 0}
          @el-pick=${(event: CustomEvent<string>) => this.#tell({ stock: event.detail })}
        ></el-pick-list>
        <div class="buttons">${button(this.services, automaticStart)}</div>
        ${this.#reasons()}
        <el-pick-list
          label=${text('film.input-space')}
          .choices=${inputChoices(
            spaces,
            recipe && scan ? meaningOfAuto(recipe.film, scan) : null,
            scan?.autoSpace === 'camera' || space === 'camera',
          )}
          .value=${typeof space === 'string' ? space : ''}
          ?disabled=${disabled}
          @el-pick=${(event: CustomEvent<string>) => this.#setSpace(event.detail as Space)}
        ></el-pick-list>
        <el-pick-list
          label=${text('film.input-encoding')}
          .choices=${encodingChoices(recipe?.input.encoding ?? 'auto')}
          .value=${String(recipe?.input.encoding ?? 'auto')}
          ?disabled=${disabled}
          @el-pick=${(event: CustomEvent<string>) => void chooseReading(this.editor, encodingFromChoice(event.detail))}
        ></el-pick-list>
      </el-section>
    `;
  }

  /** A question takes no room before somebody looks at it: its short form is on the line that is there anyway. */
  #reasons() {
    const { engine, startReasons } = this.state;
    const lines = startReasons ? reasonLines(startReasons, engine.catalog) : [];
    if (lines.length === 0) return nothing;
    const asked = askedSetup(this.editor);
    const setup = asked && titleOf(asked, engine.catalog?.setups ?? []);
    return html`<details class="reasons">
      <summary>
        ${text('start.why')}${setup ? html`<span>${text('film.setup-asked', { setup })}</span>` : nothing}
      </summary>
      <div role="note" aria-label=${text('start.why')}>${lines.map((line) => html`<p>${line}</p>`)}</div>
      ${setup ? this.#setupQuestion(text('film.setup-question', { setup })) : nothing}
    </details>`;
  }

  #setupQuestion(question: string) {
    return html`<div class="asked" role="group" aria-label=${question}>
      <span>${question}</span>
      <el-button @click=${() => void confirmSetup(this.editor)}>${text('film.setup-yes')}</el-button>
    </div>`;
  }

  #setSpace(space: Space): void {
    void changeInput(this.editor, this.editor.edits, { space });
  }

  #tell(known: { readonly setup: string } | { readonly stock: string }): void {
    void tellFilm(this.editor, known as Partial<Recipe['names']>);
  }
}

/** The name of film that has lost some of its dyes. */
const kFadedFilm: Recipe['names']['stock'] = 'faded';

type Figures = readonly { readonly name: string; readonly title: string }[];

/** Which films tell an automatic start of a kind something. Of a slide that is only whether it has faded. */
function stocksOf(film: FilmKind | undefined, stocks: Figures): Figures {
  if (film === 'color-negative') return stocks;
  return film === 'color-slide' ? stocks.filter(({ name }) => name === kFadedFilm) : [];
}

const titleOf = (name: string, figures: Figures) => figures.find((one) => one.name === name)?.title ?? name;

const knownChoices = (figures: Figures): Choice[] => [
  { value: '', label: text('film.not-known') },
  ...figures.map(({ name, title }) => ({ value: name, label: title })),
];

customElements.define('el-film-section', FilmSection);
