/**
 * `npm run bench`: how fast the kernel is, beside something else that does the same.
 *
 * Only ratios within one run travel from machine to machine. Each line names its
 * size; the hash says which run it was. Each case has a fresh process: what one
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
import { longestSlice, settlements } from './settling'

const ms = (time: number) => `${time.toFixed(2)} ms`

function tell({ name, target }: Omit<Case, 'ours'>, { ours, least, theirs }: Figure): string {
  const peer = theirs === undefined ? '' : `, peer ${ms(theirs)}, ${(theirs / ours).toFixed(1)}x`
  const aim = target === undefined ? '' : `, target ${target} ms: ${ours < target ? 'met' : 'missed'}`
  return `${name}: ${ms(ours)} (least ${ms(least)})${peer}${aim}`
}

function main(): void {
  for (const name of Object.keys(CASES)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), name], {
      stdio: 'inherit',
    })
    if (status !== 0) throw new Error(`${name} failed`)
  }
  console.log(`seed ${SEED}, hash ${hash(playOut(courseOf(contestLevel()), SEED, hurried))}`)
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
else one(asked as CaseName)
