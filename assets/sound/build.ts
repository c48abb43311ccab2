/**
 * Makes the effects from their sources: `node --import tsx assets/sound/build.ts`.
 *
 * Two files, what a run begins with and all the rest, hold them one after the other with
 * silence between, as Ogg Vorbis and, for browsers without it, as MP3 (of 32 kHz: at so few
 * bits it keeps the highs better than 48). `sprite.json` says where each begins and how long
 * it lasts (ms); `levels.json` how loud each was in either kind, how sharp its ends and how
 * late, once they were decoded again. The results are committed: only who changes a sound
 * needs the tools.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CUES, type Cue } from '../../src/view/cues'
import { EFFECTS, FIRST, STRESS } from './effects'
import { loudnessOf, peakOf } from './loudness'
import { RATE, render } from './synth'
import { samplesIn, wavOf } from './wav'

const LOUDNESS = -23 // LUFS, momentary: three at once stay below full scale
const PEAK = -4 // dBFS, before it is encoded
const SHORTEST = 150 // ms: Howler may repeat what is shorter
const SILENCE = 50 // ms; a decoder that ignores an MP3's padding is late by less
const MS = RATE / 1000
const END = MS / 4 // samples: a click is that short
const FAR = 5 // ms

interface Entry {
  readonly cue: Cue
  readonly start: number
  readonly lasts: number
  readonly samples: Float64Array
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function build(): void {
  const [first, later] = [
    encoded('first', FIRST),
    encoded(
      'later',
      CUES.filter(cue => !FIRST.includes(cue)),
    ),
  ]
  const levels = Object.fromEntries([...first.levels, ...later.levels])
  writeFileSync(here('sprite.json'), `{\n"first": ${first.places},\n"later": ${later.places}}\n`)
  writeFileSync(here('levels.json'), printed(CUES.map(cue => [cue, levels[cue]])))
}

/** Where they are in the file of that name, and how they sound in it. */
function encoded(name: string, cues: readonly Cue[]) {
  const entries = laidOut(cues)
  const folder = mkdtempSync(join(tmpdir(), 'kod-sound-'))
  const wav = join(folder, 'effects.wav')
  const [ogg, mp3] = [here(`effects-${name}.ogg`), here(`effects-${name}.mp3`)]
  writeFileSync(wav, wavOf(joined(entries)))
  tool('oggenc', '--quiet', '--serial', '1', '-q', '-1', '-o', ogg, wav)
  tool('lame', '--quiet', '-m', 'm', '--abr', '32', '--resample', '32', '--lowpass', '-1', wav, mp3)
  tool('oggdec', '--quiet', '-o', join(folder, 'ogg.wav'), ogg)
  tool('lame', '--quiet', '--decode', mp3, join(folder, 'mp3.wav'))
  const [inOgg, inMp3] = ['ogg.wav', 'mp3.wav'].map(file => samplesIn(readFileSync(join(folder, file))))
  rmSync(folder, { recursive: true })
  for (const file of [ogg, mp3]) console.log(`${basename(file)}: ${statSync(file).size} bytes`)

  return {
    places: printed(entries.map(({ cue, start, lasts }) => [cue, [start, lasts]])),
    levels: entries.map(entry => [entry.cue, { ogg: levelIn(inOgg, entry), mp3: levelIn(inMp3, entry) }] as const),
  }
}

function laidOut(cues: readonly Cue[]): readonly Entry[] {
  let start = SILENCE
  return cues.map(cue => {
    const samples = levelled(cue, render(EFFECTS[cue]))
    const lasts = Math.max(SHORTEST, Math.ceil(samples.length / MS))
    const entry = { cue, start, lasts, samples }
    start += lasts + SILENCE
    return entry
  })
}

function levelled(cue: Cue, samples: Float64Array): Float64Array {
  const lift = LOUDNESS + (STRESS[cue] ?? 0) - loudnessOf(samples)
  const loud = samples.map(sample => sample * 10 ** (lift / 20))
  if (peakOf(loud) > PEAK) throw new Error(`${cue} peaks at ${peakOf(loud).toFixed(1)} dBFS: make it longer or rounder`)
  return loud
}

function joined(entries: readonly Entry[]): Float64Array {
  const { start, lasts } = entries.at(-1) as Entry
  const all = new Float64Array((start + lasts + SILENCE) * MS)
  for (const entry of entries) all.set(entry.samples, entry.start * MS)
  return all
}

/** Of an entry; of its ends, which must not click; and of the silence before it, in which nothing of its neighbour may be left. */
function levelIn(file: Float64Array | undefined, { start, lasts, samples }: Entry) {
  const cut = (from: number, ms: number) => file?.subarray(from * MS, (from + ms) * MS) ?? new Float64Array()
  const entry = cut(start, lasts)
  const before = cut(start - SILENCE / 2, SILENCE / 4)
  const ends = Math.max(peakOf(entry.subarray(0, END)), peakOf(entry.subarray(samples.length - END, samples.length)))
  return {
    lufs: rounded(loudnessOf(entry)),
    peak: rounded(peakOf(entry)),
    ends: rounded(ends),
    before: rounded(peakOf(before)),
    late: latenessOf(samples, cut(start - FAR, lasts + 2 * FAR)),
  }
}

/** By how many ms the sound comes later than the sprite says: where the two are most alike. */
function latenessOf(samples: Float64Array, around: Float64Array): number {
  const likeness = (shift: number) => samples.reduce((sum, sample, i) => sum + sample * (around[i + shift] ?? 0), 0)
  const shifts = Array.from({ length: 2 * FAR * MS }, (_, shift) => shift)
  const best = shifts.map(likeness).reduce((most, each, i, all) => (each > (all[most] ?? 0) ? i : most), 0)
  return rounded(best / MS - FAR)
}

const rounded = (level: number) => Math.round(level * 10) / 10

/** One line an entry. */
const printed = (rows: readonly (readonly [string, unknown])[]) =>
  `{\n${rows.map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`).join(',\n')}\n}\n`

function tool(name: string, ...args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(name, args, { encoding: 'utf8' })
  if (error) throw new Error(`There is no ${name}. On Debian: apt-get install vorbis-tools lame`)
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
}

build()
