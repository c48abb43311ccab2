/**
 * Plain data: copied, and hashed.
 *
 * A fork is `copied`; a hash is a walk over the same tree in the order in which its
 * keys were written, which every engine keeps. Whole numbers, strings, booleans,
 * undefined, arrays and plain objects only.
 */

/** A row is spread first: engines then give the copy the shape of the original, and both stay fast. */
export function copied<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied) as Value
  const copy = { ...(value as Record<string, unknown>) }
  for (const key of Object.keys(copy)) {
    const field = copy[key]
    if (typeof field === 'object' && field !== null) copy[key] = copied(field)
  }
  return copy as Value
}

/** Sixteen hex digits. Two words that are mixed differently, so that one collision is not enough. */
export function hashOf(value: unknown): string {
  const words: Words = { a: 0x9747b28c, b: 0x3c6ef372 }
  walk(words, value)
  return hex(words.a) + hex(words.b)
}

interface Words {
  a: number
  b: number
}

function walk(words: Words, value: unknown): void {
  if (typeof value === 'number') return addNumber(words, value)
  if (typeof value === 'string') return addText(words, value)
  if (typeof value === 'boolean') return add(words, value ? 3 : 2)
  if (value === undefined || value === null) return add(words, 1)
  if (Array.isArray(value)) return addList(words, value)
  addObject(words, value as Record<string, unknown>)
}

function addNumber(words: Words, value: number): void {
  add(words, value | 0)
  add(words, Math.floor(value / 4_294_967_296) | 0)
}

function addText(words: Words, text: string): void {
  add(words, 5)
  add(words, text.length)
  for (let i = 0; i < text.length; i += 1) add(words, text.charCodeAt(i))
}

function addList(words: Words, list: readonly unknown[]): void {
  add(words, 6)
  add(words, list.length)
  for (const item of list) walk(words, item)
}

function addObject(words: Words, object: Record<string, unknown>): void {
  const keys = Object.keys(object)
  add(words, 7)
  add(words, keys.length)
  for (const key of keys) {
    addText(words, key)
    walk(words, object[key])
  }
}

function add(words: Words, value: number): void {
  words.a = Math.imul(words.a ^ value, 0x01000193) ^ (words.a >>> 15)
  words.b = (Math.imul(words.b, 0x5bd1e995) + value) ^ (words.b >>> 13)
}

const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0')
