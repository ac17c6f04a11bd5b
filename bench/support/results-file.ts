/**
 * bench/RESULTS.md: one section a bench, each with its own date and machine,
 * because they are not always run together.
 *
 * @module
 */

import { machine } from "./machine.ts";
import { markdownOf, type Section } from "./section.ts";

const path = new URL("../RESULTS.md", import.meta.url).pathname;

const preface = `# Bench results

Written by \`npm run bench\`; \`npm run bench -- engine\` replaces one section.
`;

export async function saveSection(section: Section, today: Date): Promise<void> {
  const file = Bun.file(path);
  const old = (await file.exists()) ? await file.text() : preface;
  const [head = preface, ...sections] = old.split(/^(?=## )/m);
  const heading = `## ${section.title}\n`;
  const versions = [`Bun ${Bun.version}`, ...section.versions].join(", ");
  const text = `${heading}
${today.toISOString().slice(0, 10)}, ${machine()}, ${versions}.

${markdownOf(section)}
`;
  const at = sections.findIndex((other) => other.startsWith(heading));
  if (at === -1) sections.push(text);
  else sections[at] = text;
  await Bun.write(path, [head, ...sections].map((part) => `${part.trimEnd()}\n`).join("\n"));
}
