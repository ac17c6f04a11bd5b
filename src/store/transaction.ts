/**
 * Transactions that survive the loss of their connection.
 *
 * @module
 */

import type { Db } from "./db.ts";
import { isConnectionLost } from "./passing-fault.ts";

/**
 * Runs work in a transaction, or in a savepoint of one. Use it instead of
 * `db.transaction`.
 *
 * When work fails, postgres.js 3.4.9 writes `rollback`, on a lost connection
 * too, and then that place in the pool never answers again or the process ends
 * by an exception that nobody can catch (porsager/postgres#1208). So work that
 * lost its connection is never seen to fail: the transaction itself is rejected
 * when the connection closes.
 */
export async function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return await db.transaction(async (tx) => {
    try {
      return await work(tx);
    } catch (error) {
      if (isConnectionLost(error)) return await new Promise<never>(() => {});
      throw error;
    }
  });
}
