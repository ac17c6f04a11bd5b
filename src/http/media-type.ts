/**
 * What a body is said to be.
 *
 * @module
 */

import { err, ok, type Result } from "#result";

import type { Failure } from "./failure.ts";

/** The media type of a Content-Type without its parameters, where it is one of these and UTF-8. */
export function mediaTypeAmong<Media extends string>(
  supported: readonly Media[],
  contentType: string | undefined,
): Result<Media, Failure> {
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const media = supported.find((one) => one === type.trim());
  if (media === undefined || parameters.some(isOtherCharset)) {
    return err({ code: "media_type_not_supported", supported });
  }
  return ok(media);
}

/** ASCII is UTF-8 too. */
function isOtherCharset(parameter: string): boolean {
  const [name = "", value = ""] = parameter.split("=");
  const charset = value.trim().replaceAll('"', "");
  return name.trim() === "charset" && !["utf-8", "utf8", "us-ascii"].includes(charset);
}
