/** What JSON says of an item. */
export interface TracedItem {
  readonly type: string;
  readonly rule: string;
  readonly state: string;
  readonly answer: unknown;
  readonly normal: unknown;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly formula: string | null;
  readonly steps: readonly {
    readonly step: string;
    readonly by: string;
    readonly points: string;
  }[];
}
