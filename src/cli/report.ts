/**
 * `kod report FILE`: every bot plays the level over many seeds, and the oracle without
 * each verb and lane. Who plays now is told on standard error.
 */

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isContest, LEVEL_IDS } from '../level/catalogue'
import type { Level } from '../level/level'
import { complaintsOf } from '../proof/bites'
import { BOTS } from '../proof/bots'
import type { ProvenLevel } from '../proof/daily'
import { type BotReport, report as reportOn, WINNERS } from '../proof/report'
import { DISCIPLINES, METALS } from '../rules/medals'
import type { Run } from '../rules/run'
import { levelHash, printRun, runFileOf } from '../session/run-file'
import type { Answer } from './answer'
import { Complaint, readLevel, readText, writeText } from './files'
import { type Made, withSection } from './report-page'

export interface ReportOptions {
  readonly seeds?: number
  readonly bots?: string
  readonly ablate?: number
  readonly without?: string
  readonly page?: boolean
}

const SEEDS = 20

export function report(file: string, options: ReportOptions): Answer {
  const level = readLevel(file)
  const { made, best } = played(level, options)
  const complaints = isContest(level.id) ? complaintsOf(made, level) : []
  const whole: Made = { ...made, hash: levelHash(level), complaints }
  if (options.page) keep(whole, best)
  return { json: whole, text: told(whole), failed: complaints.length > 0 }
}

const PAGE = fileURLToPath(new URL('../../docs/report.md', import.meta.url))
const DAILY = fileURLToPath(new URL('../../assets/daily.json', import.meta.url))
const WINS = new URL('../../test/wins/', import.meta.url)

/** The section of the page, the seeds that the run of the day may be of, and the log that won best. */
function keep(made: Made, best: Run | undefined): void {
  const day = new Date().toISOString().slice(0, 10)
  writeText(PAGE, withSection(existsSync(PAGE) ? readText(PAGE) : '', made, day))
  const seeds = made.bots.filter(({ bot }) => WINNERS.includes(bot)).flatMap(({ landed }) => landed)
  const mine = { level: made.level, hash: made.hash, seeds: [...new Set(seeds)].sort((one, other) => one - other) }
  const all = (JSON.parse(readText(DAILY)) as ProvenLevel[]).filter(({ level }) => level !== made.level)
  if (seeds.length > 0) all.push(mine)
  const inOrder = all.sort((one, other) => LEVEL_IDS.indexOf(one.level) - LEVEL_IDS.indexOf(other.level))
  writeText(DAILY, `[\n${inOrder.map(each => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`)
  if (!best) return
  const win = printRun(runFileOf(best, { planned: false, rewound: false }))
  writeText(fileURLToPath(new URL(`${made.level}.json`, WINS)), `${win}\n`)
}

function played(level: Level, { seeds = SEEDS, bots, ablate = 0, without }: ReportOptions) {
  const chosen = bots?.split(',')
  const strange = chosen?.find(bot => !BOTS.includes(bot))
  if (strange !== undefined) throw new Complaint(`"${strange}" is not a bot (${BOTS.join(', ')})`)
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1)
  const work = reportOn(level, {
    seeds: numbers,
    ablate,
    ...(chosen && { bots: chosen }),
    ...(without !== undefined && { without: without.split(',') }),
  })
  let before = ''
  while (work.result === undefined) {
    work.go(A_WHILE)
    const now = `${level.id}: ${work.doing.bot}, seed ${work.doing.seed} of ${seeds}`
    if (now !== before) process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${now}` : `${now}\n`)
    before = now
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  return { made: work.result, best: work.doing.best }
}

/** Ticks between two looks at who plays. */
const A_WHILE = 2_000

const told = ({ level, seeds, bots, ablation, complaints }: Made) =>
  [
    `${level}, ${seeds} seeds`,
    ...bots.map(lineOf),
    ...ablation.map(each => `${lineOf(each)}${each.worse ? '  worse' : ''}`),
    ...complaints.map(each => `NOT AS IT SHOULD BE: ${each}`),
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
