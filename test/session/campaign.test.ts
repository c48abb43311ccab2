import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { type CampaignEvent, campaign, modeOf, placeOf } from '../../src/session/campaign'
import type { RunFile } from '../../src/session/run-file'

const RUN: RunFile = {
  format: 1,
  level: { id: 'L01-drop-in', hash: '0123456789abcdef' },
  seed: 1,
  log: [],
  marks: { planned: false, rewound: false },
  engine: 1,
  end: { tick: 0, hash: '0123456789abcdef' },
}
const LAB = { era: 'now', riders: 'own', timetable: false, hands: 'free' } as const
const LAB_RUN: RunFile = { ...RUN, level: { ...RUN.level, lab: LAB }, seed: 42 }
const intoLab: readonly CampaignEvent[] = [
  { type: 'STREET' },
  { type: 'LAB' },
  { type: 'OPEN_LAB', levelId: 'C1', seed: 42, lab: LAB },
]
const ended: CampaignEvent = { type: 'ENDED', runFile: RUN }
const start = { type: 'START' } as const
const plan = { type: 'PLAN' } as const
const menu = { type: 'MENU' } as const
const resume = { type: 'RESUME' } as const
const again = { type: 'AGAIN' } as const
const replay = { type: 'REPLAY' } as const
const quit = { type: 'QUIT' } as const

/** The app after these events, and the sittings that were begun on the way. */
function after(...events: readonly CampaignEvent[]) {
  const begun: string[] = []
  const machine = campaign.provide({
    actions: {
      openRun: () => begun.push('run'),
      openReplay: () => begun.push('replay'),
      openBranch: () => begun.push('branch'),
    },
  })
  const actor = createActor(machine, { input: { levelId: 'L01-drop-in' } }).start()
  for (const event of events) actor.send(event)
  const snapshot = actor.getSnapshot()
  return { at: placeOf(snapshot), mode: modeOf(snapshot), begun, context: snapshot.context }
}

describe('The app goes from', () => {
  const cases = [
    ['nothing to the title', [], 'title'],
    ['the title to the briefing', [start], 'briefing'],
    ['the briefing into the run', [start, start], 'run'],
    ['the title to the street, and back', [{ type: 'STREET' }, quit], 'title'],
    ['the street into the shop', [{ type: 'STREET' }, { type: 'SHOP' }], 'shop'],
    ['the shop back to the street', [{ type: 'STREET' }, { type: 'SHOP' }, quit], 'street'],
    ['the street to the Lab’s door, and back', [{ type: 'STREET' }, { type: 'LAB' }, quit], 'street'],
    ['the Lab’s door into the Lab, when its park is here', [...intoLab, { type: 'HERE' }], 'run'],
    ['waiting for it back to its door', [...intoLab, quit], 'lab'],
    ['the Lab back to its door', [...intoLab, { type: 'HERE' }, menu, quit], 'lab'],
    ['a Lab that is watched into one of one’s own', [{ type: 'WATCH', levelId: 'C1', runFile: LAB_RUN }, again], 'run'],
    ['the briefing to the street', [start, quit], 'street'],
    ['the run to the debrief, when it ends', [start, start, ended], 'debrief'],
    ['the debrief straight into another run', [start, start, ended, again], 'run'],
    ['the debrief to the replay of that run', [start, start, ended, replay], 'replay'],
    ['the replay back to the debrief', [start, start, ended, replay, ended], 'debrief'],
    ['the replay into a run of one’s own', [start, start, ended, replay, again], 'run'],
    ['the menu to the street', [start, start, menu, quit], 'street'],
    ['the debrief to the street', [start, start, ended, quit], 'street'],
    [
      'anywhere to the briefing of a level that is opened',
      [start, start, { type: 'OPEN', levelId: 'L02' }],
      'briefing',
    ],
    ['the street to a duel, and into its first round', [{ type: 'STREET' }, { type: 'DUEL' }, start], 'run'],
    ['the first round of a duel to the swap, and into the second', [{ type: 'DUEL' }, start, ended, start], 'run'],
    [
      'the second round to the result, after which there is no third',
      [{ type: 'DUEL' }, start, ended, start, ended, start],
      'debrief',
    ],
    ['a duel back to the street', [{ type: 'DUEL' }, quit], 'street'],
    ['the title to the replay that a link carries', [{ type: 'WATCH', levelId: 'L02', runFile: RUN }], 'replay'],
    ['anywhere to what is wrong', [start, { type: 'FAIL', problem: { key: 'problem.level' } }], 'problem'],
    ['a problem to the title', [{ type: 'FAIL', problem: { key: 'problem.level' } }, quit], 'title'],
    [
      'a problem to a level',
      [
        { type: 'FAIL', problem: { key: 'x' } },
        { type: 'OPEN', levelId: 'L02' },
      ],
      'briefing',
    ],
  ] as const satisfies readonly (readonly [string, readonly CampaignEvent[], string])[]

  it.each(cases)('%s', (_, events, place) => expect(after(...events).at).toBe(place))
})

describe('During a run', () => {
  it('time runs at first', () => expect(after(start, start).mode).toBe('running'))
  it('PLAN makes time stand, and run again', () => {
    expect(after(start, start, plan).mode).toBe('planning')
    expect(after(start, start, plan, plan).mode).toBe('running')
  })
  it('the menu gives time back as it stood', () => {
    expect(after(start, start, menu).mode).toBe('menu')
    expect(after(start, start, menu, resume).mode).toBe('running')
    expect(after(start, start, plan, menu, resume).mode).toBe('planning')
  })
  it('Esc closes the menu that it opened', () => expect(after(start, start, menu, menu).mode).toBe('running'))
  it('a replay stands and has a menu too', () => {
    expect(after(start, start, ended, replay, plan).mode).toBe('planning')
    expect(after(start, start, ended, replay, menu).mode).toBe('menu')
  })
})

