/**
 * Plays cues.
 *
 * Nothing is loaded before there is something to hear: not before the player's first
 * gesture (browsers stay silent until then), and not while muted. Where sound cannot
 * be had, it stays away without a word: every cue has its caption elsewhere.
 */

import { Howl, type SoundSpriteDefinitions } from 'howler'
import mp3 from '../../assets/sound/effects.mp3'
import ogg from '../../assets/sound/effects.ogg'
import sprite from '../../assets/sound/sprite.json'
import type { Cue } from '../view/cues'
import { openClimb } from './climb'
import { atFirstGesture } from './gesture'

/** The part of the settings that is heard. */
export interface Loudness {
  /** 0 to 100. */
  readonly volume: number
  readonly muted: boolean
}

export interface Speaker {
  play(cue: Cue): void
  set(loudness: Loudness): void
}

const STALE = 300 // ms: what could not be heard by then is not heard at all
const AGAIN = 90 // ms between two starts of one cue: its causes often come in flocks

export function openSpeaker(loudness: Loudness, now = () => performance.now()): Speaker {
  const started = new Map<Cue, number>()
  const climb = openClimb(now)
  let gain = gainOf(loudness)
  let touched = false
  let howl: Howl | undefined
  let broken = false
  let due: { readonly cue: Cue; readonly rate: number; readonly at: number } | undefined

  atFirstGesture(() => {
    touched = true
  })

  const giveUp = () => {
    broken = true
  }
  const loaded = () => {
    const first = due
    due = undefined
    if (first && now() - first.at < STALE) attempt(() => start(first.cue, first.rate))
  }
  const load = () =>
    new Howl({
      src: [ogg, mp3],
      sprite: sprite as unknown as SoundSpriteDefinitions,
      html5: false,
      volume: gain,
      onload: loaded,
      onloaderror: giveUp,
    })
  const attempt = (what: () => void) => {
    try {
      what()
    } catch {
      giveUp()
    }
  }
  const start = (cue: Cue, rate: number) => {
    const id = howl?.play(cue)
    if (rate !== 1) howl?.rate(rate, id)
  }
  const sound = (cue: Cue) => {
    const rate = climb(cue)
    howl ??= load()
    if (howl.state() === 'loaded') start(cue, rate)
    else due = { cue, rate, at: now() }
  }

  return {
    play(cue) {
      const since = now() - (started.get(cue) ?? -AGAIN)
      if (!touched || broken || gain === 0 || since < AGAIN) return
      started.set(cue, now())
      attempt(() => sound(cue))
    },
    set(next) {
      gain = gainOf(next)
      attempt(() => howl?.volume(gain))
    },
  }
}

/** Half way on the slider is to sound half as loud. */
const gainOf = ({ volume, muted }: Loudness): number => (muted ? 0 : (volume / 100) ** 2)
