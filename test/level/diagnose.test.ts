import { describe, expect, it } from 'vitest'
import { CODES } from '../../src/level/codes'
import { type Diagnostic, diagnose, lineOf, MOST_DIAGNOSTICS } from '../../src/level/diagnose'
import { BROKEN } from './broken-levels'
import { edited, levelIn, TEXT } from './given'

/** Of each text once: some are asked about by three tests. */
const told = new Map<string, readonly Diagnostic[]>()
function diagnosticsOf(text: string) {
  const diagnostics = told.get(text) ?? diagnose(text).diagnostics
  told.set(text, diagnostics)
  return diagnostics
}

const said = (text: string) =>
  diagnosticsOf(text).map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`)

const codesOf = (text: string) => diagnosticsOf(text).map(({ code }) => code)

/** What stands at the place a diagnostic points at. */
const pointedAt = (text: string, { line, column }: Diagnostic) => (text.split('\n')[line - 1] ?? '').slice(column - 1)

describe('A level', () => {
  it('that is sound has nothing said of it', () => expect(said(TEXT)).toEqual([]))
  it('may begin with a byte order mark', () => expect(said(`\uFEFF${TEXT}`)).toEqual([]))
  it('may have lines that end as on Windows', () => {
    const text = edited('"era": "now"', '"era": "nov"').replaceAll('\n', '\r\n')
    expect(said(text)).toEqual(['5:10 KOD-S012 "nov" is not an era (2017, now); did you mean "now"?'])
  })

  it('says what is left out', () => {
    const [hello, till] = levelIn(TEXT).workloads
    expect(hello).toMatchObject({ kernel: 'shared', trusted: true, schedule: false, releases: [], latencySloMs: 1000 })
    expect(till).toMatchObject({ kernel: 'own', replicas: 1 })
    expect(till).not.toHaveProperty('readinessProbe')
  })

  it('keeps root keys that start with x- for those who wrote them, and no other', () => {
    const text = edited('"era": "now",', '"era": "now", "x-class": { "room": [7] },')
    expect(levelIn(text).extensions).toEqual({ 'x-class': { room: [7] } })
    expect(codesOf(edited('"cores": 16', '"cores": 16, "x-rack": 2'))).toEqual(['KOD-S004'])
  })
})

describe('Of a level with', () => {
  it.each(BROKEN)('%s, the place and the cure are told', (_, find, replacement, messages) =>
    expect(said(edited(find, replacement))).toEqual(messages),
  )

  it('no solution, that it needs one', () => {
    const witness = TEXT.slice(TEXT.indexOf('"solution": ['), TEXT.indexOf('"losesWithout"'))
    expect(codesOf(edited(witness, '"solution": [], '))).toEqual(['KOD-L014'])
  })

  const mistyped = BROKEN.map(([what, find, replacement]) => [what, edited(find, replacement)] as const).filter(
    ([, text]) => diagnosticsOf(text).some(({ suggestion }) => suggestion),
  )

  it.each(mistyped)('%s, the suggestion can be put in its place', (_, text) => {
    const wrong = diagnosticsOf(text).find(({ suggestion }) => suggestion) as Diagnostic
    const [word = ''] = /^"[^"]*"/.exec(pointedAt(text, wrong)) ?? []
    const lines = text.split('\n')
    const line = lines[wrong.line - 1] ?? ''
    lines[wrong.line - 1] =
      line.slice(0, wrong.column - 1) + line.slice(wrong.column - 1).replace(word, `"${wrong.suggestion}"`)
    expect(word.length).toBeGreaterThan(2)
    expect(said(lines.join('\n'))).not.toContain(said(text)[0])
  })
})

describe('What is no level at all is told in one line:', () => {
  const cases = [
    ['nothing', '', '1:1 KOD-J001 This file is empty; a level is an object in { }'],
    ['white space', ' \n\t', '1:1 KOD-J001 This file is empty; a level is an object in { }'],
    ['a list', '[]', '1:1 KOD-S005 A level must be an object in { }, not a list'],
    ['null', 'null', '1:1 KOD-S005 A level must be an object in { }, not null'],
    ['prose', '"Drop In"', '1:1 KOD-S005 A level must be an object in { }, not text'],
    ['brackets nested too deep', '['.repeat(100_000), '1:33 KOD-J003 Brackets are nested deeper than 32 here'],
    ['the same with errors in them', '[},'.repeat(80_000), '1:97 KOD-J003 Brackets are nested deeper than 32 here'],
    ['objects nested too deep', '{"a":'.repeat(50_000), '1:161 KOD-J003 Brackets are nested deeper than 32 here'],
    [
      'brackets behind a quote in a comment',
      `/* " */ ${'['.repeat(100_000)}`,
      '1:41 KOD-J003 Brackets are nested deeper than 32 here',
    ],
    [
      'a file too large',
      `"${'a'.repeat(262_143)}"`,
      '1:1 KOD-J002 This file has 262145 characters; 262,144 (256 kB) is the most',
    ],
    [
      'a newer level',
      '{ "format": 3 }',
      '1:13 KOD-S002 Made with a newer K8S or DIE (format 3); this one reads format 1',
    ],
  ] as const

  it.each(cases)('%s', (_, text, message) => expect(said(text)).toEqual([message]))
})

describe('A large file', () => {
  it('is not chewed on for long: a chart has a most of states', () => {
    const states = Array.from({ length: 5_000 }, (_, i) => `"s${i}": { "on": { "Ready": "nowhere" } }`)
    expect(codesOf(edited('"ahead": {', `${states.join(', ')}, "ahead": {`))).toEqual(['KOD-S020'])
  })
})

describe('Diagnostics', () => {
  it('stop at a hundred', () =>
    expect(diagnose(`{ "format": 1, ${'"a": 1, '.repeat(500)} "b": 1 }`).diagnostics).toHaveLength(MOST_DIAGNOSTICS))

  it('come in the order of the text, each once', () => {
    const { diagnostics } = diagnose(
      `{ "latss": 1,${TEXT.slice(1).replaceAll('"cores"', '"coers"').replaceAll('"gpus"', '"gpu"')}`,
    )
    const places = diagnostics.map(({ line, column }) => line * 1000 + column)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(new Set(diagnostics.map(lineOf)).size).toBe(diagnostics.length)
  })

  it('print as editors and terminals link them', () => {
    const [first] = diagnose(edited('"now"', '"nov"'), 'levels/L01.json').diagnostics
    expect(first && lineOf(first)).toBe(
      'levels/L01.json:5:10 KOD-S012 "nov" is not an era (2017, now); did you mean "now"?',
    )
  })

  it('keep a level from being played if they are errors, not if they are warnings', () => {
    const warned = diagnose(edited('"500": {', '"5000": {'))
    expect(warned.diagnostics.map(({ severity }) => severity)).toEqual(['warning'])
    expect(warned.level).toBeDefined()
    expect(diagnose(edited('"now"', '"nov"')).level).toBeUndefined()
  })

  it('have a severity and a sentence for every code', () => {
    for (const [code, { doc }] of Object.entries(CODES)) expect([code, doc.at(-1)]).toEqual([code, '.'])
  })
})

describe('Keys that JavaScript knows', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', 'prototype'])('do no harm: %s as a key', key => {
    expect(codesOf(edited('"seed": 1701,', `"seed": 1701, "${key}": {},`))).toEqual(['KOD-S004'])
  })

  it.each(['constructor', 'toString'])('do no harm: %s as a state, an image and a text', key => {
    const state = edited('"ahead": {', `"${key}": {}, "ahead": {`)
    expect(codesOf(state)).toEqual(['KOD-L001'])
    expect(codesOf(edited('"image": "till"', `"image": "${key.toLowerCase()}"`))).toEqual(['KOD-S010'])
    expect(codesOf(edited('"text": "say.hello"', `"text": "${key}"`))).toEqual(['KOD-L011', 'KOD-L010'])
    expect(codesOf(edited('"RiderLanded": "ride"', `"RiderLanded": "${key}"`))).toEqual(['KOD-L003'])
  })
})
