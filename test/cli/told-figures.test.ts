import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { numbered, textsIn } from '../../src/cli/told-figures'
import { FACTS } from '../../src/model/constants'

const CODE = `const FACTS = {
  grace: changed<number>(40, 50, 's', 'docs: "grace"'), // 's'
  pods: fact({ most: 110 }, 'pods', 'docs'),
}`

it('Of a figure the texts besides its value stand for themselves', () => {
  expect(textsIn(CODE).map(({ text }) => text)).toEqual(['s', 'docs: "grace"', 'pods', 'docs'])
  expect(numbered(CODE)).toBe(`const FACTS = {
  grace: changed<number>(40, 50, 0, 1), // 's'
  pods: fact({ most: 110 }, 2, 3),
}`)
})

it('Of every fact both are found', () => {
  const all = textsIn(readFileSync('src/model/constants.ts', 'utf8')).map(({ text }) => text)
  expect(all).toEqual(Object.values(FACTS).flatMap(({ unit, source }) => [unit, source]))
})
