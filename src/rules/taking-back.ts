/**
 * What only takes back what the same player did: an uncordon after a cordon or a drain,
 * a gate that is opened again, a rider sent back to the lane it came from.
 *
 * It is no move of its own: whoever had not done the one would not have needed the other,
 * so settling leaves both out together, and what the pair saved is the first one's. What
 * something else broke (a host that lost power, a bad release) is nobody's to take back.
 * Told by the command lines as they were when they were given, in the order in which they
 * were done. Who is moved twice by the scheduler's choice is not known to be where it was.
 */

import type { Seen } from '../model/world'
import type { Given } from './play'
import type { Run } from './run'

export interface TakingBack {
  readonly given: Seen<Given>
  /** All of it together; never empty. */
  readonly of: readonly Seen<Given>[]
}

/** Of one target: what does something to it, and what takes that back. */
const PAIRS: readonly (readonly [does: RegExp, undoes: RegExp])[] = [
  [/\bkubectl .*\b(cordon|drain) /, /\bkubectl .*\buncordon /],
  [/ service set --disable /, / service set --enable /],
  [/ --connection-limit \d/, / --connection-limit -1 /],
  [/ node power off /, / node power on /],
  [/ rollout pause /, / rollout resume /],
]

/** Whether one is what takes the other back. */
export const opposite = (line: string, other: string): boolean =>
  PAIRS.some(([does, undoes]) => (does.test(line) && undoes.test(other)) || (undoes.test(line) && does.test(other)))

/** Whether two lines of one verb mean the same: the same command of the same tool, and neither undoes what the other does. */
export const sameMeaning = (line: string, other: string): boolean =>
  leading(line) === leading(other) && PAIRS.flat().every(kind => kind.test(line) === kind.test(other))

/** Through `ssh HOST sudo` the tool comes one word later. */
const leading = (line: string): string =>
  line
    .split(' ')
    .slice(0, line.startsWith('ssh ') ? 4 : 3)
    .join(' ')

export function takingsBack({ play }: Seen<Run>): readonly TakingBack[] {
  const done = play.given.filter(({ state }) => state === 'done').sort((one, other) => one.doneAt - other.doneAt)
  const targets = [...new Set(done.map(({ command }) => command.target))]
  return targets.flatMap(target => {
    const there = done.filter(({ command }) => command.target === target)
    return [...PAIRS.flatMap(([does, undoes]) => paired(there, does, undoes)), ...sentBack(there)]
  })
}

/** Everything of one kind since the last time it was taken back. */
function paired(there: readonly Seen<Given>[], does: RegExp, undoes: RegExp): readonly TakingBack[] {
  const found: TakingBack[] = []
  let open: Seen<Given>[] = []
  for (const given of there) {
    if (does.test(given.line)) open.push(given)
    if (!undoes.test(given.line)) continue
    if (open.length > 0) found.push({ given, of: open })
    open = []
  }
  return found
}

/** A ROUTE into the lane in which the rider was before the last one. */
function sentBack(there: readonly Seen<Given>[]): readonly TakingBack[] {
  const found: TakingBack[] = []
  const way: Seen<Given>[] = []
  for (const given of there) {
    if (given.command.verb !== 'ROUTE') continue
    const last = way.at(-1)
    if (last && way.at(-2)?.command.lane === given.command.lane) {
      found.push({ given, of: [last] })
      way.pop()
    } else way.push(given)
  }
  return found
}
