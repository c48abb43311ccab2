/** Your place, as it is read aloud. */

import { describe, expect, it } from 'vitest'
import { seePlace } from '../../src/view/see-place'
import { aHud, nameOf, SCREENS } from './page'

const run = (planned: boolean, budgetLeft: number) => ({ landed: true, planned, budgetLeft, cost: 5e6, toil: 120_000 })
const place = seePlace([run(false, 920_000), run(true, 250_000)], [run(false, 10_000)], run(false, 920_000))

describe('The debrief says where this run stands', () => {
  const show = () => {
    aHud().hud.show({ ...SCREENS.debrief, place })
    return document.querySelector('.your-place')!
  }
  it('in a sentence for each picture', () =>
    expect(show().querySelector('[data-metric=budgetLeft] svg')?.getAttribute('aria-label')).toBe(
      'Error budget left: this run is between 90 % and 100 %, with 1 of your live runs, 0 planned ones and 0 of the bots.',
    ))
  it('and in a table', () =>
    expect(
      [...show().querySelectorAll('table:first-of-type tr')]
        .slice(0, 4)
        .map(row => [...row.children].map(nameOf).join(' | ')),
    ).toEqual([
      'From – to | you, live | you, planned | bots',
      '0 % – 10 % | 0 | 0 | 1',
      '20 % – 30 % | 0 | 1 | 0',
      '90 % – 100 % · this run | 1 | 0 | 0',
    ]))
  it('with live and planned runs in rows of their own', () =>
    expect([...show().querySelectorAll('[data-metric=toil] g')].map(row => row.getAttribute('class'))).toEqual([
      'live',
      'planned',
      'bots',
    ]))
  it('and says nothing before there was one', () => {
    aHud().hud.show(SCREENS.briefing)
    expect(document.querySelector('.your-place')).toBeNull()
  })
})
