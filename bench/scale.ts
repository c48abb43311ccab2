/**
 * Kubernetes' whole supported size, beside real time and beside the plain scan: each line
 * with its size, its seed, its hash, both figures and their ratio.
 */

import { median } from './measure'
import { placeAll } from './placing'
import { type Carried, CRASHES, carry, IN_ZONES, MINUTE, type Size, WHOLE_SIZE } from './whole-size'

const SEED = 1
const TARGET = 100

const { nodes, pods } = WHOLE_SIZE
const NAME = `${nodes} nodes, ${pods} pods`

/** Each in a process of its own (`main.ts`). */
export const SCALE = { carried: inNode, chromium: inChromium, placed, placedInZones } satisfies Record<
  string,
  () => unknown
>
export type ScaleName = keyof typeof SCALE

/** The world and all that is reachable, garbage collected, over an empty process. */
const HEAP_MB = 120

function inNode(): void {
  const before = heap()
  const carried = carry(WHOLE_SIZE, SEED, heap)
  console.log(lineOf(`in Node ${process.versions.node}`, carried))
  console.log(
    `its heap, garbage collected: ${carried.heap - before} MB over the ${before} MB of an empty process, ` +
      `target ${HEAP_MB} MB: ${carried.heap - before < HEAP_MB ? 'met' : 'missed'}`,
  )
}

async function inChromium(): Promise<void> {
  const { carryInChromium } = await import('./carrying') // no part of the other processes
  const { carried, version } = await carryInChromium(WHOLE_SIZE, SEED)
  console.log(lineOf(`in a worker of Chromium ${version}`, carried))
}

function lineOf(where: string, { rounds, hash, ready }: Carried): string {
  const ours = median(rounds)
  const ratio = (MINUTE * 1_000) / ours
  return (
    `${NAME} (${ready} ready at the end; leases, probes, ${CRASHES} crashes a second) ${where}: ` +
    `a minute in ${ours.toFixed(0)} ms (median of ${rounds.length}), real time ${MINUTE * 1_000} ms, ` +
    `${times(ratio)}, seed ${SEED}, hash ${hash}`
  )
}

function placed(): void {
  tellPlaced(WHOLE_SIZE)
}

function placedInZones(): void {
  tellPlaced(IN_ZONES)
}

function tellPlaced(size: Size): void {
  const { ms, scanned, scanMs, unlike, hash, ...rest } = placeAll(size, SEED)
  const [ours, theirs] = [ms / rest.pods, scanMs / scanned]
  console.log(
    `${rest.pods} mixed pods placed on ${nodes} nodes${size.zones ? ` in ${size.zones} zones` : ''}: ${(ours * 1_000).toFixed(1)} us each, plain scan ` +
      `${(theirs * 1_000).toFixed(0)} us each (${scanned} of them, ${unlike} placed otherwise), ` +
      `${times(theirs / ours)}, seed ${SEED}, hash ${hash}`,
  )
}

const times = (ratio: number) => `${ratio.toFixed(0)}x, target ${TARGET}x: ${ratio >= TARGET ? 'met' : 'missed'}`

/** In MB, when everything that can be has been collected. */
function heap(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1e6)
}
