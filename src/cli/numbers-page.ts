/**
 * The page of numbers: every figure that the simulation obeys, with its unit, era and
 * source, every assumption of the game, and what is simpler than the real thing, in the
 * words of the files that make it so.
 */

import { readdirSync } from 'node:fs'
import { ASSUMED } from '../model/assumptions'
import { FACTS } from '../model/constants'
import { readText } from './files'
import { heading, table } from './markdown'

const SOURCES = new URL('../', import.meta.url)
const FLOORS = ['model', 'sim', 'rules']

export function numbersPage(): string {
  return [
    heading(1, 'The numbers'),
    'Made by `npm run kod -- docs` from `src/model/constants.ts` and `src/model/assumptions.ts`: the simulation obeys these, and no others.',
    'A level says in which of the two eras it plays.',
    heading(2, 'Facts'),
    table(['figure', '2017', 'now', 'unit', 'source'], Object.entries(FACTS).map(factRow)),
    heading(2, 'Assumptions'),
    'What is a scenario’s and not the world’s. Wherever it is shown it is labelled so.',
    table(['figure', 'value', 'unit', 'why'], Object.entries(ASSUMED).map(assumedRow)),
    heading(2, 'What is simpler than the real thing'),
    table(['file', 'in its own words'], simplifications()),
  ].join('\n\n')
}

interface Figure {
  readonly unit: string
}

const factRow = ([key, { value, unit, source }]: [
  string,
  Figure & { value: { '2017': unknown; now: unknown }; source: string },
]) => [inWords(key), shown(value['2017']), shown(value.now), unit, source]

const assumedRow = ([key, { value, unit, why }]: [string, Figure & { value: unknown; why: string }]) => [
  inWords(key),
  shown(value),
  unit,
  why,
]

/** `podStart`: pod start. */
const inWords = (key: string) =>
  key.replace(/MiB|[A-Z]+(?![a-z])|[A-Z]/g, found => ` ${found === 'MiB' ? found : found.toLowerCase()}`).trim()

/** A number, a range, a list or a figure for each of several names. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join('; ')
  if (typeof value !== 'object' || value === null) return String(value)
  const { least, most, ...rest } = value as Record<string, unknown>
  const range = least !== undefined && most !== undefined ? [`${least} to ${most}`] : []
  const named = range.length > 0 ? rest : value
  return [...range, ...Object.entries(named).map(([name, each]) => `${inWords(name)} ${shown(each)}`)].join(', ')
}

function simplifications(): readonly (readonly string[])[] {
  return FLOORS.flatMap(floor =>
    readdirSync(new URL(`${floor}/`, SOURCES), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .sort()
      .flatMap(name => {
        const said = simplerIn(readText(new URL(`${floor}/${name}`, SOURCES).pathname))
        return said.length > 0 ? [[`\`${floor}/${name}\``, said.join(' ')]] : []
      }),
  )
}

/** Every paragraph of a comment that begins so, without the comment's marks. */
function simplerIn(text: string): readonly string[] {
  const comments = text.match(/\/\*\*[\s\S]*?\*\//g) ?? []
  return comments
    .map(comment => comment.replace(/^\/\*\*|\*\/$/g, '').replace(/^ *\* ?/gm, ''))
    .flatMap(comment => comment.split(/\n\s*\n/))
    .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
    .flatMap(paragraph => paragraph.match(/Simpler than the real .*$/) ?? [])
}
