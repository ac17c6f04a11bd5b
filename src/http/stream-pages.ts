/**
 * Pages as a stream of bytes. The next page is asked for when the reader has
 * taken the one before, and none after the reader has left.
 *
 * @module
 */

interface Pages<T> {
  /** Text before the first page. */
  readonly head: string;
  readonly encode: (page: T) => string;
  /** Told of a failure on the way; the reader sees the stream break off. */
  readonly onError: (error: unknown) => void;
  /** Told once when nothing more will be asked for: at the end, after a failure, or when the reader has left. */
  readonly onEnd: () => void;
}

/** Resolves with the first page at hand: a failure until then can still be answered with a status. */
export async function streamPages<T>(
  pages: AsyncIterable<T>,
  { head, encode, onError, onEnd }: Pages<T>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const iterator = pages[Symbol.asyncIterator]();
  let text = head;
  let first: IteratorResult<T> | null = await iterator.next();

  /** The next text that is not empty, or null at the end. */
  async function read(): Promise<string | null> {
    for (;;) {
      const page = first ?? (await iterator.next());
      first = null;
      if (page.done !== true) text += encode(page.value);
      if (text !== "" || page.done === true) break;
    }
    const read = text;
    text = "";
    return read === "" ? null : read;
  }

  let hasLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await read();
          // The reader left while its page was read: there is nobody to hand it to.
          if (hasLeft) return;
          if (next !== null) return controller.enqueue(encoder.encode(next));
          controller.close();
          onEnd();
        } catch (error) {
          if (hasLeft) return;
          onError(error);
          onEnd();
          // The runtime may print what it gets here, and a query's error holds answers.
          controller.error(new Error("the stream broke off"));
        }
      },
      async cancel() {
        hasLeft = true;
        await iterator.return?.();
        onEnd();
      },
    },
    // Nothing ahead of the reader: a page is fetched when it is wanted.
    { highWaterMark: 0 },
  );
}
