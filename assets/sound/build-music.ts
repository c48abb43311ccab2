/**
 * Makes the tunes from their notes: `node --import tsx assets/sound/build-music.ts`.
 *
 * One file a tune, with its stems one after the other as Ogg Vorbis and MP3. Before each
 * stem stands its own end and after it its own beginning, so that at the seam of a loop a
 * decoder hears what an ear will. `music.json` says where each stem is (ms, exactly) and
 * `music-levels.json` what was measured once the files were decoded again. The results
 * are committed: only who changes a tune needs the tools.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { averageLoudnessOf, peakOf } from './loudness'
import { BAR } from './music'
import { RATE, render } from './synth'
import { type Stem, TUNES, type Tune } from './tunes'
import { samplesIn, wavOf } from './wav'

const LOUDNESS = -23 // LUFS of all stems together, on average: as loud as the effects
const AROUND = 0.1 // s of the loop itself before and after it
const BAR_SAMPLES = Math.round(BAR * RATE)
const MS = RATE / 1000

interface Placed {
  readonly name: string
  readonly start: number
  readonly samples: Float64Array
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function build(): void {
  const places: Record<string, unknown> = {}
  const levels: Record<string, unknown> = {}
  for (const [name, tune] of Object.entries(TUNES)) {
    const stems = laidOut(tune)
    const files = encoded(`music-${name}`, joined(stems))
    places[name] = Object.fromEntries(stems.map(each => [each.name, [each.start / MS, each.samples.length / MS]]))
    levels[name] = { ogg: measured(files.ogg, stems), mp3: measured(files.mp3, stems) }
    for (const kind of ['ogg', 'mp3'])
      console.log(`music-${name}.${kind}: ${statSync(here(`music-${name}.${kind}`)).size}`)
  }
  writeFileSync(here('music.json'), printed(places))
  writeFileSync(here('music-levels.json'), printed(levels))
}

function laidOut(tune: Tune): readonly Placed[] {
  const loops = Object.entries(tune).map(([name, stem]) => ({ name, samples: looped(stem) }))
  const lift = 10 ** ((LOUDNESS - averageLoudnessOf(together(loops.map(({ samples }) => samples)))) / 20)
  let start = AROUND * RATE
  return loops.map(({ name, samples }) => {
    const placed = { name, start, samples: samples.map(sample => sample * lift) }
    start += samples.length + 2 * AROUND * RATE
    return placed
  })
}

/** What rings on after the last bar rings at the beginning of the first. */
function looped({ bars, notes, drive }: Stem): Float64Array {
  const ringing = render(notes)
  const loop = new Float64Array(bars * BAR_SAMPLES)
  ringing.forEach((sample, i) => {
    loop[i % loop.length] = (loop[i % loop.length] ?? 0) + sample
  })
  return drive === 0 ? loop : loop.map(sample => Math.tanh(sample * drive) / drive)
}

/** All stems, each as often as it takes. */
export function together(loops: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(Math.max(...loops.map(({ length }) => length)))
  return all.map((_, i) => loops.reduce((sum, loop) => sum + (loop[i % loop.length] ?? 0), 0))
}

function joined(stems: readonly Placed[]): Float64Array {
  const last = stems.at(-1) as Placed
  const around = AROUND * RATE
  const all = new Float64Array(last.start + last.samples.length + around)
  for (const { start, samples } of stems) {
    for (let i = -around; i < samples.length + around; i += 1) {
      all[start + i] = samples[(i + samples.length) % samples.length] as number
    }
  }
  return all
}

function encoded(name: string, samples: Float64Array): { readonly ogg: Float64Array; readonly mp3: Float64Array } {
  const folder = mkdtempSync(join(tmpdir(), 'kod-music-'))
  const wav = join(folder, 'music.wav')
  writeFileSync(wav, wavOf(samples))
  tool('oggenc', '--quiet', '--serial', '1', '-q', '0', '-o', here(`${name}.ogg`), wav)
  tool('lame', '--quiet', '-m', 'm', '--abr', '48', '--lowpass', '-1', wav, here(`${name}.mp3`))
  tool('oggdec', '--quiet', '-o', join(folder, 'ogg.wav'), here(`${name}.ogg`))
  tool('lame', '--quiet', '--decode', here(`${name}.mp3`), join(folder, 'mp3.wav'))
  const [ogg, mp3] = ['ogg.wav', 'mp3.wav'].map(file => samplesIn(readFileSync(join(folder, file))))
  rmSync(folder, { recursive: true })
  return { ogg: ogg as Float64Array, mp3: mp3 as Float64Array }
}

/** Of the whole, how loud; of each stem, how far it jumps at its seam, against how far it jumps elsewhere. */
function measured(file: Float64Array, stems: readonly Placed[]) {
  const loops = stems.map(({ start, samples }) => file.subarray(start, start + samples.length))
  const all = together(loops)
  return {
    samples: file.length,
    lufs: rounded(averageLoudnessOf(all)),
    peak: rounded(peakOf(all)),
    seams: Object.fromEntries(stems.map(({ name }, i) => [name, seamOf(loops[i] as Float64Array)])),
  }
}

/** From the last sample to the first, and how many steps of the loop are as large or larger. */
function seamOf(loop: Float64Array) {
  const seam = Math.abs((loop[0] ?? 0) - (loop.at(-1) ?? 0))
  let larger = 0
  for (let i = 1; i < loop.length; i += 1) if (Math.abs((loop[i] ?? 0) - (loop[i - 1] ?? 0)) >= seam) larger += 1
  return { jump: Math.round(seam * 10_000) / 10_000, larger }
}

const rounded = (level: number) => Math.round(level * 10) / 10

/** One line an entry. */
const printed = (rows: Readonly<Record<string, unknown>>) =>
  `{\n${Object.entries(rows)
    .map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`

function tool(name: string, ...args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(name, args, { encoding: 'utf8' })
  if (error) throw new Error(`There is no ${name}. On Debian: apt-get install vorbis-tools lame`)
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
}

build()
