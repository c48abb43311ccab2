/** Moves that matter, beside the play and after it: what is said of them, and how. */

import { describe, expect, it } from 'vitest'
import { newsOf } from '../../src/hud/news'
import { wordsOf } from '../../src/hud/words'
import type { ImpactView, IncidentView, ScoreView } from '../../src/view/impact-view'
import { ui } from '../../src/view/phrase'
import { aPark } from '../given-view'
import { aHud, aRun, level, nameOf, SCREENS } from './page'

const NOTHING: ImpactView = { inFlight: [], verdict: undefined, combo: undefined, letters: { got: 0, of: 0 } }

const incident = (over: Partial<IncidentView> = {}): IncidentView => ({
  id: 'power',
  what: ui('incident.host-down', { name: 'h1' }),
  struckAt: 840,
  closedAt: 900,
  cost: 0,
  untouched: 1_000_000,
  saved: 1_000_000,
  moves: [{ id: 4, verb: 'MOVE', kind: 'rider', name: 'orders-db', share: 1_000_000 }],
  ...over,
})

const park = (impact: Partial<ImpactView>) => aPark({ impact: { ...NOTHING, ...impact } })

function panel(impact: Partial<ImpactView>) {
  const { hud } = aHud()
  hud.show(aRun({ park: park(impact) }))
  return document.querySelector<HTMLElement>('.part.impact')!
}

describe('Beside the play', () => {
  it('moves are in flight until their incident is over', () => {
    const list = panel({ inFlight: [{ id: 1, verb: 'MOVE', kind: 'rider', name: 'orders-db' }] }).querySelector(
      '.flying',
    )
    expect(nameOf(list)).toBe('MOVE orders-db')
    expect(list?.getAttribute('aria-label')).toMatch(/In flight/)
  })

  const verdicts: readonly [string, Partial<IncidentView>, string][] = [
    ['that was saved', {}, 'h1 went down: 100 % of the budget saved. MOVE orders-db +100 %'],
    [
      'with the three moves that did most',
      {
        moves: [10, 40, 20, 30].map((of, id) => ({
          id,
          verb: 'MOVE' as const,
          kind: 'rider' as const,
          name: `r${of}`,
          share: of * 10_000,
        })),
      },
      'h1 went down: 100 % of the budget saved. MOVE r40 +40 %, MOVE r30 +30 %, MOVE r20 +20 %',
    ],
    [
      'that would have cost more than there is',
      { saved: 1_620_000, moves: [{ id: 4, verb: 'MOVE', kind: 'rider', name: 'orders-db', share: 1_620_000 }] },
      'h1 went down: more than the whole budget saved. MOVE orders-db over 100 %',
    ],
    ['that hands made worse', { saved: -250_000, moves: [] }, 'h1 went down: your moves cost 25 % of the budget.'],
    [
      'that one of them made worse, which is named',
      { saved: -70_000, moves: [{ id: 1, verb: 'MOVE', kind: 'plate', name: 'b2', share: -60_000 }] },
      'h1 went down: your moves cost 7 % of the budget. Most: MOVE b2',
    ],
    ['that nobody noticed', { saved: 0, untouched: 0, moves: [] }, 'h1 went down: nobody noticed.'],
    ['that was lost', { saved: 0, cost: 400_000, moves: [] }, 'h1 went down: 40 % of the budget was lost meanwhile.'],
  ]
  it.each(verdicts)('the verdict is told of an incident %s', (_, over, text) => {
    expect(nameOf(panel({ verdict: incident(over) }).querySelector('.verdict'))).toBe(text)
  })

  it.each([
    ['open', 'Combo ×2 hold it green'],
    ['banked', 'Combo ×2 rolled away clean'],
    ['dropped', 'Combo ×2 bailed'],
  ] as const)('a combo that is %s says so', (state, text) => {
    expect(nameOf(panel({ combo: { moves: 2, state } }).querySelector('.combo'))).toBe(text)
  })

  it('one move is no combo yet', () => {
    expect(panel({ combo: { moves: 1, state: 'open' } }).querySelector('.combo')).toBeNull()
  })

  it('nothing stands there while nothing matters', () => {
    expect(panel({}).querySelectorAll('p, ul')).toHaveLength(0)
  })
})

