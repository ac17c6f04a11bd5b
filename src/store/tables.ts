/**
 * The tables, and why each index exists.
 *
 * `responses`, `results` and `dictionary` have no foreign keys: a check per row
 * would halve the rate of ingestion, and an `AssessmentKey` exists only for an
 * assessment that was found. Everything else is bound to its assessment.
 *
 * Their second indexes begin with the negated assessment, and queries meant for
 * them say `-assessment = -key`: then no other index can serve. Otherwise a
 * planner whose statistics do not know a new assessment yet thinks that it has
 * one row, finds all indexes alike, and may read the whole assessment a probe.
 *
 * @module
 */

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import type { Layout } from "#engine/answers/layout.ts";
import type { Definition } from "#engine/definition/definition.ts";

import type { AssessmentKey } from "./assessment-key.ts";
import { bytea, byteOrderedText } from "./column-types.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

const assessmentKey = () =>
  integer("assessment")
    .$type<AssessmentKey>()
    .references(() => assessments.key);

export const tenants = pgTable("tenants", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: byteOrderedText("name").notNull().unique(), // a tenant is made once, by name
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const apiKeys = pgTable(
  "api_keys",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    tenant: integer("tenant")
      .notNull()
      .references(() => tenants.id),
    hash: bytea("hash").notNull().unique(), // every request looks its key up by hash
    /** What people call it: a key itself cannot be told from another. */
    label: text("label"),
    scopes: text("scopes").array().notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  // The pages of a tenant's keys.
  (table) => [index("api_keys_by_tenant").on(table.tenant, table.id)],
);

export const assessments = pgTable(
  "assessments",
  {
    key: integer("key").$type<AssessmentKey>().primaryKey().generatedAlwaysAsIdentity(),
    tenant: integer("tenant")
      .notNull()
      .references(() => tenants.id),
    id: byteOrderedText("id").notNull(),
    newestRevision: integer("newest_revision").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  // The tenant-scoped lookup of every request, and the pages of the list.
  (table) => [uniqueIndex("assessments_by_id").on(table.tenant, table.id)],
);

/**
 * One narrow row an assessment: its row lock orders all writers of responses
 * and of the dictionary, and foreign keys never wait for it.
 */
export const assessmentCounters = pgTable("assessment_counters", {
  assessment: assessmentKey().primaryKey(),
  nextOrdinal: integer("next_ordinal").notNull().default(1),
  layoutVersion: integer("layout_version").notNull().default(0),
  nextRating: integer("next_rating").notNull().default(1),
});

export const revisions = pgTable(
  "revisions",
  {
    assessment: assessmentKey().notNull(),
    number: integer("number").notNull(),
    hash: text("hash").notNull(),
    /** json, not jsonb: it keeps what was written, NUL escapes too. */
    definition: json("definition").$type<Definition>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.assessment, table.number] })],
);

export const layouts = pgTable("layouts", {
  assessment: assessmentKey().primaryKey(),
  layout: json("layout").$type<Layout>().notNull(),
});

export const dictionary = pgTable(
  "dictionary",
  {
    assessment: integer("assessment").$type<AssessmentKey>().notNull(),
    code: integer("code").notNull(),
    item: byteOrderedText("item").notNull(),
    /** SHA-256 of the answer in UTF-8: answers may be longer than an index entry. */
    hash: bytea("hash").notNull(),
    /** JSON text, exactly as submitted. */
    answer: text("answer").notNull(),
  },
  (table) => [
    // Code to answer, and the highest code of an item.
    primaryKey({ columns: [table.assessment, table.item, table.code] }),
    // Answer to code, and no answer twice.
    uniqueIndex("dictionary_by_hash").on(sql`(-${table.assessment})`, table.item, table.hash),
  ],
);

export const responses = pgTable(
  "responses",
  {
    assessment: integer("assessment").$type<AssessmentKey>().notNull(),
    ordinal: integer("ordinal").notNull(),
    submittedAt: instant("submitted_at"),
    attempt: smallint("attempt").notNull(),
    /** Whether any column holds a state other than omitted. */
    hasGaps: boolean("has_gaps").notNull(),
    candidate: byteOrderedText("candidate").notNull(),
    /** Answer codes, as the assessment's layout lays them out. */
    answers: bytea("answers").notNull(),
    /** Canonical JSON text. */
    attributes: text("attributes"),
  },
  (table) => [
    // A batch is a range of it.
    primaryKey({ columns: [table.assessment, table.ordinal] }),
    // Makes submitting again safe, and finds a candidate's attempts.
    uniqueIndex("responses_by_candidate").on(
      sql`(-${table.assessment})`,
      table.candidate,
      table.attempt,
    ),
  ],
);

