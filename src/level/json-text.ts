/**
 * The text of a level file as JSON: read with care, and every place in it findable.
 *
 * Size and nesting are counted before parsing, since a parser's stack is not a limit;
 * comments and trailing commas are not JSON. What is read keeps the offset of every
 * key and value, so that a problem's path becomes a line and a column. Knows nothing
 * of levels.
 */

import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import type { Code } from './codes'
import type { Path } from './problem'

export const MOST_CHARACTERS = 262_144
export const MOST_DEEP = 32

/** Something wrong with the text itself. */
export interface Flaw {
  readonly code: Code
  readonly offset: number
  readonly message: string
}

export interface JsonText {
  readonly tree: Node | undefined
  readonly flaws: readonly Flaw[]
}

/** The tree, if the text is sound JSON; or all that is wrong with it. */
export function readJson(text: string): JsonText {
  const unreadable = tooLarge(text) ?? tooDeep(text)
  if (unreadable) return { tree: undefined, flaws: [unreadable] }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const first = errors.filter(({ offset }, i) => offset !== errors[i - 1]?.offset)
  const flaws = [...first.map(error => syntaxFlaw(text, error)), ...(tree ? keyFlaws(tree) : [])]
  return { tree: flaws.length === 0 ? tree : undefined, flaws }
}

const tooLarge = (text: string): Flaw | undefined =>
  text.length > MOST_CHARACTERS
    ? { code: 'KOD-J002', offset: 0, message: `This file has ${text.length} characters; 262,144 (256 kB) is the most` }
    : undefined

const CLOSES: Readonly<Record<string, string>> = { '}': '{', ']': '[' }

/** Reads the parser's own tokens. A bracket that closes another kind closes nothing, so the count is never too small. */
function tooDeep(text: string): Flaw | undefined {
  const scanner = createScanner(text, true)
  const open: string[] = []
  while (scanner.getPosition() < text.length) {
    scanner.scan()
    const offset = scanner.getTokenOffset()
    const token = scanner.getTokenLength() === 1 ? text.charAt(offset) : ''
    if (token === '{' || token === '[') open.push(token)
    else if (open.length > 0 && open.at(-1) === CLOSES[token]) open.pop()
    if (open.length > MOST_DEEP)
      return { code: 'KOD-J003', offset, message: `Brackets are nested deeper than ${MOST_DEEP} here` }
  }
  return undefined
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is not JSON: text stands in double quotes, and the only bare words are true, false and null',
  InvalidNumberFormat: 'This is not a number as JSON writes them',
  PropertyNameExpected: 'A key in double quotes belongs here',
  ValueExpected: 'A value belongs here',
  ColonExpected: 'A colon belongs between the key and its value',
  CommaExpected: 'A comma is missing before this',
  CloseBraceExpected: 'A closing } is missing',
  CloseBracketExpected: 'A closing ] is missing',
  EndOfFileExpected: 'The level ended before this; nothing may follow it',
  InvalidCommentToken: 'JSON has no comments; a "description" or a root key that starts with x- can hold the remark',
  UnexpectedEndOfComment: 'This comment has no end, and JSON has no comments',
  UnexpectedEndOfString: 'This text has no closing quote on its line',
  UnexpectedEndOfNumber: 'This number stops too early',
  InvalidUnicode: 'After \\u, four digits from 0 to f belong',
  InvalidEscapeCharacter: 'Only \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u may follow a backslash',
  InvalidCharacter: 'A tab or another invisible character stands in this text; write \\t instead',
}

const EMPTY: Flaw = { code: 'KOD-J001', offset: 0, message: 'This file is empty; a level is an object in { }' }

function syntaxFlaw(text: string, { error, offset }: ParseError): Flaw {
  if (text.trim() === '') return EMPTY
  const at = (message: string): Flaw => ({ code: 'KOD-J001', offset, message })
  const next = text.charAt(offset)
  const wanting = ['PropertyNameExpected', 'ValueExpected'].includes(printParseErrorCode(error))
  if (wanting && next in CLOSES && text.slice(0, offset).trimEnd().endsWith(','))
    return at(`There is a comma too many before this ${next}`)
  return at(SYNTAX[printParseErrorCode(error)] ?? 'This is not JSON')
}

/** Keys that stand twice in one object, and the one that no object can safely hold. */
function keyFlaws(node: Node): readonly Flaw[] {
  const children = node.children ?? []
  const own = node.type === 'object' ? keyFlawsIn(children.flatMap(property => property.children?.[0] ?? [])) : []
  return [...own, ...children.flatMap(keyFlaws)]
}

function keyFlawsIn(keys: readonly Node[]): readonly Flaw[] {
  const seen = new Set<string>()
  return keys.flatMap(({ value, offset }): Flaw[] => {
    const twice = seen.has(value)
    seen.add(value)
    if (value === '__proto__') return [{ code: 'KOD-J005', offset, message: '"__proto__" cannot be a key' }]
    return twice
      ? [{ code: 'KOD-J004', offset, message: `"${value}" stands here a second time; only one can count` }]
      : []
  })
}

/** Where the value at a path begins, or its key; if there is no such thing, what comes nearest to holding it. */
export function offsetOf(tree: Node, path: Path, atKey: boolean): number {
  const node = findNodeAtLocation(tree, [...path])
  if (!node) return path.length > 0 ? offsetOf(tree, path.slice(0, -1), false) : tree.offset
  const key = atKey && node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
  return (key ?? node).offset
}

export interface Place {
  /** Both count from 1; a column is one UTF-16 unit, as editors count. */
  readonly line: number
  readonly column: number
}

/** Line and column of offsets in one text. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)]
  return offset => {
    const line = lastAtMost(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}

/** Index of the last of ascending numbers that is not above the limit. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
