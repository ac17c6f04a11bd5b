/**
 * How large a pattern becomes once its counted repetitions are written out,
 * read off its text: what it costs must be known before it is compiled.
 *
 *     a character, class or escape  1    e*, e+, e?  size + 2
 *     ( … )                  size + 3    e{m}        m · size
 *     |                             2    e{n,m}      m · (size + 1); m = n + 1 for e{n,}
 *
 * No fewer than the instructions that it compiles to; a test compares the two.
 * O(length) time.
 *
 * @module
 */

/** Flags; literals between \Q and \E; escapes; classes; counts; anything else by itself. */
const TOKEN =
  /(?<flags>\(\?[a-zA-Z-]*\))|\\Q(?<literal>.*?)(?:\\E|$)|\\[pPx]\{[^}]*\}|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\{(?<least>\d+)(?<comma>,(?<most>\d*))?\}|./gsu;

interface Group {
  size: number;
  /** Of what a quantifier would repeat. */
  last: number;
}

/** Infinity for counts that multiply past every number. */
export function patternSize(pattern: string): number {
  const groups: Group[] = [{ size: 0, last: 0 }];
  for (const { 0: token, groups: parts = {} } of pattern.matchAll(TOKEN)) {
    // Without an opening bracket the parser refuses the pattern; any size will do.
    const group = groups.at(-1) ?? { size: 0, last: 0 };
    if (token === "(") groups.push({ size: 3, last: 0 });
    else if (token === ")" && groups.length > 1) close(groups);
    else add(group, token, parts);
  }
  return groups.reduce((sum, { size }) => sum + size, 0);
}

function add(group: Group, token: string, parts: Parts): void {
  // Flags are nothing by themselves: what repeats them repeats what is before them.
  if (parts["flags"] !== undefined) return;
  if (token === "|") grow(group, 2, 0);
  else if (/^[*+?]$/.test(token)) grow(group, 2, group.last + 2);
  else if (parts["least"] !== undefined) repeat(group, parts);
  else grow(group, sizeOfText(parts["literal"]), sizeOfText(parts["literal"]));
}

function grow(group: Group, size: number, last: number): void {
  group.size += size;
  group.last = last;
}

function close(groups: Group[]): void {
  const inner = groups.pop()?.size ?? 0;
  const outer = groups.at(-1);
  if (outer !== undefined) grow(outer, inner, inner);
}

type Parts = Readonly<Record<string, string | undefined>>;

function repeat(group: Group, count: Parts): void {
  // Infinity less Infinity would be no number.
  if (group.last === Infinity) return;
  const each = count["comma"] === undefined ? group.last : group.last + 1;
  const size = copies(count) * each;
  grow(group, size - group.last, size);
}

function copies({ least, comma, most }: Parts): number {
  const fewest = Number(least);
  if (comma === undefined) return Math.max(1, fewest);
  return most === undefined || most === "" ? fewest + 1 : Math.max(1, fewest, Number(most));
}

/** Of a single character, where there is no literal text. */
function sizeOfText(literal: string | undefined): number {
  return literal === undefined ? 1 : Math.max(1, Array.from(literal).length);
}
