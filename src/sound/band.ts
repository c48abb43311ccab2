/**
 * Plays a tune in stems, all of them from the first bar on: which of them are heard
 * changes on the bar, and never what bar it is.
 *
 * Howler cannot say when a sound begins, and what is begun in one moment is up to a
 * hundredth of a second apart: so music is played by its context, but not by it.
 *
 * A tune is fetched when it is first to be heard: not before the player's first gesture
 * (browsers are silent until then), and not while music is turned down. Where sound cannot
 * be had it stays away without a word.
 */

import { Howler } from 'howler'
import places from '../../assets/sound/music.json'
import { type Music, STEM_NAMES, type StemName, type TuneName } from '../view/music'
import { atFirstGesture } from './gesture'
import { fetchTune } from './tunes'

/** The part of the settings that is heard. */
export interface MusicLoudness {
  /** 0 to 100. */
  readonly music: number
  readonly muted: boolean
}

export interface Band {
  /** Every frame: what is to be heard now. */
  play(music: Music): void
  /** Something louder has happened: it steps back for a moment. */
  duck(): void
  set(loudness: MusicLoudness): void
}

/** Seconds: 144 beats a minute. */
export const BAR = 5 / 3
const SWELL = 0.1 // s: on the bar, but no click
const LEAVES = 0.35 // s
const SOON = 0.03 // s: all of them are ready by then
const DUCKED = 0.5 // 6 dB
const DUCK_LASTS = 0.5 // s

interface Playing {
  readonly tune: TuneName
  /** In the context's time. */
  readonly began: number
  readonly sources: readonly AudioBufferSourceNode[]
  readonly stems: ReadonlyMap<StemName, GainNode>
  /** Of all of them, and for the moment. */
  readonly whole: GainNode
  readonly aside: GainNode
  heard: readonly StemName[]
}

export function openBand(loudness: MusicLoudness): Band {
  let gain = gainOf(loudness)
  let touched = false
  let broken = false
  let wanted: Music | undefined
  let playing: Playing | undefined
  let begun = 0
  atFirstGesture(() => {
    touched = true
  })
  document.addEventListener('visibilitychange', () => hush(document.hidden))

  const begin = async (music: Music) => {
    leave(playing)
    playing = undefined
    begun += 1
    const mine = begun // left and wanted again while it comes, it would be begun twice
    try {
      const ctx = context()
      const tune = await fetchTune(ctx, music.tune)
      if (mine === begun && wanted) playing = started(ctx, tune, wanted, gain)
    } catch {
      broken = true
    }
  }
  return {
    play(music) {
      if (!touched || broken || gain === 0) return
      const same = wanted?.tune === music.tune
      wanted = music
      if (!same) void begin(music)
      else if (playing) turnOnTheBar(playing, music.stems)
    },
    duck() {
      if (!playing) return
      const { gain } = playing.aside
      const now = playing.aside.context.currentTime
      gain.cancelScheduledValues(now)
      gain.setValueAtTime(DUCKED, now)
      gain.setValueAtTime(DUCKED, now + DUCK_LASTS)
      gain.linearRampToValueAtTime(1, now + DUCK_LASTS + SWELL)
    },
    set(next) {
      gain = gainOf(next)
      playing?.whole.gain.setValueAtTime(gain, playing.whole.context.currentTime)
      if (gain > 0) return
      leave(playing)
      playing = wanted = undefined
    },
  }
}

/** Howler's, so that there is one; it must not fall asleep because no effect is heard. */
function context(): AudioContext {
  Howler.autoSuspend = false
  Howler.volume(Howler.volume()) // only then has it a context
  void Howler.ctx.resume()
  return Howler.ctx
}

function started(ctx: AudioContext, buffer: AudioBuffer, { tune, stems }: Music, gain: number): Playing {
  const [whole, aside] = [ctx.createGain(), ctx.createGain()]
  whole.gain.value = gain
  whole.connect(aside).connect(Howler.masterGain)
  const began = ctx.currentTime + SOON
  const parts = STEM_NAMES.flatMap(stem => {
    const place = (places[tune] as Readonly<Partial<Record<StemName, readonly number[]>>>)[stem]
    if (!place) return []
    const [source, level] = [ctx.createBufferSource(), ctx.createGain()]
    const [from = 0, lasts = 0] = place.map(ms => ms / 1000)
    Object.assign(source, { buffer, loop: true, loopStart: from, loopEnd: from + lasts })
    level.gain.value = stems.includes(stem) ? 1 : 0
    source.connect(level).connect(whole)
    source.start(began, from)
    return [{ stem, source, level }]
  })
  return {
    tune,
    began,
    sources: parts.map(({ source }) => source),
    stems: new Map(parts.map(({ stem, level }) => [stem, level])),
    whole,
    aside,
    heard: stems,
  }
}

function turnOnTheBar(playing: Playing, stems: readonly StemName[]): void {
  const { began, heard } = playing
  playing.heard = stems
  for (const [stem, { gain, context }] of playing.stems) {
    if (heard.includes(stem) === stems.includes(stem)) continue
    const bars = Math.ceil((context.currentTime - began) / BAR)
    const at = began + bars * BAR
    gain.cancelScheduledValues(context.currentTime) // it may have been on its way to the contrary
    gain.setValueAtTime(gain.value, at)
    gain.linearRampToValueAtTime(stems.includes(stem) ? 1 : 0, at + SWELL)
  }
}

function leave(playing: Playing | undefined): void {
  if (!playing) return
  const { gain, context } = playing.whole
  gain.cancelScheduledValues(context.currentTime)
  gain.setValueAtTime(gain.value, context.currentTime)
  gain.linearRampToValueAtTime(0, context.currentTime + LEAVES)
  for (const source of playing.sources) source.stop(context.currentTime + LEAVES)
}

/** Nobody looks: the clock of all sound stands still, so nothing gets out of step. */
function hush(hidden: boolean): void {
  if (Howler.ctx) void (hidden ? Howler.ctx.suspend() : Howler.ctx.resume())
}

/** Half way on the slider is to sound half as loud. */
const gainOf = ({ music, muted }: MusicLoudness): number => (muted ? 0 : (music / 100) ** 2)
