/** The page of reports: a section a level, and above them what the oracle could not do without. */

import { describe, expect, it } from 'vitest'
import { type Made, withSection } from '../../src/cli/report-page'
import { report } from '../../src/proof/report'
import { finished } from '../../src/proof/work'
import { aLevel } from '../given'

const small = finished(report(aLevel(), { seeds: [1], bots: ['oracle'], ablate: 1, without: ['bowl', 'slab'] }))
/** Worse without the bowl, and no worse without the slab. */
const ablation = small.ablation.map(each => ({ ...each, worse: each.without === 'bowl' }))
const made = (level: string): Made => ({ ...small, ablation, level, hash: 'x', complaints: [] })

describe('The page', () => {
  const once = withSection('', made('C1-one'), 'today')

  it('says in which levels the oracle was worse without a verb or a lane, of those that were tried', () => {
    expect(once).toMatch(/^\| bowl \| C1 \|\n\| slab \| none of them \|$/m)
    expect(withSection(once, made('C2-two'), 'today')).toMatch(/^\| bowl \| C1, C2 \|$/m)
  })

  it('keeps one section of each, however often it is made', () => {
    expect(withSection(once, made('C1-one'), 'today')).toBe(once)
    expect(once.match(/^## /gm)).toHaveLength(2)
  })
})