describe('A sitting is begun', () => {
  it('once for each run, and not by leaving the menu', () => {
    expect(after(start, start, menu, resume).begun).toEqual(['run'])
    expect(after(start, start, menu, again).begun).toEqual(['run', 'run'])
    expect(after(start, start, ended, again).begun).toEqual(['run', 'run'])
  })
  it('for a replay as for a run', () => {
    expect(after(start, start, ended, replay, ended, replay).begun).toEqual(['run', 'replay', 'replay'])
    const watch: CampaignEvent = { type: 'WATCH', levelId: 'L02', runFile: RUN }
    expect(after(watch, watch).begun).toEqual(['replay', 'replay'])
  })
})

describe('A replay that is played on from', () => {
  const branch = { type: 'BRANCH' } as const
  it('is a run, whose time stands at first, whatever stood in the way', () => {
    const branched = after(start, start, ended, replay, menu, branch)
    expect(branched).toMatchObject({ at: 'run', mode: 'planning', begun: ['run', 'replay', 'branch'] })
    expect(after(start, start, ended, replay, branch, plan).mode).toBe('running')
  })
  it('is remembered when it ends, and can be begun anew', () => {
    const other = { ...RUN, seed: 2 }
    expect(after(start, start, ended, replay, branch, { type: 'ENDED', runFile: other }).context.runFile).toBe(other)
    expect(after(start, start, ended, replay, branch, again).begun).toEqual(['run', 'replay', 'branch', 'run'])
  })
  it('is only ever a replay', () => expect(after(start, start, branch).begun).toEqual(['run']))
})

describe('The app remembers', () => {
  it('which level, and the run that ended', () =>
    expect(after(start, start, ended).context).toEqual({ levelId: 'L01-drop-in', runFile: RUN }))
  it('no run of another level', () =>
    expect(after(start, start, ended, { type: 'OPEN', levelId: 'L02' }).context.runFile).toBeUndefined())
  it('a problem only while it is shown', () => {
    const fail: CampaignEvent = { type: 'FAIL', problem: { key: 'problem.level', detail: 'L99' } }
    expect(after(fail).context.problem).toEqual({ key: 'problem.level', detail: 'L99' })
    expect(after(fail, quit).context.problem).toBeUndefined()
  })
  it('nothing to replay before a run ended', () => expect(after(replay).at).toBe('title'))
})

describe('A duel', () => {
  const duel = { type: 'DUEL', seed: 7 } as const
  const round = (kept: number): CampaignEvent => ({ type: 'ENDED', runFile: { ...RUN, seed: kept }, kept })

  it('keeps what was kept of each round, and its seed for both', () => {
    const { context, begun } = after(duel, start, round(3), start, round(5))
    expect(context.duel?.rounds.map(({ kept }) => kept)).toEqual([3, 5])
    expect([context.seed, begun]).toEqual([7, ['run', 'run']])
  })
  it('has the first round replayed by its number', () => {
    const { context, at } = after(duel, start, round(3), start, round(5), { type: 'REPLAY', round: 0 })
    expect([at, context.runFile?.seed, context.duel?.rounds.length]).toEqual(['replay', 3, 2])
  })
  it('counts a round that was started over once', () => {
    expect(after(duel, start, menu, again, round(3)).context.duel?.rounds.length).toBe(1)
  })
  it('is over for who plays on by hand from a replay of it', () => {
    const { context } = after(duel, start, round(3), replay, { type: 'BRANCH' })
    expect(context.duel).toBeUndefined()
  })
  it('is over where something fails', () => {
    expect(after(duel, start, { type: 'FAIL', problem: { key: 'x' } }).context.duel).toBeUndefined()
  })
})

describe('A replay', () => {
  const span = { from: 100, to: 700 }
  const watch: CampaignEvent = { type: 'WATCH', levelId: 'L01-drop-in', runFile: RUN }
  const part: CampaignEvent = { type: 'REPLAY', span }

  it.each([
    ['of a part keeps which', [part], span],
    ['of all of it has none', [replay], undefined],
    ['of all of it forgets the part before', [part, ended, replay], undefined],
    ['of another run forgets it too', [part, watch], undefined],
  ] as const)('%s', (_, events, expected) =>
    expect(after(start, start, ended, ...events).context.span).toEqual(expected),
  )
})

describe('The run of the day', () => {
  const open: CampaignEvent = { type: 'OPEN', levelId: 'L02', seed: 9 }
  it.each([
    ['has its seed, again and again', [open, start, ended, again], 9],
    ['is over when another level is opened', [open, start, { type: 'OPEN', levelId: 'L02' }], undefined],
  ] as const satisfies readonly (readonly [string, readonly CampaignEvent[], unknown])[])('%s', (_, events, seed) =>
    expect(after(...events).context.seed).toBe(seed),
  )
})

describe('The Lab', () => {
  it('is known by its level, its seed and how it was opened, until a level is', () => {
    const lab = { levelId: 'C1', seed: 42, lab: LAB }
    expect(after(...intoLab).context).toMatchObject(lab)
    expect(after({ type: 'WATCH', levelId: 'C1', runFile: LAB_RUN }).context).toMatchObject(lab)
    expect(after(...intoLab, { type: 'OPEN', levelId: 'L02' }).context.lab).toBeUndefined()
  })
})
