/**
 * Knows when an answer has left.
 *
 * @module
 */

export interface Watched {
  readonly response: Response;
  /** Resolves when the body has been read to its end, or its reader has gone. */
  readonly sent: Promise<void>;
}

export function afterBody(answer: Response): Watched {
  if (answer.body === null) return { response: answer, sent: Promise.resolve() };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // A reader that hangs up cancels `readable`, and this `answer.body` in turn.
  const sent = answer.body.pipeTo(writable).catch(() => {});
  return { response: new Response(readable, answer), sent };
}
