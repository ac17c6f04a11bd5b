/** What a process prints, as far as it was read. */
export function reading(stdout: ReadableStream<Uint8Array>) {
  const reader = stdout.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function readOn(): Promise<boolean> {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: true });
    return !done;
  }
  return {
    /** Reads on until the server says where it is. */
    async origin(): Promise<string> {
      for (;;) {
        const origin = /^Assay serves on (\S+)\. /m.exec(text)?.[1];
        if (origin !== undefined) return origin;
        if (!(await readOn())) throw new Error(`the process ended: ${text}`);
      }
    },
    async all(): Promise<string> {
      while (await readOn());
      return text;
    },
  };
}
