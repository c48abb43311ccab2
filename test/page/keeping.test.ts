import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import { openKeeping } from '../../src/page/keeping'
import { KEY_SETS, rebind } from '../../src/session/keys'
import { memoryStore } from '../../src/session/ports'
import { save } from '../../src/session/progress'
import { NO_PROGRESS } from '../../src/session/record'
import { runFileOf } from '../../src/session/run-file'
import { seeDebrief } from '../../src/view/see-debrief'
import { aRun, toEnd, told } from '../given'

describe('Settings are kept', () => {
  it('from one visit to the next, keys and all', async () => {
    const store = memoryStore()
    const { keys } = rebind(KEY_SETS.usual, 'land', 'KeyH')
    const chosen = {
      ...DEFAULT_SETTINGS,
      captions: true,
      leftHand: true,
      callOut: true,
      longerWarnings: true,
      difficulty: 'bare',
      quality: 'plain',
      keys,
    } as const
    const keeping = await openKeeping(store, false)
    keeping.set(chosen)
    await keeping.exported()
    expect((await openKeeping(store, false)).settings).toEqual(chosen)
  })

  it('and with a progress file', async () => {
    const keeping = await openKeeping(memoryStore(), false)
    keeping.set({ ...DEFAULT_SETTINGS, keys: KEY_SETS.left })
    const other = await openKeeping(memoryStore(), false)
    await other.imported(await keeping.exported())
    expect(other.settings.keys).toEqual(KEY_SETS.left)
  })

  it('but what is not of its kind is the usual one', async () => {
    const store = memoryStore()
    save(store, {
      ...NO_PROGRESS,
      settings: {
        captions: 'yes',
        callOut: 'yes',
        leftHand: 1,
        difficulty: 'easy',
        quality: 'best',
        'key.land': 'Tab',
        'key.hold': 'KeyL',
      },
    })
    const { captions, callOut, leftHand, difficulty, quality, keys } = (await openKeeping(store, false)).settings
    expect([captions, callOut, leftHand, difficulty, quality]).toEqual([false, false, false, 'helped', 'auto'])
    expect(keys).toEqual({ ...KEY_SETS.usual, hold: 'KeyL' })
  })
})

describe('A goal that is not needed to land', () => {
  const CHEAP = {
    id: 'cheap',
    must: false,
    that: { is: 'metric', metric: 'cost.microUnits', lte: 99_000_000 },
  } as const

  const NEEDED = { id: 'all', must: true, that: { is: 'metric', metric: 'riders.landed', gte: 1 } } as const

  it.each([
    ['counts in a run that lands', 'bowl', true],
    ['and not in one that wipes out before it has cost anything', 'slab', false],
  ] as const)('%s', async (_, lane, extra) => {
    const run = aRun({ slo: 900_000, goals: [NEEDED, CHEAP] as never })
    told(run, 'ROUTE', 'rider/web', { lane })
    toEnd(run)
    const keeping = await openKeeping(memoryStore(), false)
    await keeping.note(run, [], runFileOf(run, { planned: false, rewound: false }))
    expect(keeping.reached(run.level.id).goals.includes('cheap')).toBe(extra)
    expect(seeDebrief(run).goals.find(({ id }) => id === 'cheap')?.met).toBe(extra)
  })
})
