/**
 * `npm run bench`: how fast the kernel is, beside something else that does the same.
 *
 * Only ratios within one run travel from machine to machine. Each line names its
 * size; the hash says which run it was. `npm run bench -- scale` is the last part alone. Each case has a fresh process: what one
 * leaves behind (compiled code, shapes of rows, garbage) would be in the next one's time.
 */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { hash } from '../src/rules/run'
import { CASES, type CaseName, SEED, THOUSAND } from './cases'
import { contestLevel, hurried } from './contest'
import { type Case, type Figure, measure } from './measure'
import { SCALE, type ScaleName } from './scale'
import { longestSlice, settlements } from './settling'

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

function one(name: CaseName): void {
  const each = CASES[name]()
  const figure = measure(each)
  console.log(tell(each, figure))
  if (name === 'settling') tellSlices()
  if (name !== 'cluster') return
  console.log(
    `the cluster's share of a frame at 30:1 and 60 frames a second: ${(figure.ours / THOUSAND / 2).toFixed(4)} ms`,
  )
}

/** Twenty times over, in a process that is warm by now. */
function tellSlices(): void {
  const open = settlements()
  const longest = Array.from({ length: 20 }, () => longestSlice(open)).sort((a, b) => a - b)
  console.log(
    `its longest slice: ${ms(longest[10] ?? 0)} in the median of twenty, ${ms(longest[19] ?? 0)} at the worst, target 4 ms`,
  )
}

const [, , asked] = process.argv
if (asked === undefined) main()
else if (asked === 'scale') scale()
else if (asked in SCALE) await SCALE[asked as ScaleName]()
else one(asked as CaseName)
