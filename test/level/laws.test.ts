import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODES } from '../../src/level/codes'
import { diagnose } from '../../src/level/diagnose'
import { chartOf, check, openLesson, tell } from '../../src/level/machine'
import { print } from '../../src/level/print'
import { RUN_EVENTS } from '../../src/level/spelling'
import { tries } from '../runs'
import { aRun, levelIn, TEXT } from './given'

const SEED = 19_870
const runs = (most: number) => tries(SEED, most)

/** What every diagnosis is, whatever the text. */
function expectSound(text: string) {
  const { level, diagnostics } = diagnose(text)
  const lines = text.split(/\r\n|\r|\n/)
  expect(diagnostics.length).toBeLessThanOrEqual(100)
  expect(level === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'))
  for (const { line, column, code, message } of diagnostics) {
    expect(CODES).toHaveProperty([code])
    expect(message).not.toMatch(/undefined|NaN|\[object/)
    expect(line).toBeGreaterThan(0)
    expect(column).toBeGreaterThan(0)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
  }
  return level
}

/** Plays a level's chart a little: whatever was accepted must run. */
function expectPlayable(level: NonNullable<ReturnType<typeof diagnose>['level']>) {
  const { known, read } = aRun()
  const chart = chartOf(level)
  const { lesson } = openLesson(chart, read)
  for (const event of ['RiderLanded', 'Ready', 'did.SCALE']) {
    known.tick = (known.tick ?? 0) + 1
    known['machines.ordered'] = known.tick
    tell(chart, lesson, event, read)
    check(chart, lesson, read)
  }
  tell(chart, lesson, RUN_EVENTS.budgetGone, read)
  expect(lesson.outcome).toBeDefined()
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Every place in a value, as the way to it. */
const placesIn = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] =>
  value === null || typeof value !== 'object'
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]

const LEVEL = JSON.parse(TEXT) as Json
const PLACES = placesIn(LEVEL).slice(1)

/** The level with something else at a place, or nothing there, or under another key. */
function mutated(path: readonly string[], how: 'replace' | 'remove' | 'rename' | 'double', other: Json): string {
  const copy = structuredClone(LEVEL)
  const holder = path.slice(0, -1).reduce<Json>((value, key) => (value as Record<string, Json>)[key] as Json, copy)
  const key = path.at(-1) as string
  const object = holder as Record<string, Json>
  if (how === 'replace') object[key] = other
  if (how === 'double' && Array.isArray(holder)) holder.push(structuredClone(object[key]) as Json)
  if (how === 'rename') object[`${key}x`] = object[key] as Json
  if (how === 'rename' || how === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete object[key]
  }
  return JSON.stringify(copy, null, 1)
}

const anything = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  fc.integer({ min: -5, max: 20_000 }),
  fc.constantFrom<Json>(
    'b1',
    'till',
    'ride',
    '#landed',
    'Ready',
    'metric',
    'riders.landed',
    'rider/till',
    'machine/s1',
    null,
    {},
    [],
  ),
)

describe(`Whatever the text, a diagnosis is a level or says why not (seed ${SEED}):`, () => {
  it('any text', () => {
    const unit = fc.nat({ max: 0x10_ffff }).map(code => String.fromCodePoint(code)) // its own 'binary' takes a second
    fc.assert(fc.property(fc.string({ unit, maxLength: 300 }), expectNothing), runs(150))
  })

  it('any JSON', () => fc.assert(fc.property(fc.json(), expectNothing), runs(150)))

  it('text that looks like JSON', () => {
    const bit = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '/*',
      '*/',
      '//',
      '\n',
      '"a"',
      '1',
      'null',
      '\uFEFF',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.array(bit, { maxLength: 60 }).map(bits => bits.join('')),
        expectNothing,
      ),
      runs(150),
    )
  })

  it('the level with a piece cut out', () => {
    const cut = fc
      .tuple(fc.nat(TEXT.length), fc.nat(40))
      .map(([at, length]) => TEXT.slice(0, at) + TEXT.slice(at + length))
    fc.assert(fc.property(cut, expectNothing), runs(60))
  })

  it('the level with one thing in it changed; and what is accepted can be played', () => {
    const how = fc.constantFrom('replace', 'remove', 'rename', 'double')
    const change = fc.tuple(fc.constantFrom(...PLACES), how, anything).map(args => mutated(...args))
    fc.assert(
      fc.property(change, text => {
        const level = expectSound(text)
        if (level) expectPlayable(level)
      }),
      runs(100),
    )
  })

  function expectNothing(text: string) {
    expectSound(text)
  }
})

describe(`Printing (seed ${SEED})`, () => {
  it('and reading again gives the same level', () => {
    const level = levelIn(TEXT)
    expect(levelIn(print(level))).toEqual(level)
  })

  it('does so for every level that is accepted, with its extensions', () => {
    const change = fc.tuple(fc.constantFrom(...PLACES), anything, fc.jsonValue() as fc.Arbitrary<Json>)
    fc.assert(
      fc.property(change, ([path, other, extension]) => {
        const changed = JSON.parse(mutated(path, 'replace', other)) as object
        const { level } = diagnose(JSON.stringify({ ...changed, 'x-mine': extension }))
        if (level) expect(diagnose(print(level))).toEqual({ ...diagnose(print(level)), level })
      }),
      runs(60),
    )
  })
})
