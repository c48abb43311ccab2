/**
 * Text in, a level out; or every problem with it, by line and column.
 *
 * Never throws, whatever the text. It goes in stages, and a stage is only asked when
 * the one before found no error: the text as JSON, the format, the shape (zod), then
 * names, numbers, conditions, chart and words together. Errors keep a level from being
 * played, warnings never do. Whether a level can be won is not known here but to
 * `proof`.
 */

import { getNodeValue, type Node } from 'jsonc-parser'
import { chartProblems } from './chart-lint'
import { CODES, type Code, type Severity } from './codes'
import { conditionProblems } from './condition-lint'
import { constantProblems } from './constant-lint'
import { problemsOf } from './issues'
import { offsetOf, placesIn, readJson } from './json-text'
import { EXTENSION_PREFIX, FORMAT, LEVEL_V1, type Level } from './level'
import { nameProblems } from './names'
import { numberProblems } from './numbers'
import { type Problem, shown } from './problem'
import { valueIn } from './shapes'
import { wordProblems } from './word-lint'

export interface Diagnostic {
  readonly file: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
  readonly severity: Severity
  readonly code: Code
  readonly message: string
  /** What to write instead of the word that stands there, without quotes. */
  readonly suggestion?: string
}

export interface Diagnosis {
  /** There unless there are errors. */
  readonly level?: Level
  readonly diagnostics: readonly Diagnostic[]
}

/** More do not help anybody. */
export const MOST_DIAGNOSTICS = 100

const BYTE_ORDER_MARK = '\uFEFF'

export function diagnose(text: string, file = 'level.json'): Diagnosis {
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  const { tree, flaws } = readJson(json)
  if (!tree) return { diagnostics: placed(flaws, json, file) }
  const { level, problems } = examine(getNodeValue(tree))
  const diagnostics = placed(
    problems.slice(0, MOST_LOOKED_UP).map(problem => locate(tree, problem)),
    json,
    file,
  )
  return level && !diagnostics.some(({ severity }) => severity === 'error') ? { level, diagnostics } : { diagnostics }
}

/** `levels/L08.json:41:18 KOD-S012 "Runing" is not …` */
export const lineOf = ({ file, line, column, code, message }: Diagnostic) =>
  `${file}:${line}:${column} ${code} ${message}`

interface Examined {
  readonly level?: Level
  readonly problems: readonly Problem[]
}

/** A value that was JSON: the level in it, and what is wrong with it. */
export function examine(value: unknown): Examined {
  const format = formatProblem(value)
  if (format?.code === 'KOD-S002') return { problems: [format] }
  const { own, extensions } = setAside(value)
  const parsed = LEVEL_V1.safeParse(own)
  if (!parsed.success) {
    const others = parsed.error.issues.flatMap(issue => problemsOf(issue, own)).filter(problem => !isOfFormat(problem))
    return { problems: format ? [format, ...others] : others }
  }
  const level = { ...parsed.data, extensions }
  return { level, problems: CHECKS.flatMap(check => check(level)) }
}

const CHECKS: readonly ((level: Level) => readonly Problem[])[] = [
  nameProblems,
  numberProblems,
  conditionProblems,
  constantProblems,
  chartProblems,
  wordProblems,
  ({ solution }) => (solution.length > 0 ? [] : [noWitness]),
]

const noWitness: Problem = {
  code: 'KOD-L014',
  path: ['solution'],
  message: 'The solution is empty: play the level once and keep what you did, so that others know it can be landed',
}

function formatProblem(value: unknown): Problem | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const format = valueIn(value, 'format')
  if (format === FORMAT) return undefined
  if (format === undefined)
    return {
      code: 'KOD-S001',
      path: [],
      message: `This file does not say its format; "format": ${FORMAT} belongs at its top`,
    }
  if (typeof format === 'number' && Number.isInteger(format) && format > FORMAT)
    return {
      code: 'KOD-S002',
      path: ['format'],
      message: `Made with a newer K8S or DIE (format ${format}); this one reads format ${FORMAT}`,
    }
  return {
    code: 'KOD-S001',
    path: ['format'],
    message: `${shown(format)} is not a format; this one reads format ${FORMAT}`,
  }
}

/** What zod says of the format is said better by `formatProblem`. */
const isOfFormat = ({ path, code, message }: Problem) =>
  path[0] === 'format' || (code === 'KOD-S003' && path.length === 0 && message.startsWith('"format"'))

/** Root keys that start with `x-` are nobody's business but their writer's. */
function setAside(value: unknown): { readonly own: unknown; readonly extensions: Readonly<Record<string, unknown>> } {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { own: value, extensions: {} }
  const entries = Object.entries(value)
  const isExtension = ([key]: readonly [string, unknown]) => key.startsWith(EXTENSION_PREFIX)
  return {
    own: Object.fromEntries(entries.filter(entry => !isExtension(entry))),
    extensions: Object.fromEntries(entries.filter(isExtension)),
  }
}

interface Found {
  readonly code: Code
  readonly offset: number
  readonly message: string
  readonly suggestion?: string | undefined
}

/** A file wrong in so many places is not looked through to its end. */
const MOST_LOOKED_UP = 1_000

const locate = (tree: Node, { code, path, atKey, message, suggestion }: Problem): Found => ({
  code,
  offset: offsetOf(tree, path, atKey === true),
  message,
  suggestion,
})

/** In the order of the text, each said once. */
function placed(found: readonly Found[], text: string, file: string): readonly Diagnostic[] {
  const placeOf = placesIn(text)
  const sorted = [...found].sort((a, b) => a.offset - b.offset)
  const once = new Map(sorted.map(one => [`${one.offset} ${one.code} ${one.message}`, one]))
  return [...once.values()].slice(0, MOST_DIAGNOSTICS).map(({ code, offset, message, suggestion }) => ({
    file,
    ...placeOf(offset),
    severity: CODES[code].severity,
    code,
    message,
    ...(suggestion !== undefined && { suggestion }),
  }))
}
