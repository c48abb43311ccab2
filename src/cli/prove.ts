/** `kod prove [FILE...]`: the proof inside each level, and 1 if one of them does not hold. */

import { PROOFS, type Proved, prove as proveLevel } from '../proof/prove'
import type { Answer } from './answer'
import { ownLevels, readLevel } from './files'

export function prove(files: readonly string[]): Answer {
  const proved = (files.length > 0 ? files : ownLevels()).map(file => proveLevel(readLevel(file)))
  const levels = proved.map(({ proved: _, ...level }) => level)
  return { json: { levels }, text: proved.map(told).join('\n'), failed: proved.some(each => !each.proved) }
}

const told = (level: Proved) =>
  [
    `${level.id}: ${level.proved ? 'proved' : 'NOT PROVED'}`,
    ...PROOFS.map(proof => {
      const { leastBudgetLeft, mostBudgetLeft, shortest, longest } = level.margins[proof]
      const left = `budget left ${percent(leastBudgetLeft)} to ${percent(mostBudgetLeft)}`
      return `  ${proof}: ${level[proof]}, ${left}, lasted ${percent(shortest)} to ${percent(longest)} of the level`
    }),
  ].join('\n')

const percent = (ppm: number) => `${(ppm / 10_000).toFixed(1)} %`
