/** What this process knows of an assessment's dictionary. */
export interface CodeBook {
  /**
   * @param column Index into the layout's columns.
   * @param text Exact JSON text.
   */
  codeOf(column: number, text: string): number | undefined;
}
