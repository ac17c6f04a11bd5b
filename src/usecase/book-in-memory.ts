import { AnswerCode } from "#engine/answers/answer-code.ts";
import { parseAnswer } from "#engine/answers/answer-text.ts";
import { canonicalText } from "#engine/answers/canonical-text.ts";
import type { CodeBook } from "#engine/answers/code-book.ts";
import type { Layout } from "#engine/answers/layout.ts";
import type { Definition, Item } from "#engine/definition/definition.ts";
import type { UnknownAnswers } from "#engine/scoring/resolve-levels.ts";

/**
 * Gives every answer of a wider column a code as it comes, so nothing stays
 * unseen. Sets are the same in whatever order they are written: a column of two
 * bytes has room for all of those.
 */
export class BookInMemory implements CodeBook {
  readonly #columns: readonly BookColumn[];

  constructor(layout: Layout, definition: Definition) {
    const items = new Map(definition.items.map((item) => [item.id, item]));
    this.#columns = layout.columns.map(({ item }) => ({
      item: items.get(item) as Item,
      codes: new Map(),
      texts: [],
    }));
  }

  codeOf(column: number, text: string): number {
    const { item, codes, texts } = this.#columns[column] as BookColumn;
    const name = item.type === "multiple_choice" ? canonicalText(item, parseAnswer(text)) : text;
    let code = codes.get(name);
    if (code === undefined) {
      code = AnswerCode.firstAnswer + texts.length;
      texts.push(name);
      codes.set(name, code);
    }
    return code;
  }

  textsOf({ items, codes }: UnknownAnswers): (string | null)[] {
    const byItem = new Map(this.#columns.map((column) => [column.item.id, column.texts]));
    return codes.map(
      (code, index) => byItem.get(items[index] as string)?.[code - AnswerCode.firstAnswer] ?? null,
    );
  }
}

interface BookColumn {
  readonly item: Item;
  readonly codes: Map<string, number>;
  readonly texts: string[];
}
