import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSpeaker, type Speaker } from '../../src/sound/speaker'

/** Howler's Howl as the speaker sees it; what a browser would download and play is written down. */
const howler = vi.hoisted(() => ({
  made: [] as {
    options: Record<string, unknown>
    played: string[]
    rates: [number, number][]
    gain: number
    load: () => void
  }[],
  refuses: false,
}))

/** The files of a room share what they have loaded: what is mocked here must not have been. */
vi.hoisted(() => vi.resetModules())
vi.mock('howler', () => ({
  Howl: class {
    private isLoaded = false
    private readonly record
    constructor(options: { volume: number; onload: () => void }) {
      if (howler.refuses) throw new Error('no sound here')
      this.record = {
        options,
        played: [] as string[],
        rates: [] as [number, number][],
        gain: options.volume,
        load: () => this.load(options.onload),
      }
      howler.made.push(this.record)
    }
    private load(onload: () => void) {
      this.isLoaded = true
      onload()
    }
    state = () => (this.isLoaded ? 'loaded' : 'loading')
    play = (cue: string) => this.record.played.push(cue)
    rate = (rate: number, id: number) => this.record.rates.push([Math.round(rate * 100), id])
    volume = (gain: number) => {
      this.record.gain = gain
    }
  },
}))

let time = 0
const speaker = (loudness = { volume: 50, muted: false }) => openSpeaker(loudness, () => time)
const gesture = () => window.dispatchEvent(new Event('keydown'))
const played = () => howler.made.map(howl => howl.played)

/** One that has been touched, and has its sounds. */
function ready(): Speaker {
  const opened = speaker()
  gesture()
  opened.play('tick')
  howler.made[0]?.load()
  time += 1000
  return opened
}

beforeEach(() => {
  howler.made.length = 0
  howler.refuses = false
  time = 0
})
afterEach(gesture) // so that no speaker listens on

describe('The speaker loads nothing', () => {
  it('before the first gesture', () => {
    speaker().play('announced')
    expect(howler.made).toEqual([])
  })

  it('after it, until there is something to play', () => {
    speaker()
    gesture()
    expect(howler.made).toEqual([])
  })

  it.each([
    ['muted', { volume: 50, muted: true }],
    ['turned down to nothing', { volume: 0, muted: false }],
  ])('while it is %s, and catches up when it no longer is', (_, silent) => {
    const opened = speaker(silent)
    gesture()
    opened.play('announced')
    expect(howler.made).toEqual([])
    opened.set({ volume: 50, muted: false })
    opened.play('land')
    expect(howler.made).toHaveLength(1)
  })

  it('twice', () => {
    ready().play('announced')
    expect(played()).toEqual([['tick', 'announced']])
  })
})

describe('What is not heard in the first seconds', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is another file, that comes some seconds after the first', () => {
    ready()
    expect(howler.made).toHaveLength(1)
    vi.advanceTimersByTime(12_000)
    const files = howler.made.map(({ options }) => (options.src as string[])[0])
    expect(files).toEqual([expect.stringContaining('first'), expect.stringContaining('later')])
  })

  it('is loaded at once when it is due, and played if that was quick', () => {
    ready().play('slam')
    howler.made[1]?.load()
    expect(played()).toEqual([['tick'], ['slam']])
  })

  it('is loaded once, and as loud as the rest', () => {
    const opened = ready()
    opened.play('slam')
    vi.advanceTimersByTime(12_000)
    opened.set({ volume: 100, muted: false })
    expect(howler.made.map(({ gain }) => gain)).toEqual([1, 1])
  })
})

describe('The speaker', () => {
  it('plays by Web Audio, with a file for every browser', () => {
    ready()
    const { html5, src } = howler.made[0]?.options ?? {}
    expect({ html5, src }).toEqual({
      html5: false,
      src: [expect.stringMatching(/\.ogg$/), expect.stringMatching(/\.mp3$/)],
    })
  })

  it('plays what came while it was loading, the newest only', () => {
    const opened = speaker()
    gesture()
    opened.play('announced')
    opened.play('land')
    howler.made[0]?.load()
    expect(played()).toEqual([['land']])
  })

  it('but not if that is long ago', () => {
    const opened = speaker()
    gesture()
    opened.play('announced')
    time += 1000
    howler.made[0]?.load()
    expect(played()).toEqual([[]])
  })

  it('plays a cue that comes in a flock once', () => {
    const opened = ready()
    for (let i = 0; i < 5; i += 1) opened.play('land')
    time += 200
    opened.play('land')
    expect(played()).toEqual([['tick', 'land', 'land']])
  })

  it('plays a string of tricks higher and higher, and nothing else', () => {
    const opened = ready()
    for (const cue of ['scale', 'land', 'scale', 'scale'] as const) {
      time += 500
      opened.play(cue)
    }
    expect(howler.made[0]?.rates).toEqual([
      [112, 4],
      [126, 5],
    ])
  })

  it('is as loud as its setting, at once', () => {
    const opened = ready()
    const gains = [
      { volume: 100, muted: false },
      { volume: 50, muted: false },
      { volume: 50, muted: true },
    ].map(loudness => {
      opened.set(loudness)
      return howler.made[0]?.gain
    })
    expect(gains).toEqual([1, 0.25, 0])
  })

  it('stays silent where there is no sound to be had', () => {
    howler.refuses = true
    const opened = speaker()
    gesture()
    expect(() => opened.play('announced')).not.toThrow()
    howler.refuses = false
    opened.play('land')
    expect(howler.made).toEqual([])
  })
})
