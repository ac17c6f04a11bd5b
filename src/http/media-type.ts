/** The media type of a Content-Type without its parameters, or null where text in it is not UTF-8. */
export function mediaTypeOf(contentType: string | undefined): string | null {
  const [type = "", ...parameters] = (contentType ?? "").split(";");
  for (const parameter of parameters) {
    const [name = "", value = ""] = parameter.split("=");
    const charset = value.trim().replaceAll('"', "").toLowerCase();
    if (name.trim().toLowerCase() !== "charset") continue;
    if (charset !== "utf-8" && charset !== "utf8" && charset !== "us-ascii") return null;
  }
  return type.trim().toLowerCase();
}
