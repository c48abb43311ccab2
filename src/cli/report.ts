/**
 * `kod report FILE`: every bot plays the level over many seeds, and the oracle without
 * each verb and lane. Who plays now is told on standard error.
 */

import type { Level } from '../level/level'
import { BOTS } from '../proof/bots'
import { type BotReport, type LevelReport, report as reportOn } from '../proof/report'
import { DISCIPLINES, METALS } from '../rules/medals'
import { levelHash } from '../session/run-file'
import type { Answer } from './answer'
import { Complaint, readLevel } from './files'

export interface ReportOptions {
  readonly seeds?: number
  readonly bots?: string
  readonly ablate?: number
}

const SEEDS = 20

export function report(file: string, options: ReportOptions): Answer {
  const level = readLevel(file)
  const made = { hash: levelHash(level), ...played(level, options) }
  return { json: made, text: told(made), failed: false }
}

function played(level: Level, { seeds = SEEDS, bots, ablate = 0 }: ReportOptions): LevelReport {
  const chosen = bots?.split(',')
  const strange = chosen?.find(bot => !BOTS.includes(bot))
  if (strange !== undefined) throw new Complaint(`"${strange}" is not a bot (${BOTS.join(', ')})`)
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1)
  const work = reportOn(level, { seeds: numbers, ablate, ...(chosen && { bots: chosen }) })
  let before = ''
  while (work.result === undefined) {
    work.go(A_WHILE)
    const now = `${level.id}: ${work.doing.bot}, seed ${work.doing.seed} of ${seeds}`
    if (now !== before) process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${now}` : `${now}\n`)
    before = now
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  return work.result
}

/** Ticks between two looks at who plays. */
const A_WHILE = 2_000

const told = ({ level, seeds, bots, ablation }: LevelReport) =>
  [
    `${level}, ${seeds} seeds`,
    ...bots.map(lineOf),
    ...ablation.map(each => `${lineOf(each)}${each.worse ? '  worse' : ''}`),
  ].join('\n')

function lineOf(each: BotReport): string {
  const { bot, landedPpm, medianScore, medals, budgetLeftPpm } = each
  const none = bot.startsWith('oracle') ? `, not proven ${percent(1_000_000 - landedPpm)}` : ''
  const metals = METALS.filter(metal => metal !== 'none' && medals[metal] > 0).map(
    metal => `${metal} ${percent(medals[metal])}`,
  )
  const best = DISCIPLINES.map(of => `${of} gold ${percent(each.medalsOf[of].gold)}`).join(', ')
  return `  ${bot}: landed ${percent(landedPpm)}${none}, score ${medianScore}, ${metals.join(', ') || 'no medal'} (${best}), budget left ${percent(budgetLeftPpm.median)}`
}

const percent = (ppm: number) => `${Math.round(ppm / 10_000)} %`
