/** Who can be called into the Lab is of a kind that rides in the campaign. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import { labOf } from '../../src/level/lab'
import type { Level } from '../../src/level/level'
import { PALETTE } from '../../src/level/palette'
import { specOf } from '../../src/level/specs'
import { WORKLOAD } from '../../src/level/workload'
import { STICKERS, stickersOf } from '../../src/model/workload'
import { usualWish } from '../given-lab'

const read = (id: string) => diagnose(readFileSync(`levels/${id}.json`, 'utf8')).level as Level
const HUGE = { cpu: 64_000, memory: 2 ** 38, gpus: 8 }
const stickers = (workload: Parameters<typeof specOf>[0]) => stickersOf(specOf(workload), HUGE)

describe('In the palette there is', () => {
  it.each(PALETTE.map(each => [each.workload.name, each.from, each] as const))(
    '%s, of a kind that %s has',
    (_, id, one) => {
      const mine = one.workload
      const theirs = read(id).workloads.find(({ name }) => name === mine.name)!
      expect([theirs.image, stickers(theirs)]).toEqual([mine.image, stickers(mine)])
    },
  )

  it('somebody for each sticker but what is shipped or heavy somewhere', () => {
    const all = new Set(PALETTE.flatMap(({ workload }) => stickers(workload)))
    expect(STICKERS.filter(each => !all.has(each))).toEqual(['HEAVY', 'SHIP'])
  })

  it('what a level file would make of it', () => {
    for (const { workload } of PALETTE) expect(WORKLOAD.parse(workload)).toEqual(workload)
  })

  it('nobody who leans on others', () => {
    const leans = ['calls', 'networkPolicy', 'project', 'nodeSelector', 'nodeAffinity', 'tolerations', 'resolves']
    expect(PALETTE.filter(({ workload }) => leans.some(key => key in workload))).toEqual([])
  })
})

describe('A Lab made of a level', () => {
  const level = read('C7-full-park')
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
