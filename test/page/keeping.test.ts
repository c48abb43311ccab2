import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import { openKeeping } from '../../src/page/keeping'
import { KEY_SETS, rebind } from '../../src/session/keys'
import { memoryStore } from '../../src/session/ports'
import { NO_PROGRESS, save } from '../../src/session/progress'

describe('Settings are kept', () => {
  it('from one visit to the next, keys and all', () => {
    const store = memoryStore()
    const { keys } = rebind(KEY_SETS.usual, 'land', 'KeyH')
    const chosen = {
      ...DEFAULT_SETTINGS,
      captions: true,
      leftHand: true,
      callOut: true,
      longerWarnings: true,
      difficulty: 'bare',
      keys,
    } as const
    openKeeping(store, false).set(chosen)
    expect(openKeeping(store, false).settings).toEqual(chosen)
  })

  it('and with a progress file', () => {
    const keeping = openKeeping(memoryStore(), false)
    keeping.set({ ...DEFAULT_SETTINGS, keys: KEY_SETS.left })
    const other = openKeeping(memoryStore(), false)
    other.imported(keeping.exported())
    expect(other.settings.keys).toEqual(KEY_SETS.left)
  })

  it('but what is not of its kind is the usual one', () => {
    const store = memoryStore()
    save(store, {
      ...NO_PROGRESS,
      settings: {
        captions: 'yes',
        callOut: 'yes',
        leftHand: 1,
        difficulty: 'easy',
        'key.land': 'Tab',
        'key.hold': 'KeyL',
      },
    })
    const { captions, callOut, leftHand, difficulty, keys } = openKeeping(store, false).settings
    expect([captions, callOut, leftHand, difficulty]).toEqual([false, false, false, 'helped'])
    expect(keys).toEqual({ ...KEY_SETS.usual, hold: 'KeyL' })
  })
})
