/** Pages that are made from the simulation are of the simulation as it is. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PAGES, pageFile } from '../../src/cli/docs'
import { numbersPage } from '../../src/cli/numbers-page'
import { ASSUMED } from '../../src/model/assumptions'
import { FACTS } from '../../src/model/constants'
import { SYSTEMS } from '../../src/proof/question'
import { QUESTIONS } from '../../src/proof/questions'

describe('A page of the documentation is as `kod docs` would write it:', () => {
  it.each(Object.entries(PAGES))('%s', (name, page) => {
    expect(readFileSync(pageFile(name), 'utf8')).toBe(`${page()}\n`)
  })
})

describe('The page of numbers', () => {
  const rows = numbersPage()
    .split('\n')
    .filter(line => line.startsWith('|'))

  it('has a row for every figure, with its unit and where it comes from', () => {
    for (const { unit, source } of Object.values(FACTS)) {
      expect(
        rows.some(row => row.includes(unit.replaceAll('|', '\\|')) && row.includes(source.replaceAll('|', '\\|'))),
      ).toBe(true)
    }
    for (const { unit, why } of Object.values(ASSUMED)) {
      expect(rows.some(row => row.includes(unit) && row.includes(why))).toBe(true)
    }
  })

  it('has what the scheduler leaves out, in its own words', () => {
    expect(rows.find(row => row.includes('`sim/control-plane/etcd.ts`'))).toMatch(/Simpler than the real/)
  })
})

describe('The page of questions', () => {
  it('asks each once, of a system that has its place, and every answer says something', () => {
    expect(new Set(QUESTIONS.map(({ asks }) => asks)).size).toBe(QUESTIONS.length)
    for (const { system, answer } of QUESTIONS) {
      expect(SYSTEMS).toContain(system)
      expect(answer().length).toBeGreaterThan(0)
    }
  })
})
