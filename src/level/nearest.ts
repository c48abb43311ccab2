/**
 * Which of the known words somebody may have meant.
 *
 * By edit distance, small and capital letters alike; words that share little are not
 * offered. Of two as near, the one that begins alike for longer; else the one listed
 * first, so the answer never changes.
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
    .sort((a, b) => a.away - b.away || sameStart(small, b.word) - sameStart(small, a.word))
    .slice(0, MOST_OFFERED)
    .map(({ word }) => word)
}

/** About one letter in four may be wrong, and one more; two that have changed places count as two. */
const farthest = (written: string, word: string) => Math.floor(Math.max(written.length, word.length) / 4) + 1

function sameStart(written: string, word: string): number {
  const other = word.toLowerCase()
  let length = 0
  while (length < written.length && written[length] === other[length]) length += 1
  return length
}
