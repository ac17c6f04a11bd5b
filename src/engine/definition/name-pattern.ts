/** What names may be: of items, scales and gates, and of what a tenant keeps. */
export const NAME = /^[A-Za-z0-9._-]{1,64}$/;
export const NAME_MESSAGE = "must be 1 to 64 of the characters A-Z a-z 0-9 . _ -";
