/** The picture: whether it is there, is waited for, or is done without. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_SETTINGS, type ScreenView } from '../../src/hud/screen'
import { openPicture } from '../../src/page/picture'
import type { Stage } from '../../src/scenes/stage'
import { NoWebGL } from '../../src/scenes/webgl'

type Loaded = typeof import('../../src/scenes/stage')

const IN_A_RUN = { screen: 'run', settings: DEFAULT_SETTINGS } as ScreenView
const AS_TEXT = { screen: 'run', settings: { ...DEFAULT_SETTINGS, textBoard: true } } as ScreenView

/** A line that brings it when the test says so. */
function aLine(openStage: () => Promise<Stage> = async () => ({ draw() {}, resize() {}, close() {} })) {
  const states: string[] = []
  let line: { readonly resolve: (loaded: Loaded) => void; readonly reject: (why: Error) => void }
  const coming = new Promise<Loaded>((resolve, reject) => {
    line = { resolve, reject }
  })
  const load = vi.fn(() => coming)
  const picture = openPicture(document.createElement('div'), () => states.push(picture.state), load)
  return {
    picture,
    states,
    load,
    async comes() {
      line.resolve({ openStage } as Loaded)
      await vi.advanceTimersByTimeAsync(0)
    },
    async fails() {
      line.reject(new TypeError('Failed to fetch'))
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

describe('The picture', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
      },
    )
    vi.spyOn(console, 'warn').mockReturnValue()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('is coming until it is open', async () => {
    const { picture, states, comes } = aLine()
    picture.wanted(IN_A_RUN)
    expect(picture.state).toBe('coming')
    await comes()
    expect(states).toEqual(['open'])
  })

  it('is late after six seconds, and open when it comes all the same', async () => {
    const { picture, states, comes } = aLine()
    picture.wanted(IN_A_RUN)
    await vi.advanceTimersByTimeAsync(5_900)
    expect(states).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(states).toEqual(['late'])
    await comes()
    expect(states).toEqual(['late', 'open'])
  })

  it('is late where the line is down, and is sent for again after a while', async () => {
    const { picture, states, load, fails } = aLine()
    picture.wanted(IN_A_RUN)
    await fails()
    expect(states).toEqual(['late'])
    picture.wanted(IN_A_RUN)
    expect(load).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(6_100)
    load.mockResolvedValueOnce({ openStage: async () => ({ draw() {}, resize() {}, close() {} }) } as Loaded)
    picture.wanted(IN_A_RUN)
    await vi.advanceTimersByTimeAsync(0)
    expect(picture.state).toBe('open')
  })

  it('is not there without WebGL', async () => {
    const { picture, states, comes } = aLine(() => Promise.reject(new NoWebGL()))
    picture.wanted(IN_A_RUN)
    await comes()
    expect(states).toEqual(['none'])
  })

  it('is sent for once a run is near, and opened by the first run that shows it', async () => {
    const { picture, load } = aLine()
    picture.sendFor()
    expect(load).toHaveBeenCalledTimes(1)
    picture.wanted(AS_TEXT)
    expect(load).toHaveBeenCalledTimes(1)
    picture.wanted(IN_A_RUN)
    picture.wanted(IN_A_RUN)
    expect(load).toHaveBeenCalledTimes(2)
  })
})
