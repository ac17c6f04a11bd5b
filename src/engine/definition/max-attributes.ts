/** How many attributes a response may have: what a door needs to know before any row. */
export const MAX_ATTRIBUTES = 32;
