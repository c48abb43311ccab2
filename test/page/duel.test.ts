/** A duel on the page: two rounds on one park and seed, judged, watched again, and nobody’s record. */

import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import { tableOf } from '../../src/input/keys'
import { keysNow } from '../../src/page/listening'
import { screenOf } from '../../src/page/screens'
import { openSeat } from '../../src/page/seat'
import * as second from '../../src/page/second'
import { openTime } from '../../src/page/time'
import { campaign, placeOf } from '../../src/session/campaign'
import { linkOf, readLink } from '../../src/session/link'
import { shelf } from './shelf'

const library = await shelf('L02-respawn')

function aPage() {
  const seat = openSeat(() => undefined, library)
  const app = createActor(
    campaign.provide({
      actions: {
        openRun: ({ context }) => void seat.play(context.levelId, context.seed, { duel: context.duel && true }),
        openReplay: ({ context }) => void seat.watch(context.runFile as never),
        openBranch: () => seat.branch(),
      },
    }),
    { input: { levelId: 'L02-respawn' } },
  ).start()
  const noted: unknown[] = []
  const pass = openTime(
    app,
    seat,
    run => seat.counts && noted.push(run),
    100,
    () => false,
  )
  const keeping = { reached: () => ({ best: undefined, goals: [], letters: [], runs: [] }), points: 0, ownsCape: false }
  const shown = () =>
    screenOf({
      second,
      snapshot: app.getSnapshot(),
      settings: DEFAULT_SETTINGS,
      seat,
      picture: 'none',
      hindsight: undefined,
      keeping,
      library,
      crowds: () => [],
      allOpen: false,
      call: undefined,
    } as unknown as Parameters<typeof screenOf>[0])
  const wait = (seconds: number, until = () => false) => {
    for (let frame = 0; frame < seconds * 5 && !until(); frame += 1) pass(200)
  }
  const toTheEnd = () => wait(140, () => placeOf(app.getSnapshot()) === 'debrief')
  return { app, seat, shown, wait, toTheEnd, noted }
}

type Page = ReturnType<typeof aPage>
const routeAll = ({ seat, wait }: Page) => {
  for (const lane of ['bowl', 'boxes', 'bowl'] as const) {
    seat.sitting?.intend({ do: 'route', lane })
    wait(6)
  }
}

/** A duel up to the swap: whoever operates first does nothing at all. */
function swapped(): Page {
  const page = aPage()
  page.app.send({ type: 'DUEL', levelId: 'L02-respawn', seed: 7 })
  page.app.send({ type: 'START' })
  page.toTheEnd()
  return page
}

describe('A duel', () => {
  it('is two rounds of one seed; who kept more has won, and neither is a record', () => {
    const page = swapped()
    expect(page.shown()).toMatchObject({ screen: 'duel', round: 2, rounds: [{ kept: 0 }] })
    page.app.send({ type: 'START' })
    page.wait(1)
    routeAll(page)
    page.toTheEnd()
    const { rounds } = page.app.getSnapshot().context.duel!
    expect(page.shown()).toMatchObject({ screen: 'duel', round: 3 })
    expect(rounds[1]!.kept).toBeGreaterThan(rounds[0]!.kept)
    expect(rounds.map(({ runFile }) => [runFile.seed, runFile.level.duel])).toEqual([
      [7, true],
      [7, true],
    ])
    expect(page.noted).toEqual([])
    expect(page.seat.counts).toBe(false)
  })

  it('shows the hand, has keys for it, and a thrown card is on the INCOMING board', () => {
    const page = aPage()
    page.app.send({ type: 'DUEL', levelId: 'L02-respawn', seed: 7 })
    page.app.send({ type: 'START' })
    page.wait(1)
    routeAll(page)
    const screen = () => page.shown() as Extract<ReturnType<Page['shown']>, { screen: 'run' }>
    const place = screen().duel!.cards.findIndex(({ targets }) => targets > 0)
    const meant = keysNow(page.seat, { call: undefined } as never, DEFAULT_SETTINGS)
    expect(meant[`Digit${6 + place}`]).toEqual({ do: 'card', place })
    expect(meant).toMatchObject(tableOf(DEFAULT_SETTINGS.keys))
    for (let i = 0; i < 2; i += 1) page.seat.sitting?.intend(meant[`Digit${6 + place}`] as never)
    expect(screen().park.incoming.some(({ about }) => 'key' in about && about.key.startsWith('symptom.'))).toBe(true)
    expect(screen().can).toEqual({ plan: false, rewind: false })
  })

  it('by a link is watched to the same end, and then judged alone', () => {
    const page = swapped()
    const { runFile } = page.app.getSnapshot().context.duel!.rounds[0]!
    const decoded = readLink(linkOf(runFile))
    expect(decoded).toEqual({ kind: 'run', file: runFile })
    page.app.send({ type: 'WATCH', levelId: runFile.level.id, runFile })
    for (let i = 0; i < 60; i += 1) page.seat.screening?.explore()
    expect(page.seat.screening?.theatre).toMatchObject({ faith: 'same', sameEnd: true })
    page.toTheEnd()
    const last = page.shown()
    expect(last).toMatchObject({ screen: 'duel', rounds: [{ kept: 0 }] })
    expect('round' in last ? last.round : undefined).toBeUndefined()
  })

  it('ends when somebody goes to the street, or to another level', () => {
    const page = swapped()
    page.app.send({ type: 'QUIT' })
    expect(page.app.getSnapshot().context.duel).toBeUndefined()
    const other = swapped()
    other.app.send({ type: 'OPEN', levelId: 'L02-respawn' })
    expect(other.app.getSnapshot().context.duel).toBeUndefined()
  })
})
