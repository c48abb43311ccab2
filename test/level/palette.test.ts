/** Who can be called into the Lab is who rides in the campaign. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import { labOf, usualWish } from '../../src/level/lab'
import type { Level } from '../../src/level/level'
import { PALETTE } from '../../src/level/palette'

const text = (id: string) => readFileSync(`levels/${id}.json`, 'utf8')
const read = (id: string) => JSON.parse(text(id)) as Level

describe('The palette has as it is written in its level', () => {
  it.each(PALETTE.map(each => [each.from, each.workload.name, each] as const))('%s %s', (id, name, one) => {
    const { workloads, park, words } = read(id)
    expect(one.workload).toEqual(workloads.find(each => each.name === name))
    expect(one.image).toEqual(park.images.find(each => each.name === one.workload.image))
    expect(one.flavor).toEqual(park.flavors.find(each => each.name === one.workload.flavor))
    expect(one.word).toBe(words.en?.[`rider.${name}`])
  })
})

describe('A Lab made of a level', () => {
  const level = diagnose(text('C7-full-park')).level as Level
  const lab = labOf(level, usualWish(level))

  it('has each name once, and a word, an image and a flavor for everybody', () => {
    const names = lab.workloads.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => !lab.words.en?.[`rider.${name}`])).toEqual([])
    for (const { image, flavor } of lab.workloads) {
      expect(lab.park.images.some(({ name }) => name === image)).toBe(true)
      expect(lab.park.flavors.some(({ name }) => name === flavor)).toBe(true)
    }
  })

  it('keeps the sizes that the park has', () =>
    expect(lab.park.flavors.slice(0, level.park.flavors.length)).toEqual(level.park.flavors))
})
