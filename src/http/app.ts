/**
 * Every route of the service. `app.fetch(request, deps)` answers a request.
 *
 * @module
 */

import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";

import type { AppEnv } from "./app-env.ts";
import { bearerKey } from "./authenticate.ts";
import { headLength } from "./head-length.ts";
import { limitRate } from "./limit-rate.ts";
import { onError } from "./on-error.ts";
import { openApiRoute } from "./openapi.ts";
import { problem } from "./problem.ts";
import { createKeyRoute } from "./routes/create-key.ts";
import { defineAssessmentRoute } from "./routes/define-assessment.ts";
import { docsRoute } from "./routes/docs.ts";
import { healthRoutes } from "./routes/health.ts";
import { libraryRoutes } from "./routes/library.ts";
import { listAssessmentsRoute } from "./routes/list-assessments.ts";
import { listKeysRoute } from "./routes/list-keys.ts";
import { listPendingRatingsRoute } from "./routes/list-pending-ratings.ts";
import { listResultsRoute } from "./routes/list-results.ts";
import { readAgreementRoute } from "./routes/read-agreement.ts";
import { readAssessmentRoute } from "./routes/read-assessment.ts";
import { readCutsRoute } from "./routes/read-cuts.ts";
import { readDifRoute } from "./routes/read-dif.ts";
import { readIrtInformationRoute } from "./routes/read-irt-information.ts";
import { readItemAnalysisRoute } from "./routes/read-item-analysis.ts";
import { readMetricsRoute } from "./routes/read-metrics.ts";
import { readReliabilityRoute } from "./routes/read-reliability.ts";
import { readResultRoute } from "./routes/read-result.ts";
import { readRunRoute } from "./routes/read-run.ts";
import { readSummaryRoute } from "./routes/read-summary.ts";
import { resumeRunRoute } from "./routes/resume-run.ts";
import { revokeKeyRoute } from "./routes/revoke-key.ts";
import { scoreAssessmentRoute } from "./routes/score-assessment.ts";
import { scoreStatelessRoute } from "./routes/score-stateless.ts";
import { submitRatingsRoute } from "./routes/submit-ratings.ts";
import { submitResponsesRoute } from "./routes/submit-responses.ts";
import { watchRequests } from "./watch-requests.ts";

export const app = new Hono<AppEnv>();

app.onError(onError);
app.notFound((c) => problem(c, { code: "not_found" }));

app.use(headLength);
app.use(requestId({ limitLength: 128 }));
app.use(watchRequests);
app.use(
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, allowed) => problem(c, { code: "method_not_allowed", allowed }),
  }),
);
app.use("/v1/*", bearerKey);
app.use("/v1/*", limitRate);
app.use("/metrics", bearerKey, limitRate);

app.route("/", defineAssessmentRoute);
app.route("/", readAssessmentRoute);
app.route("/", listAssessmentsRoute);
app.route("/", submitResponsesRoute);
app.route("/", submitRatingsRoute);
app.route("/", listPendingRatingsRoute);
app.route("/", readAgreementRoute);
app.route("/", scoreAssessmentRoute);
app.route("/", readRunRoute);
app.route("/", resumeRunRoute);
app.route("/", listResultsRoute);
app.route("/", readResultRoute);
app.route("/", readSummaryRoute);
app.route("/", readItemAnalysisRoute);
app.route("/", readReliabilityRoute);
app.route("/", readCutsRoute);
app.route("/", readIrtInformationRoute);
app.route("/", readDifRoute);
app.route("/", scoreStatelessRoute);
app.route("/", libraryRoutes);
app.route("/", createKeyRoute);
app.route("/", listKeysRoute);
app.route("/", revokeKeyRoute);
app.route("/", readMetricsRoute);
app.route("/", healthRoutes);
app.route("/", docsRoute);
app.route("/", openApiRoute(app));
