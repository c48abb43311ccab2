/**
 * Progress: what was landed, how well, the best run of each level and the figures of the
 * last ones, the cape, and the settings that go with the player.
 *
 * Two slots are written in turn, each with a count and a checksum, so that a write cut
 * short leaves the other, and is mended by the next. What a newer game has written, and
 * slots of which neither can be read, are never overwritten: they stay as they are, and
 * the game plays on without keeping.
 *
 * The best run is kept packed, as a link has it, and only up to a size, so that all
 * levels together stay far below what a browser keeps. It is read when it is wanted: one
 * that does not read is no ghost, and costs nobody their medals.
 */

import { z } from '../level/zod'
import type { RunFigures } from '../rules/figures'
import type { Metal } from '../rules/medals'
import { hashOf } from '../sim/plain'
import { linkOf, readLink } from './link'
import type { Store } from './ports'
import { type LevelRecord, NO_PROGRESS, PROGRESS_FORMAT, type Progress, pointsIn, SLOTS, type Slot } from './record'
import type { RunFile } from './run-file'

const FORMATS = [1, 2, 3, PROGRESS_FORMAT] as const

/** Letters of a packed run; one of three minutes has a few hundred. */
export const LARGEST_KEPT = 16_384

/** Figures of so many runs of a level, the last ones: all levels together stay below a hundred kilobytes. */
export const MOST_RUNS = 40

const METAL = z.enum(['none', 'bronze', 'silver', 'gold'])

/** As in rules/figures. */
const FIGURES = z.strictObject({
  landed: z.boolean(),
  planned: z.boolean(),
  budgetLeft: z.int().min(0).max(1_000_000),
  cost: z.int().min(0),
  toil: z.int().min(0).max(1_000_000),
})

const RECORD = z.strictObject({
  landed: z.int().min(0),
  tried: z.int().min(0),
  medal: METAL,
  score: z.int().min(0),
  goals: z.array(z.string().max(40)).max(12),
  /** Workloads that have earned a letter of S-T-A-T-E. */
  letters: z.array(z.string().max(40)).max(40).default([]),
  best: z
    .strictObject({
      score: z.int().min(0),
      /** Engine and level it was played on: when those change, any run is better. */
      on: z.string().max(40),
      run: z.string().max(LARGEST_KEPT),
    })
    .optional(),
  /** The runs on one engine and one level, the last one last: others are nothing to compare with. */
  own: z.strictObject({ on: z.string().max(40), runs: z.array(FIGURES).max(MOST_RUNS) }).optional(),
})

const PROGRESS = z.strictObject({
  format: z.literal(FORMATS).transform((): typeof PROGRESS_FORMAT => PROGRESS_FORMAT),
  levels: z.record(z.string().max(40), RECORD),
  /** It was bought, for everything that there was: so many points. */
  cape: z.strictObject({ paid: z.int().min(0) }).optional(),
  settings: z.record(z.string().max(40), z.union([z.string().max(40), z.number(), z.boolean()])),
}) satisfies z.ZodType<Progress>

export interface Loaded {
  readonly progress: Progress
  /** Why the next `save` would overwrite something that must not be lost. */
  readonly blocked: 'newer' | 'unreadable' | undefined
}

type Reading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'read'; readonly count: number; readonly progress: Progress }
  | { readonly kind: 'newer' | 'unreadable' }

export function load(store: Store): Loaded {
  const readings = SLOTS.map(slot => readSlot(store, slot))
  const good = readings.filter(reading => reading.kind === 'read').sort((a, b) => b.count - a.count)
  const newer = readings.some(reading => reading.kind === 'newer')
  const lost = good.length === 0 && readings.some(reading => reading.kind === 'unreadable')
  return { progress: good[0]?.progress ?? NO_PROGRESS, blocked: newer ? 'newer' : lost ? 'unreadable' : undefined }
}

/** False if nothing was kept: because it must not be, or because the store would not. */
export function save(store: Store, progress: Progress): boolean {
  if (load(store).blocked) return false
  const readings = SLOTS.map(slot => readSlot(store, slot))
  const counts = readings.map(reading => (reading.kind === 'read' ? reading.count : 0))
  const older = (counts[0] ?? 0) <= (counts[1] ?? 0) ? 0 : 1
  const slot =
    SLOTS[readings[older]?.kind === 'unreadable' && readings[1 - older]?.kind === 'empty' ? 1 - older : older]
  return slot !== undefined && store.write(slot, sealed(Math.max(0, ...counts) + 1, progress))
}

