/**
 * Settling an incident: what it would have cost without the moves that touched it, and
 * what each of them is to be credited with.
 *
 * Beside the run as it was played, it is played again from where the first of these moves
 * was made: without all of them; and without each in turn (`parallel.ts`). Losses count from the
 * first sign. Luck is common to all lines, so a move that did nothing changes nothing
 * and gets exactly nothing.
 *
 * What takes back a player's own move goes with it (`rules/taking-back.ts`): it is left out
 * once all that it takes back is, and has no credit of its own. Or whoever shut a host and
 * opened it again would be paid for all that an open host is good for.
 *
 * The first ROUTE of a rider is not left out: what it is measured by is the lane that
 * the sticker table would have given.
 */

import type { LoggedCommand } from '../model/command'
import { largestHost } from '../model/park'
import type { Tick } from '../model/units'
import { stickersOf } from '../model/workload'
import type { Seen } from '../model/world'
import { endOf, type Impact, settleable } from '../rules/impact'
import type { Given, Incidence } from '../rules/play'
import { byPlayer, logOf, type Run } from '../rules/run'
import { takingsBack } from '../rules/taking-back'
import { touching } from '../rules/touching'
import { type About, goOn, goOnTogether, type Line, lossOf, open, openPlayed, type Past, savedBy } from './parallel'
import { usualLane } from './players'
import { pastOf } from './recording'
import { type Share, shared } from './sharing'
import { type Story, sliced } from './slices'
import { finished, type Work } from './work'

/** More moves than that are not told apart in one incident: the last ones count. */
const MOST_MOVES = 12

/** What looking through all that was told costs, in ticks. */
const A_LOOK = 60

/** A move, and what stands in its place where it is left out. */
interface Move {
  readonly given: Seen<Given>
  readonly entry: LoggedCommand
  readonly instead: LoggedCommand | undefined
}

/** The log, and in it what only takes back other commands of it. */
interface Script {
  readonly log: readonly LoggedCommand[]
  readonly back: ReadonlyMap<LoggedCommand, readonly LoggedCommand[]>
}

export const settle = (run: Seen<Run>, incidence: Seen<Incidence>, past: Past): Work<Impact> =>
  sliced(settling(run, incidence, past))

/** Of a run that has ended, all at once: for whoever has nothing else to do meanwhile. */
export function impactsOf(run: Seen<Run>): readonly Impact[] {
  const past = pastOf(run)
  return settleable(run).map(incidence => finished(settle(run, incidence, past)))
}

function* settling(run: Seen<Run>, incidence: Seen<Incidence>, past: Past): Story<Impact> {
  const end = endOf(run, incidence)
  const script = scriptOf(run, end)
  const { log } = script
  const moves = movesIn(run, incidence, script).slice(-MOST_MOVES)
  yield A_LOOK
  const first = Math.min(incidence.signAt - 1, ...moves.map(({ entry }) => entry.tick))
  const about: About = { entry: incidence.entry, signAt: incidence.signAt, struckAt: incidence.struckAt, end, past }
  const played = yield* openPlayed(about, log)
  const untouched = yield* open(about, first, without(script, moves))
  yield* goOnTogether(about, played, untouched)
  const shares = yield* sharesIn(about, script, moves, played, untouched)
  return {
    entry: incidence.entry,
    struckAt: incidence.struckAt,
    closedAt: end,
    cost: lossOf(played),
    untouched: lossOf(untouched),
    credits: shared(shares, savedBy(untouched, played)),
  }
}

/** What each saves beside the others, and, only where that does not explain it all, by itself. */
function* sharesIn(
  about: About,
  script: Script,
  moves: readonly Move[],
  played: Line,
  untouched: Line,
): Story<readonly Share[]> {
  const until = untouched.run.world.tick
  const shares: Share[] = []
  for (const move of moves) {
    const other = yield* open(about, move.entry.tick, without(script, [move]))
    yield* goOn(about, other, until)
    shares.push({ given: move.given.id, beside: savedBy(other, played), alone: 0 })
  }
  if (shares.reduce((sum, { beside }) => sum + Math.max(0, beside), 0) >= savedBy(untouched, played)) return shares
  for (const [i, move] of moves.entries()) {
    const others = moves.filter(each => each !== move)
    const only = yield* open(about, Math.min(...moves.map(({ entry }) => entry.tick)), without(script, others))
    yield* goOn(about, only, until)
    shares[i] = { ...(shares[i] as Share), alone: savedBy(untouched, only) }
  }
  return shares
}

function scriptOf(run: Seen<Run>, end: Tick): Script {
  const log = logOf(run).filter(({ tick }) => tick < end)
  const entryOf = entriesOf(run, log)
  const back = new Map<LoggedCommand, readonly LoggedCommand[]>()
  for (const { given, of } of takingsBack(run)) {
    const [entry, ...entries] = [given, ...of].map(entryOf)
    if (entry && entries.every(each => each !== undefined)) back.set(entry, entries)
  }
  return { log, back }
}

/** What the player gave is what is logged, in the same order. */
function entriesOf(run: Seen<Run>, log: readonly LoggedCommand[]) {
  const all = byPlayer(run)
  return (given: Seen<Given>): LoggedCommand | undefined => log[all.indexOf(given)]
}

/** Those of the log; a ROUTE that says what the table says is none. */
function movesIn(run: Seen<Run>, incidence: Seen<Incidence>, { log, back }: Script): readonly Move[] {
  const entryOf = entriesOf(run, log)
  return touching(run, incidence).flatMap(given => {
    const entry = entryOf(given)
    if (!entry || back.has(entry)) return []
    const instead = isFirstRoute(run, given) ? byTheTable(run, entry) : undefined
    const same = instead && instead.command.lane === entry.command.lane && !entry.command.plate
    return same ? [] : [{ given, entry, instead }]
  })
}

const isFirstRoute = ({ play }: Seen<Run>, given: Seen<Given>): boolean =>
  given.command.verb === 'ROUTE' &&
  play.given.find(
    ({ command, state }) => state === 'done' && command.verb === 'ROUTE' && command.target === given.command.target,
  ) === given

function byTheTable({ world, level }: Seen<Run>, { tick, command }: LoggedCommand): LoggedCommand {
  const { plate, ...free } = command
  const workload = world.workloads.find(({ spec }) => `rider/${spec.name}` === command.target)
  if (!workload) return { tick, command: free }
  return { tick, command: { ...free, lane: usualLane(stickersOf(workload.spec, largestHost(level.park))) } }
}

function without({ log, back }: Script, moves: readonly Move[]): readonly LoggedCommand[] {
  const out = new Map(moves.map(({ entry, instead }) => [entry, instead]))
  const needless = (entry: LoggedCommand) => back.get(entry)?.every(each => out.has(each)) === true
  return log.flatMap(entry => (out.has(entry) ? (out.get(entry) ?? []) : needless(entry) ? [] : [entry]))
}
