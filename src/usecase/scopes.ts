/** What a key may be good for. Each stands alone: `admin` does not bring the others. */
export const SCOPES = ["define", "submit", "score", "read", "admin"] as const;

export type Scope = (typeof SCOPES)[number];
