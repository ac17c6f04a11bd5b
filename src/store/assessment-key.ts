declare const brand: unique symbol;

/**
 * Names an assessment inside the store. Only a lookup that names the tenant
 * makes one, so a query that takes a key cannot reach another tenant's rows.
 */
export type AssessmentKey = number & { readonly [brand]: true };
