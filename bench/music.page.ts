/**
 * In the page: a tune is played by the band as in the game, and after a while all its stems
 * are recorded at once, each by itself, to see at which sample of its loop it is.
 */

import { Howler } from 'howler'
import places from '../assets/sound/music.json'
import coping from '../assets/sound/music-coping.ogg'
import { openBand } from '../src/sound/band'
import { STEM_NAMES, type StemName } from '../src/view/music'

const RECORDED = 24_000 // samples
const ROUGH = 61 // every so many samples
const NEAR = 2_000 // samples either side
const BLOCK = 4_096

export interface Stems {
  readonly rate: number
  /** Samples by which each is behind the longest: none, if they are in step. */
  readonly late: Readonly<Record<string, number>>
}

/** After a click on the page. */
export async function stemsAfter(seconds: number): Promise<Stems> {
  const stems = begunFromNow()
  const band = openBand({ music: 100, muted: false })
  const frame = () => {
    band.play({ tune: 'coping', stems: STEM_NAMES })
    requestAnimationFrame(frame)
  }
  dispatchEvent(new Event('keydown'))
  frame()
  await new Promise(resolve => setTimeout(resolve, seconds * 1000))
  const { ctx } = Howler
  const file = (await ctx.decodeAudioData(await (await fetch(coping)).arrayBuffer())).getChannelData(0)
  const loopOf = (stem: StemName) => {
    const [start = 0, lasts = 0] = places.coping[stem]
    const at = (ms: number) => Math.round((ms / 1000) * ctx.sampleRate)
    return file.subarray(at(start), at(start + lasts))
  }
  const heard = await recorded(ctx, stems)
  const of = (stem: StemName) => heard[STEM_NAMES.indexOf(stem)] as Float32Array
  const longest = best(loopOf('lead'), of('lead'), 0, loopOf('lead').length, ROUGH)
  const late = STEM_NAMES.map(stem => [stem, best(loopOf(stem), of(stem), longest - NEAR, 2 * NEAR, 1)] as const)
  const lead = new Map(late).get('lead') as number
  return { rate: ctx.sampleRate, late: Object.fromEntries(late.map(([stem, place]) => [stem, place - lead])) }
}

/** What is begun, in order. */
function begunFromNow(): readonly AudioNode[] {
  const begun: AudioNode[] = []
  const { createBufferSource } = AudioContext.prototype
  AudioContext.prototype.createBufferSource = function (this: AudioContext) {
    const source = createBufferSource.call(this)
    begun.push(source)
    return source
  }
  return begun
}

function recorded(ctx: AudioContext, nodes: readonly AudioNode[]): Promise<readonly Float32Array[]> {
  return new Promise(resolve => {
    const merger = ctx.createChannelMerger(nodes.length)
    const tap = ctx.createScriptProcessor(BLOCK, nodes.length, 1)
    const heard = nodes.map(() => new Float32Array(RECORDED))
    let filled = 0
    tap.onaudioprocess = ({ inputBuffer }) => {
      if (filled === RECORDED) return
      heard.forEach((samples, i) => {
        samples.set(inputBuffer.getChannelData(i).subarray(0, RECORDED - filled), filled)
      })
      filled = Math.min(RECORDED, filled + BLOCK)
      if (filled === RECORDED) resolve(heard)
    }
    nodes.forEach((node, i) => {
      node.connect(merger, 0, i)
    })
    merger.connect(tap)
    tap.connect(ctx.destination)
  })
}

/** The place in a loop, of so many from a first, where it is most like what was recorded. */
function best(loop: Float32Array, samples: Float32Array, first: number, many: number, step: number): number {
  let [most, place] = [-Infinity, first]
  for (let at = first; at < first + many; at += 1) {
    const begin = ((at % loop.length) + loop.length) % loop.length
    let alike = 0
    for (let i = 0; i < samples.length; i += step) alike += (samples[i] ?? 0) * (loop[(begin + i) % loop.length] ?? 0)
    if (alike > most) [most, place] = [alike, at]
  }
  return place
}
