/**
 * docs/report.md: a section for each level that was reported on, with the day it was
 * made. Made by hand (`kod report FILE --page`), for it takes its time; one section at a
 * time, the others stay as they are.
 */

import { LEVEL_IDS } from '../level/catalogue'
import { LANES, VERBS } from '../model/command'
import type { Ppm } from '../model/units'
import type { BotReport, LevelReport } from '../proof/report'
import { DISCIPLINES } from '../rules/medals'
import { heading, table } from './markdown'

/** A report with what the level was then, and what is wrong with it. */
export interface Made extends LevelReport {
  readonly hash: string
  readonly complaints: readonly string[]
}

const HEAD = [
  heading(1, 'How the bots fare'),
  'Made by `npm run kod -- report LEVEL --page`, level by level, by hand: it takes some minutes each. Medals are given as gold / silver / bronze, in hundredths of the seeds. A seed that the oracle did not land is not proven, which is not to say that it cannot be landed.',
].join('\n\n')

/** The page with this section in it, in the order in which levels are played. */
export function withSection(page: string, made: Made, day: string): string {
  const sections = new Map(
    page
      .split(/\n(?=## )/)
      .slice(1)
      .map(text => [text.slice(3, text.indexOf('\n')), text.trim()] as const)
      .filter(([level]) => level !== NEEDED),
  )
  sections.set(made.level, sectionOf(made, day))
  const order = [...LEVEL_IDS, ...[...sections.keys()].filter(id => !LEVEL_IDS.includes(id))]
  const kept = order.flatMap(id => sections.get(id) ?? [])
  return `${[HEAD, ...neededOf(kept), ...kept].join('\n\n')}\n`
}

const NEEDED = 'What is needed'

/** Of every verb and lane that the oracle has played without: the levels in which that made it worse. */
function neededOf(sections: readonly string[]): readonly string[] {
  const levels = new Map<string, string[]>()
  for (const section of sections) {
    const level = section.slice(3, section.indexOf('\n'))
    for (const [, name = '', rest = ''] of section.matchAll(/^\| oracle without (\S+) (.*)$/gm)) {
      const worse = rest.endsWith('| yes |') ? [level.split('-')[0] ?? level] : []
      levels.set(name, [...(levels.get(name) ?? []), ...worse])
    }
  }
  if (levels.size === 0) return []
  const rows = [...VERBS, ...LANES].flatMap(name => {
    const worse = levels.get(name)
    return worse ? [[name, worse.join(', ') || 'none of them']] : []
  })
  return [
    heading(2, NEEDED),
    'Without it the oracle does worse in these levels, of those where it was tried:',
    table(['without', 'worse in'], rows),
  ]
}

function sectionOf(made: Made, day: string): string {
  const { level, seeds, hash, bots, ablation, complaints } = made
  return [
    heading(2, level),
    `${day}, ${seeds} seeds, level ${hash}.${complaints.length > 0 ? ` Not as it should be: ${complaints.join('; ')}.` : ''}`,
    table(TITLES, bots.map(rowOf)),
    ...(ablation.length > 0
      ? [
          `The oracle without one verb or lane, over ${ablation[0]?.runs} of the seeds:`,
          table(
            [...TITLES, 'worse'],
            ablation.map(each => [...rowOf(each), each.worse ? 'yes' : '']),
          ),
        ]
      : []),
  ].join('\n\n')
}

const TITLES = ['bot', 'landed', 'score', 'medal', ...DISCIPLINES.map(of => of.toUpperCase()), 'budget left']

function rowOf({ bot, landedPpm, medianScore, medals, medalsOf, budgetLeftPpm: left }: BotReport): readonly string[] {
  return [
    bot,
    percent(landedPpm),
    String(medianScore),
    metals(medals),
    ...DISCIPLINES.map(of => metals(medalsOf[of])),
    left.least === left.most ? percent(left.median) : `${percent(left.least)} to ${percent(left.most)}`,
  ]
}

const metals = ({ gold, silver, bronze }: BotReport['medals']) => [gold, silver, bronze].map(hundredths).join(' / ')
const hundredths = (ppm: Ppm) => Math.round(ppm / 10_000)
const percent = (ppm: Ppm) => `${hundredths(ppm)} %`
