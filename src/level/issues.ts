/**
 * zod's issues in plain words: what is wrong, where, and what would be right.
 *
 * The messages are product text and have tests. Of a plain union only the member that
 * was meant is heard; the others' complaints are noise.
 */

import { LEVEL_V1 } from './level'
import { listed, type Path, type Problem, shown, withArticle, wrongWord } from './problem'
import { boundsOf, keySchemaOf, keysOf, kindOf, metaOf, schemaAt, valueAt, wordsOf } from './shapes'
import type { z } from './zod'

type Issue = z.core.$ZodIssue

/** Every problem in zod's issue, which speaks of `root`. */
export function problemsOf(issue: Issue, root: unknown, above: Path = []): readonly Problem[] {
  const path = [...above, ...(issue.path as Path)]
  const value = valueAt(root, path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey([...path, key], key, schemaAt(LEVEL_V1, root, path)))
    case 'invalid_key':
      return [malformed(path, path.at(-1), keySchemaOf(schemaAt(LEVEL_V1, root, path.slice(0, -1))), true)]
    case 'invalid_union':
      return issue.errors.length > 0 ? chosen(issue.errors, root, path) : [notOneOf(issue, root, path)]
    case 'invalid_value':
      return [notOneOf(issue, root, path)]
    case 'invalid_format':
      return [malformed(path, value, schemaAt(LEVEL_V1, root, path))]
    case 'too_big':
    case 'too_small':
      return [outOfBounds(issue, root, path)]
    default:
      return [value === undefined ? missing(root, path) : wrongKind(issue, value, path)]
  }
}

/** Of a plain union: the member that takes this kind of value. */
function chosen(members: readonly (readonly Issue[])[], root: unknown, path: Path): readonly Problem[] {
  if (valueAt(root, path) === undefined) return [missing(root, path)]
  const meant = members.find(issues => !issues.some(isOfWrongKind))
  if (meant) return meant.flatMap(issue => problemsOf(issue, root, path))
  const kinds = members.flatMap(issues => issues.filter(isOfWrongKind).map(kindExpected))
  return [
    {
      code: 'KOD-S005',
      path,
      message: `${labelOf(path)} must be ${kinds.join(' or ')}, not ${told(valueAt(root, path))}`,
    },
  ]
}

const isOfWrongKind = (issue: Issue) => issue.code === 'invalid_type' && issue.path.length === 0

function unknownKey(path: Path, key: string, schema: z.core.$ZodType | undefined): Problem {
  const events = keySchemaOf(schema)
  if (events) return { ...wrongWord('KOD-S012', path, key, nounOf(events), wordsOf(events)), atKey: true }
  return { ...wrongWord('KOD-S004', path, key, `key of ${thing(schema)}`, keysOf(schema)), atKey: true }
}

function notOneOf(issue: Issue, root: unknown, path: Path): Problem {
  const value = valueAt(root, path)
  const words =
    'values' in issue ? issue.values.map(String) : 'options' in issue ? (issue.options ?? []).map(String) : []
  if (value === undefined) return missing(root, path, words)
  const schema = schemaAt(LEVEL_V1, root, path) ?? schemaAt(LEVEL_V1, root, path.slice(0, -1))
  return wrongWord('KOD-S012', path, value, nounOf(schema), words)
}

function missing(root: unknown, path: Path, words: readonly string[] = []): Problem {
  const above = path.slice(0, -1)
  const { description } = metaOf(schemaAt(LEVEL_V1, root, path))
  const what = words.length > 0 ? listed(words) : description
  const message = `${labelOf(path)} is missing from ${thisThing(schemaAt(LEVEL_V1, root, above))}`
  return { code: 'KOD-S003', path: above, message: what ? `${message} (${what})` : message }
}

const wrongKind = (issue: Issue, value: unknown, path: Path): Problem => ({
  code: 'KOD-S005',
  path,
  message: `${labelOf(path)} must be ${kindExpected(issue)}, not ${told(value)}`,
})

function outOfBounds(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>, root: unknown, path: Path): Problem {
  const value = valueAt(root, path)
  if (typeof value === 'number') {
    const bounds = boundsOf(schemaAt(LEVEL_V1, root, path))
    return { code: 'KOD-S006', path, message: `${labelOf(path)} must lie between ${bounds}, and is ${value}` }
  }
  const bound = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`
  const unit = typeof value === 'string' ? 'letters' : 'entries'
  return { code: 'KOD-S007', path, message: `${labelOf(path)} must have ${bound} ${unit}, and has ${lengthOf(value)}` }
}

const lengthOf = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)

/** What names of each kind look like, in words. */
const FORMS: Readonly<Record<string, string>> = {
  name: 'small letters, digits, dots and dashes, with a letter or digit at both ends, 40 at most',
  'image reference':
    '[registry/]repository[:tag], such as web, web:v1 or registry.example:5000/shop/web:v1; only the tag may have capitals',
  'id of a level': 'letters, digits and dashes, with a letter or digit at both ends, 40 at most',
  'name of a state': 'a letter, then letters, digits, - and _, 40 at most',
  target: 'the name of a state beside this one, or #landed or #wipedOut',
  'key of a text': 'words joined by dots, such as say.hello',
  language: 'two small letters, such as en, or with a country: pt-BR',
  'number of cluster seconds': 'a whole number from 1 to 99999',
}

function malformed(path: Path, value: unknown, schema: z.core.$ZodType | undefined, atKey = false): Problem {
  const noun = nounOf(schema)
  const form = FORMS[noun]
  const message = `${shown(value)} is not ${withArticle(noun)}${form ? `: ${form}` : ''}`
  return { code: 'KOD-S008', path, message, ...(atKey && { atKey }) }
}

const nounOf = (schema: z.core.$ZodType | undefined) => metaOf(schema).title ?? 'word that fits here'
const thing = (schema: z.core.$ZodType | undefined) => withArticle(metaOf(schema).title ?? 'thing that belongs here')
const thisThing = (schema: z.core.$ZodType | undefined) => `this ${metaOf(schema).title ?? 'object'}`

/** A place by its last key: `"cores"`, or `entry 2 of "demand"`. */
export function labelOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'A level'
  return typeof last === 'string' ? `"${last}"` : `entry ${last + 1} of ${labelOf(path.slice(0, -1))}`
}

const KINDS: Readonly<Record<string, string>> = {
  number: 'a whole number',
  int: 'a whole number',
  string: 'text in quotes',
  boolean: 'true or false',
  object: 'an object in { }',
  record: 'an object in { }',
  array: 'a list in [ ]',
  tuple: 'a list in [ ]',
}

const kindExpected = (issue: Issue) => ('expected' in issue && KINDS[String(issue.expected)]) || 'something else'

const told = (value: unknown) => (typeof value === 'number' ? String(value) : TOLD[kindOf(value)]) ?? 'this'
const TOLD: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  null: 'null',
  object: 'an object',
  array: 'a list',
}