/**
 * What people said of answers that are theirs to score. Nothing is overwritten:
 * a rater's later rating of an answer takes the place of the earlier one.
 */
export const ratings = pgTable(
  "ratings",
  {
    assessment: integer("assessment").$type<AssessmentKey>().notNull(),
    /** Order of arrival, from 1, without gaps: a run counts all up to one of them. */
    sequence: integer("sequence").notNull(),
    ordinal: integer("ordinal").notNull(),
    item: byteOrderedText("item").notNull(),
    rater: byteOrderedText("rater").notNull(),
    /** JSON text: level by criterion. */
    levels: text("levels").notNull(),
    comment: text("comment"),
    ratedAt: instant("rated_at").notNull().defaultNow(),
  },
  (table) => [
    // Which responses have ratings that a run has not seen.
    primaryKey({ columns: [table.assessment, table.sequence] }),
    // The ratings of a batch, and of one answer.
    uniqueIndex("ratings_by_response").on(
      sql`(-${table.assessment})`,
      table.ordinal,
      table.item,
      table.sequence,
    ),
    // What was ever said of an item: a rubric must go on to know it. A key of its own, as above.
    index("ratings_by_item").on(sql`(${table.assessment}::bigint)`, table.item),
  ],
);

export const results = pgTable(
  "results",
  {
    assessment: integer("assessment").$type<AssessmentKey>().notNull(),
    revision: integer("revision").notNull(),
    ordinal: integer("ordinal").notNull(),
    /** The last rating that it may go by. */
    inputsVersion: integer("inputs_version").notNull().default(0),
    /** Micropoints; null where this revision could not read an answer. */
    points: bigint("points", { mode: "number" }),
    /** Micropoints; null where it is the definition's. */
    maxPoints: bigint("max_points", { mode: "number" }),
    /** Micropoints of each scale, in the definition's order. */
    scales: bigint("scales", { mode: "number" }).array(),
    /** Whether people still have to score some of it: the points are those so far. */
    provisional: boolean("provisional").notNull().default(false),
    /** Of each entry of the definition's `irt`, in its order; null where it has none. */
    thetas: doublePrecision("thetas").array(),
    /** Standard errors. */
    thetaSes: doublePrecision("theta_ses").array(),
    /** Why one of them is null or an end: by place in the engine's `THETA_REASONS`. */
    thetaReasons: smallint("theta_reasons").array(),
  },
  (table) => [
    // One result a response, and pages and exports in order of arrival.
    primaryKey({ columns: [table.assessment, table.revision, table.ordinal] }),
    // Pages in order of points, and the quantiles inside a bin.
    index("results_by_points").on(
      sql`(-${table.assessment})`,
      table.revision,
      table.points,
      table.ordinal,
    ),
  ],
);

export const tallies = pgTable(
  "tallies",
  {
    assessment: assessmentKey().notNull(),
    revision: integer("revision").notNull(),
    upto: integer("upto").notNull(),
    /** The last rating that the counted results go by. */
    inputsVersion: integer("inputs_version").notNull().default(0),
    state: bytea("state").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assessment, table.revision] })],
);

/** What a write has made stale in the cache, until the cache has confirmed. Mostly empty. */
export const owedInvalidations = pgTable("owed_invalidations", {
  /** Of the write, so that one that was tried twice owes once. */
  id: uuid("id").primaryKey(),
  assessment: assessmentKey().notNull(),
  owedAt: instant("owed_at").notNull().defaultNow(),
});

export type RunStatus = "running" | "succeeded" | "failed";

export const runs = pgTable(
  "runs",
  {
    id: uuid("id").primaryKey(),
    assessment: assessmentKey().notNull(),
    revision: integer("revision").notNull(),
    status: text("status").$type<RunStatus>().notNull(),
    upto: integer("upto").notNull(),
    /** The last rating that its results go by; null of one that did not succeed, or is of an earlier version. */
    ratings: integer("ratings"),
    total: integer("total").notNull(),
    scored: integer("scored").notNull().default(0),
    pending: integer("pending").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    timings: json("timings").$type<unknown>(),
    failure: json("failure").$type<unknown>(),
    summary: json("summary").$type<unknown>(),
    digest: text("digest"),
    startedAt: instant("started_at").notNull().defaultNow(),
    heartbeatAt: instant("heartbeat_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    // One run at a time: a second request joins it.
    uniqueIndex("runs_running")
      .on(table.assessment, table.revision)
      .where(sql`${table.status} = 'running'`),
    // The newest succeeded run, of a revision or of any.
    index("runs_newest_succeeded")
      .on(table.assessment, table.finishedAt)
      .where(sql`${table.status} = 'succeeded'`),
  ],
);
