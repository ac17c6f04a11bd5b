/** How many attributes a response may have. Here, where both the encoder and a CSV's header may look. */
export const MAX_ATTRIBUTES = 32;
