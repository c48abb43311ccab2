/**
 * `npm run bench`: how fast the kernel is, beside something else that does the same.
 *
 * Only ratios within one run travel from machine to machine. Each line names its
 * size; the hash says which run it was. `npm run bench -- scale` is the last part alone, and
 * `npm run bench -- music` something else: whether a tune's stems are in step. `frames`,
 * `retry` and `download` are of the page: how long a frame takes, how long it is from a key
 * to what it does, and what comes over the wire. Each case has a fresh process: what one
 * leaves behind (compiled code, shapes of rows, garbage) would be in the next one's time.
 */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { hash } from '../src/rules/run'
import { CASES, type CaseName, SEED, THOUSAND } from './cases'
import { contestLevel, hurried } from './contest'
import { tellDownload } from './download'
import { tellFrames } from './frames'
import { type Case, type Figure, measure } from './measure'
import { tellStems } from './music'
import { tellRetry } from './retry'
import { SCALE, type ScaleName } from './scale'
import { settleInChromium } from './settling-page'

const ms = (time: number) => `${time.toFixed(2)} ms`

function tell({ name, target }: Omit<Case, 'ours'>, { ours, least, theirs }: Figure): string {
  const peer = theirs === undefined ? '' : `, peer ${ms(theirs)}, ${(theirs / ours).toFixed(1)}x`
  const aim = target === undefined ? '' : `, target ${target} ms: ${ours < target ? 'met' : 'missed'}`
  return `${name}: ${ms(ours)} (least ${ms(least)})${peer}${aim}`
}

function main(): void {
  for (const name of Object.keys(CASES)) process.stdout.write(inProcess(name))
  console.log(`seed ${SEED}, hash ${hash(playOut(courseOf(contestLevel()), SEED, hurried))}`)
  scale()
}

/** The cluster of the whole size comes to the same world in Node and in a browser. */
function scale(): void {
  const lines = Object.keys(SCALE).map(name => {
    const line = inProcess(name, name === 'carried' ? ['--expose-gc'] : [])
    process.stdout.write(line)
    return line
  })
  const [node, browser] = lines.map(line => /hash (\w+)/.exec(line)?.[1])
  console.log(node === browser ? 'both come to the same hash' : 'THE HASHES DIFFER')
  if (node !== browser) process.exitCode = 1
}

function inProcess(name: string, options: readonly string[] = []): string {
  const args = [...process.execArgv, ...options, fileURLToPath(import.meta.url), name]
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new Error(`${name} failed`)
  return stdout.toString()
}

async function one(name: CaseName): Promise<void> {
  const each = CASES[name]()
  const figure = measure(each)
  console.log(tell(each, figure))
  if (name === 'settling') await tellSlices()
  if (name !== 'cluster') return
  console.log(
    `the cluster's share of a frame at 30:1 and 60 frames a second: ${(figure.ours / THOUSAND / 2).toFixed(4)} ms`,
  )
}

/** In pages that are not allowed a thread: each is new, so nothing is warm. */
async function tellSlices(): Promise<void> {
  const { slices, frames, tasks } = await settleInChromium(PAGES)
  const worst = (each: readonly number[]) => each.map(ms).join(', ')
  console.log(`in ${PAGES} pages of Chromium without a thread, the longest slice: ${worst(slices)}, target 4 ms`)
  console.log(`and the longest that a frame gave for it: ${worst(frames)}`)
  console.log(`a frame's whole task, in processor time: ${worst(tasks)}`)
}

const PAGES = 5

const [, , asked] = process.argv
if (asked === undefined) main()
else if (asked === 'scale') scale()
else if (asked === 'music') await tellStems()
else if (asked === 'frames') await tellFrames(process.argv[3])
else if (asked === 'retry') await tellRetry()
else if (asked === 'download') await tellDownload()
else if (asked in SCALE) await SCALE[asked as ScaleName]()
else await one(asked as CaseName)
