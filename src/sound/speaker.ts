/**
 * Plays cues.
 *
 * Nothing is loaded before there is something to hear: not before the player's first
 * gesture (browsers stay silent until then), and not while muted. What a run begins with
 * is a file of its own; the other follows some seconds later. Where sound cannot be had, it
 * stays away without a word: every cue has its caption elsewhere.
 */

import { Howl, type SoundSpriteDefinitions } from 'howler'
import firstMp3 from '../../assets/sound/effects-first.mp3'
import firstOgg from '../../assets/sound/effects-first.ogg'
import laterMp3 from '../../assets/sound/effects-later.mp3'
import laterOgg from '../../assets/sound/effects-later.ogg'
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
const LATER = 12_000 // ms: the first run has begun by then

type Bank = 'first' | 'later'
const FILES = { first: [firstOgg, firstMp3], later: [laterOgg, laterMp3] } as const
const bankOf = (cue: Cue): Bank => (cue in sprite.first ? 'first' : 'later')

interface Due {
  readonly cue: Cue
  readonly rate: number
  readonly at: number
}

export function openSpeaker(loudness: Loudness, now = () => performance.now()): Speaker {
  const started = new Map<Cue, number>()
  const banks = new Map<Bank, Howl>()
  const due = new Map<Bank, Due>()
  const climb = openClimb(now)
  let gain = gainOf(loudness)
  let touched = false
  let broken = false

  atFirstGesture(() => {
    touched = true
  })

  const giveUp = () => {
    broken = true
  }
  const attempt = (what: () => void) => {
    try {
      what()
    } catch {
      giveUp()
    }
  }
  const start = (howl: Howl | undefined, { cue, rate }: Due) => {
    const id = howl?.play(cue)
    if (rate !== 1) howl?.rate(rate, id)
  }
  const loaded = (bank: Bank) => {
    const waiting = due.get(bank)
    due.delete(bank)
    if (waiting && now() - waiting.at < STALE) attempt(() => start(banks.get(bank), waiting))
    if (bank === 'first') setTimeout(() => attempt(() => howlOf('later')), LATER)
  }
  const howlOf = (bank: Bank): Howl => {
    const opened = banks.get(bank) ?? load(bank)
    banks.set(bank, opened)
    return opened
  }
  const load = (bank: Bank) =>
    new Howl({
      src: [...FILES[bank]],
      sprite: sprite[bank] as unknown as SoundSpriteDefinitions,
      html5: false,
      volume: gain,
      onload: () => loaded(bank),
      onloaderror: giveUp,
    })
  const sound = (cue: Cue) => {
    const wanted = { cue, rate: climb(cue), at: now() }
    const howl = howlOf(bankOf(cue))
    if (howl.state() === 'loaded') start(howl, wanted)
    else due.set(bankOf(cue), wanted)
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
      attempt(() => {
        for (const howl of banks.values()) howl.volume(gain)
      })
    },
  }
}

/** Half way on the slider is to sound half as loud. */
const gainOf = ({ volume, muted }: Loudness): number => (muted ? 0 : (volume / 100) ** 2)
