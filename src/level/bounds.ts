/** How long, how many: what the format allows, wherever it is asked. */

/** The longest run that fits the format: four cluster hours. */
export const LONGEST_RUN = 14_400
export const LONGEST_NAME = 40
/** Sums of requests or of money stay far below the largest safe whole number. */
export const MANY = 1_000_000_000_000
