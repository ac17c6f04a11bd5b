/**
 * The rules of an order item: a new one is its file and its line here.
 *
 * @module
 */

import { adjacent } from "./adjacent.ts";
import { exactOrder } from "./exact.ts";
import { kendall } from "./kendall.ts";
import { lis } from "./lis.ts";
import { position } from "./position.ts";

export const orderRules = { exact: exactOrder, position, adjacent, kendall, lis };
