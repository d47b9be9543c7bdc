/** Where a plate may lie. */

export const corners = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;

export type Corner = (typeof corners)[number];
