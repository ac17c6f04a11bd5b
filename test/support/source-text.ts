/**
 * TypeScript source as text, apart from its comments and its strings, for tests
 * that forbid words and imports.
 *
 * @module
 */

export interface SourceText {
  /** Comments blanked. */
  readonly uncommented: string;
  /** Comments, and what strings, templates and regular expressions hold, blanked. */
  readonly code: string;
}

export interface Import {
  readonly specifier: string;
  /** Erased by the compiler: only types cross. */
  readonly typeOnly: boolean;
}

/** One alternative per thing that can hide a word, in the order they must be tried. */
const opaque = new RegExp(
  [
    String.raw`\/\/[^\n]*|\/\*[^]*?\*\/`,
    String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`,
    // A slash after one of these starts a regular expression; after a value it divides.
    String.raw`(?<=(?:[=(,:;!&|?{}[\]>]|\breturn)\s*)\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/`,
    // The part of a template between its ends and its ${…}, whose code stays visible.
    "`|\\$\\{|[{}]",
  ].join("|"),
  "g",
);

export function readSource(source: string): SourceText {
  const uncommented = source.split("");
  const code = source.split("");
  /** Open braces; true where closing it leads back into a template. */
  const braces: boolean[] = [];

  opaque.lastIndex = 0;
  for (let match = opaque.exec(source); match !== null; match = opaque.exec(source)) {
    const [found] = match;
    if (found === "`") opaque.lastIndex = skipTemplate(source, match.index + 1, code, braces);
    else if (found === "{" || found === "${") braces.push(false);
    else if (found === "}" && braces.pop() === true) {
      opaque.lastIndex = skipTemplate(source, match.index + 1, code, braces);
    } else if (found.length > 1) {
      const isComment = found.startsWith("//") || found.startsWith("/*");
      if (isComment) blank(uncommented, match.index, match.index + found.length);
      blank(code, match.index, match.index + found.length);
    }
  }
  return { uncommented: uncommented.join(""), code: code.join("") };
}

/** Blanks template text from `start`; returns where code begins again. */
function skipTemplate(source: string, start: number, code: string[], braces: boolean[]): number {
  let at = start;
  while (at < source.length && source[at] !== "`" && !source.startsWith("${", at)) {
    at += source[at] === "\\" ? 2 : 1;
  }
  blank(code, start, at);
  if (source[at] === "`") return at + 1;
  braces.push(true);
  return at + 2;
}

function blank(text: string[], from: number, to: number): void {
  for (let at = from; at < to; at++) if (text[at] !== "\n") text[at] = " ";
}

const statement = /\b(import|export)\s+(type\s)?(?:[\w*\s{},$]*?\bfrom\s*)?(["'])([^"'\n]+)\3/g;
const call = /(typeof\s+)?\b(?:import|require)\s*\(\s*(?:(["'`])([^"'`\n]*)\2)?/g;

/** Every import of a source: static, bare, re-exported, dynamic; `""` where it is computed. */
export function importsOf({ uncommented }: SourceText): Import[] {
  const found: Import[] = [];
  for (const [, , type, , specifier] of uncommented.matchAll(statement)) {
    found.push({ specifier: specifier ?? "", typeOnly: type !== undefined });
  }
  for (const [, type, , specifier] of uncommented.matchAll(call)) {
    found.push({ specifier: specifier ?? "", typeOnly: type !== undefined });
  }
  return found;
}