describe('It is said aloud, calmly and once,', () => {
  const to = { words: wordsOf(level.words), timeScale: 30 }
  const said = (before: Partial<ImpactView>, after: Partial<ImpactView>) => newsOf(park(before), park(after), to)

  it('what an incident came to', () => {
    expect(said({}, { verdict: incident() })).toEqual([
      { text: 'h1 went down: 100 % of the budget saved. MOVE orders-db +100 %', urgent: false },
    ])
    expect(said({ verdict: incident() }, { verdict: incident() })).toEqual([])
  })

  it('what became of a combo', () => {
    const [open, banked] = [{ moves: 2, state: 'open' } as const, { moves: 2, state: 'banked' } as const]
    expect(said({}, { combo: open })).toEqual([])
    expect(said({ combo: open }, { combo: banked }).map(({ text }) => text)).toEqual(['Combo ×2: rolled away clean'])
    expect(said({ combo: banked }, { combo: banked })).toEqual([])
    expect(said({}, { combo: { moves: 1, state: 'dropped' } })).toEqual([])
  })
})

const SCORE: ScoreView = {
  total: 95_580,
  parts: [
    { of: 'requests', got: 69_080, most: 70_000 },
    { of: 'incidents', got: 20_000, most: 20_000 },
  ],
  incidents: [
    { ...incident(), earned: 1_000_000 },
    {
      ...incident({ id: 'b2', moves: [{ id: 5, verb: 'SCALE', kind: 'rider', name: 'shop', share: -140_000 }] }),
      earned: 0,
    },
    { ...incident({ id: 'b3', moves: [] }), earned: 0 },
  ],
  lines: ['hostEvac'],
  combos: [{ state: 'banked', moves: [{ id: 4, verb: 'MOVE', kind: 'rider', name: 'orders-db' }] }],
  letters: { riders: ['ledger'], of: 2 },
}

describe('After the play', () => {
  function debrief(score: ScoreView | undefined) {
    const { hud } = aHud()
    hud.show({ ...SCREENS.debrief, score })
    return document.querySelector<HTMLElement>('.debrief')!
  }

  it('the score is reckoned while the rest can be read', () => {
    const page = debrief(undefined)
    expect(nameOf(page.querySelector('.points'))).toMatch(/being reckoned/)
    expect(page.querySelector('.scored')).toBeNull()
  })

  it('it is told with all its parts', () => {
    const parts = [...debrief(SCORE).querySelectorAll('.parts li')].map(nameOf)
    expect(parts).toEqual(['Requests served in time 69,080 of 70,000', 'Incidents 20,000 of 20,000'])
  })

  it('each incident has what it cost, with and without the moves, and what made the difference', () => {
    const rows = [...debrief(SCORE).querySelectorAll('.incidents tbody tr')].map(nameOf)
    expect(rows[0]).toBe('0:28 h1 went down 100 % 0 % MOVE orders-db saved 100 %')
    expect(rows[1]).toMatch(/SCALE shop cost 14 %/)
    expect(rows[2]).toMatch(/none of your moves/)
  })

  it('lines, combos and letters stand below', () => {
    const page = debrief(SCORE)
    expect(nameOf(page.querySelector('.scored .lines'))).toMatch(/^HOST EVAC everything had left/)
    expect(nameOf(page.querySelector('.scored .combos'))).toBe('MOVE orders-db: rolled away clean')
    const dropped = { state: 'dropped', moves: SCORE.combos[0]!.moves } as const
    const more = debrief({ ...SCORE, combos: [dropped, ...SCORE.combos] })
    expect(more.querySelectorAll('.scored .combos li'), 'one that was dropped at once').toHaveLength(1)
    expect(nameOf(page.querySelector('.scored .letters'))).toMatch(/One letter of S-T-A-T-E: ledger lost its host/)
    expect(page.querySelectorAll('.state b[data-got]')).toHaveLength(1)
  })
})
