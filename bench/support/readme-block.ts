/**
 * The README quotes the tables of bench/RESULTS.md between two markers.
 *
 * @module
 */

const results = new URL("../RESULTS.md", import.meta.url).pathname;
const readme = new URL("../../README.md", import.meta.url).pathname;

const BLOCK = /(<!-- bench:start -->\n)[^]*?(<!-- bench:end -->)/;

/** Puts what was measured last, goals left out, where the README shows it. */
export async function quoteInReadme(): Promise<void> {
  const [, ...sections] = (await Bun.file(results).text()).split(/^(?=## )/m);
  const quoted = sections.map((section) => withoutGoals(section.replace(/^## /, "### ")));
  const text = await Bun.file(readme).text();
  if (!BLOCK.test(text)) throw new Error("the README has no place for the bench");
  // A function, because a string would read `$` as a pattern.
  await Bun.write(
    readme,
    text.replace(BLOCK, (_, start, end) => `${start}\n${quoted.join("\n")}\n${end}`),
  );
}

/** The goals are the last table, after which nothing follows. */
function withoutGoals(section: string): string {
  const at = section.search(/^\| goal /m);
  return `${(at < 0 ? section : section.slice(0, at)).trimEnd()}\n`;
}