/** One more run of a level. The best is kept, and goals stay met. */
export function noted(progress: Progress, level: string, run: RunResult): Progress {
  const before = progress.levels[level] ?? { landed: 0, tried: 0, medal: 'none', score: 0, goals: [], letters: [] }
  const record: LevelRecord = {
    landed: before.landed + (run.landed ? 1 : 0),
    tried: before.tried + 1,
    medal: better(before.medal, run.medal),
    score: Math.max(before.score, run.score),
    goals: [...new Set([...before.goals, ...run.goals])],
    letters: [...new Set([...before.letters, ...run.letters])],
    ...bestOf(before.best, run),
    ...ownWith(before.own, run),
  }
  return { ...progress, levels: { ...progress.levels, [level]: record } }
}

export interface RunResult {
  readonly landed: boolean
  readonly medal: Metal
  readonly score: number
  readonly goals: readonly string[]
  readonly letters: readonly string[]
  readonly file?: RunFile
  readonly figures?: RunFigures
}

/** Which game it was played in. */
const playedOn = ({ engine, level }: RunFile) => `${engine}.${level.hash}`

function ownWith(before: LevelRecord['own'], { file, figures }: RunResult): Pick<LevelRecord, 'own'> {
  if (!file || !figures) return before ? { own: before } : {}
  const on = playedOn(file)
  const runs = before?.on === on ? before.runs : []
  return { own: { on, runs: [...runs, figures].slice(-MOST_RUNS) } }
}

/** The best landed run of the level as it is now. */
function bestOf(before: LevelRecord['best'], { landed, score, file }: RunResult): Pick<LevelRecord, 'best'> {
  const on = file && playedOn(file)
  const beats = landed && (before?.on !== on || score > (before?.score ?? 0))
  const run = file && beats ? linkOf(file) : ''
  if (on && run !== '' && run.length <= LARGEST_KEPT) return { best: { score, on, run } }
  return before ? { best: before } : {}
}

/** The best run that was kept of a level; undefined if there is none, or it does not read any more. */
export function bestRun(progress: Progress, level: string): RunFile | undefined {
  const kept = progress.levels[level]?.best
  const decoded = kept && readLink(kept.run)
  return decoded?.kind === 'run' ? decoded.file : undefined
}

/** The cape costs everything. What was landed, and how well, stays. */
export const withCape = (progress: Progress): Progress => ({
  ...progress,
  cape: { paid: (progress.cape?.paid ?? 0) + pointsIn(progress) },
})

export const exportProgress = (progress: Progress): string => sealed(1, progress)

/** What was exported, or why it is not that. */
export function importProgress(text: string): Progress | 'newer' | 'unreadable' {
  const reading = unsealed(text)
  if (reading.kind === 'read') return reading.progress
  return reading.kind === 'newer' ? 'newer' : 'unreadable'
}

function readSlot(store: Store, slot: Slot): Reading {
  const text = store.read(slot)
  return text === undefined ? { kind: 'empty' } : unsealed(text)
}

const sealed = (count: number, progress: Progress) =>
  JSON.stringify({ count, checksum: hashOf([count, JSON.stringify(progress)]), progress })

const SEALED = z.object({
  count: z.int().min(0),
  checksum: z.string(),
  progress: z.object({ format: z.int() }).loose(),
})

function unsealed(text: string): Reading {
  const outer = SEALED.safeParse(parsed(text))
  if (!outer.success) return { kind: 'unreadable' }
  const { count, checksum, progress } = outer.data
  if (checksum !== hashOf([count, JSON.stringify(progress)])) return { kind: 'unreadable' }
  if (progress.format > PROGRESS_FORMAT) return { kind: 'newer' }
  const inner = PROGRESS.safeParse(progress)
  return inner.success ? { kind: 'read', count, progress: inner.data } : { kind: 'unreadable' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // unreadable, and said so by whoever asked
  }
}

const ORDER: readonly Metal[] = ['none', 'bronze', 'silver', 'gold']
const better = (a: Metal, b: Metal): Metal => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b)
