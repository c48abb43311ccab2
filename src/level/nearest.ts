/**
 * Which of the known words somebody may have meant.
 *
 * By edit distance, small and capital letters alike; words that share little are not
 * offered. Among equals the one listed first wins, so the answer never changes.
 */

import { distance } from 'fastest-levenshtein'

const MOST_OFFERED = 3
const LONGEST_WORD = 80

/** Nearest first, at most three. */
export function nearest(written: string, words: readonly string[]): readonly string[] {
  if (written.length > LONGEST_WORD) return []
  const small = written.toLowerCase()
  return words
    .map(word => ({ word, away: distance(small, word.toLowerCase()) }))
    .filter(({ word, away }) => away <= farthest(small, word))
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST_OFFERED)
    .map(({ word }) => word)
}

/** About one letter in three may be wrong. */
const farthest = (written: string, word: string) => Math.max(1, Math.floor(Math.max(written.length, word.length) / 3))
