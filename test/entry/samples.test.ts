import { expect, test } from "bun:test";

import { lsat7 } from "#usecase/samples/lsat-7.ts";
import { simulatedExam } from "#usecase/samples/simulated-exam.ts";

test("LSAT-7 has the 1,000 candidates of the published table", () => {
  const totals = [0, 0, 0, 0, 0, 0];
  for (const row of lsat7.rows()) {
    const { answers } = row as { answers: Record<string, string> };
    const total = Object.values(answers).filter((answer) => answer === "right").length;
    totals[total] = (totals[total] ?? 0) + 1;
  }
  expect(totals).toEqual([12, 40, 114, 205, 321, 308]);
});

test("the simulated exam is the same everywhere", () => {
  const hash = new Bun.CryptoHasher("sha256");
  hash.update(JSON.stringify(simulatedExam.definition));
  let count = 0;
  for (const row of simulatedExam.rows()) {
    hash.update(JSON.stringify(row));
    count++;
  }
  expect(count).toBe(simulatedExam.responses);
  expect(hash.digest("hex")).toMatchInlineSnapshot(
    `"4e0d9e9737141738445b26d8335dc1786ec043b2e5c65197eca0b86f04cc84be"`,
  );
});
