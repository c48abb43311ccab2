import { beforeEach, describe, expect, it, vi } from 'vitest'
import places from '../../assets/sound/music.json'
import { BAR, type Band, openBand } from '../../src/sound/band'
import { type Music, STEM_NAMES, STREET_MUSIC } from '../../src/view/music'

/** A context as far as the band uses it: a gain is what was last asked of it by a time. */
class Gain {
  asked: { readonly at: number; readonly to: number }[] = [{ at: 0, to: 1 }]
  get value() {
    return this.at(sound.time)
  }
  set value(to: number) {
    this.asked = [{ at: sound.time, to }]
  }
  at = (time: number) => this.asked.filter(each => each.at <= time).at(-1)?.to ?? 0
  setValueAtTime = (to: number, at: number) => this.asked.push({ at, to })
  linearRampToValueAtTime = (to: number, at: number) => this.asked.push({ at, to })
  cancelScheduledValues = (from: number) => {
    this.asked = this.asked.filter(({ at }) => at <= from)
  }
}

const sound = vi.hoisted(() => ({
  time: 0,
  fetched: [] as string[],
  sources: [] as { begun: number; from: number; stopped?: number; gain: { at: (time: number) => number } }[],
  arrive: () => {},
  refuses: false,
}))

const ctx = {
  get currentTime() {
    return sound.time
  },
  resume: () => Promise.resolve(),
  createGain() {
    const node = { gain: new Gain(), context: ctx, connect: (to: unknown) => to }
    return node
  },
  createBufferSource() {
    const source = {
      begun: -1,
      from: -1,
      gain: new Gain(),
      connect(level: { gain: Gain }) {
        source.gain = level.gain
        return level
      },
      start(at: number, from: number) {
        Object.assign(source, { begun: at, from })
      },
      stop(at: number) {
        Object.assign(source, { stopped: at })
      },
    }
    sound.sources.push(source)
    return source
  },
}

/** The files of a room share what they have loaded: what is mocked here must not have been. */
vi.hoisted(() => vi.resetModules())
vi.mock('howler', () => ({ Howler: { volume: () => 1, masterGain: {}, codecs: () => true } }))
vi.mock('../../src/sound/tunes', () => ({
  fetchTune: (_: unknown, tune: string) => {
    sound.fetched.push(tune)
    return new Promise((resolve, reject) => {
      sound.arrive = () => (sound.refuses ? reject(new Error('no sound here')) : resolve({}))
    })
  },
}))

const COPING: Music = { tune: 'coping', stems: ['drums', 'bass'] }
const gesture = () => window.dispatchEvent(new Event('keydown'))
/** Of the tune that was begun last. */
const stems = () => STEM_NAMES.map((name, i) => [name, sound.sources.slice(-STEM_NAMES.length)[i]?.gain] as const)
const heard = (at = sound.time) => stems().flatMap(([name, gain]) => ((gain?.at(at) ?? 0) > 0 ? [name] : []))

async function arrived() {
  sound.arrive()
  await new Promise(resolve => setTimeout(resolve))
}

function band(loudness = { music: 100, muted: false }): Band {
  const opened = openBand(loudness)
  gesture()
  return opened
}

async function playing(music = COPING): Promise<Band> {
  const opened = band()
  opened.play(music)
  await arrived()
  return opened
}

beforeEach(async () => {
  const { Howler } = await import('howler')
  Object.assign(Howler, { ctx })
  Object.assign(sound, { time: 0, fetched: [], sources: [], refuses: false })
})

describe('The band', () => {
  it('fetches nothing before the first gesture', () => {
    const opened = openBand({ music: 100, muted: false })
    opened.play(COPING)
    expect(sound.fetched).toEqual([])
    gesture()
    opened.play(COPING)
    opened.play(COPING)
    expect(sound.fetched).toEqual(['coping'])
  })

  it.each([
    ['muted', { music: 50, muted: true }],
    ['turned down to nothing', { music: 0, muted: false }],
  ])('fetches nothing while it is %s', (_, loudness) => {
    band(loudness).play(COPING)
    expect(sound.fetched).toEqual([])
  })

  it('begins all stems of a tune at the same moment, each at its place, and lets those be heard that are wanted', async () => {
    await playing()
    expect(new Set(sound.sources.map(({ begun }) => begun)).size).toBe(1)
    expect(sound.sources.map(({ from }) => from * 1000)).toEqual(
      STEM_NAMES.map(stem => expect.closeTo(places.coping[stem][0] ?? 0, 6)),
    )
    expect(heard()).toEqual(['drums', 'bass'])
  })

  it('changes them on the bar', async () => {
    const opened = await playing()
    const bar = (sound.sources[0]?.begun ?? 0) + BAR
    sound.time = BAR / 2
    opened.play({ ...COPING, stems: STEM_NAMES })
    expect(heard(bar - 0.01)).toEqual(['drums', 'bass'])
    expect(heard(bar + 0.11)).toEqual([...STEM_NAMES])
    expect(sound.sources).toHaveLength(STEM_NAMES.length)
  })

  it('and not at all if it is all over before the bar', async () => {
    const opened = await playing()
    sound.time = BAR / 2
    opened.play({ ...COPING, stems: STEM_NAMES })
    opened.play(COPING)
    expect(heard(2 * BAR)).toEqual(['drums', 'bass'])
  })

  it('goes over to another tune at once', async () => {
    const opened = await playing()
    const before = [...sound.sources]
    sound.time = 1
    opened.play(STREET_MUSIC)
    expect(before.map(({ stopped }) => stopped)).toEqual(before.map(() => 1.35))
    await arrived()
    expect(sound.fetched).toEqual(['coping', 'street'])
    expect(sound.sources.length).toBeGreaterThan(before.length)
  })

  it('leaves out a tune that is no longer wanted when it comes', async () => {
    const opened = band()
    opened.play(COPING)
    const late = sound.arrive
    opened.play(STREET_MUSIC)
    late()
    await new Promise(resolve => setTimeout(resolve))
    expect(sound.sources).toEqual([])
  })

  it('begins a tune once that was left and wanted again before it came', async () => {
    const opened = band()
    opened.play(COPING)
    const first = sound.arrive
    opened.play(STREET_MUSIC)
    opened.play(COPING)
    first()
    await arrived()
    expect(sound.sources).toHaveLength(STEM_NAMES.length)
  })

  it('is silent at once when it is muted, and begins anew afterwards', async () => {
    const opened = await playing()
    opened.set({ music: 50, muted: true })
    expect(sound.sources.every(({ stopped }) => stopped !== undefined)).toBe(true)
    opened.play(COPING)
    expect(sound.fetched).toEqual(['coping'])
    opened.set({ music: 50, muted: false })
    opened.play(COPING)
    expect(sound.fetched).toEqual(['coping', 'coping'])
  })

  it('stays away where there is no sound', async () => {
    sound.refuses = true
    const opened = await playing()
    opened.play(STREET_MUSIC)
    expect(sound.fetched).toEqual(['coping'])
    expect(sound.sources).toEqual([])
  })
})
