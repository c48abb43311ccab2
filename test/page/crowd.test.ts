/** What the bots came to is set beside one's own runs only where it is of the same level. */

import { describe, expect, it } from 'vitest'
import { openCrowds } from '../../src/page/crowd'
import { ENGINE } from '../../src/rules/run'
import { levelHash } from '../../src/session/run-file'
import { shelf } from './shelf'

const opened = (await shelf('L01-drop-in')).opened('L01-drop-in')
if (opened?.kind !== 'level') throw new Error('no level')
const { level } = opened.course
const settled = () => new Promise(resolve => setTimeout(resolve, 0))

const crowdOn = async (on: string) => {
  const load = { '../../assets/crowd/L01-drop-in.json': async () => ({ on, bots: { late: [[1, 5, 6, 7]] } }) }
  const crowds = openCrowds(() => {}, load as never)
  expect(crowds(level)).toEqual([]) // it is sent for
  await settled()
  return crowds(level)
}

describe('The crowd', () => {
  it('is read once it has come', async () =>
    expect(await crowdOn(`${ENGINE}.${levelHash(level)}`)).toEqual([
      { landed: true, planned: false, budgetLeft: 5, cost: 6, toil: 7 },
    ]))
  it('of a level that has changed since is nobody', async () => expect(await crowdOn('4.0123456789abcdef')).toEqual([]))
  it('that is not there is nobody', async () => {
    const crowds = openCrowds(() => {}, {})
    crowds(level)
    await settled()
    expect(crowds(level)).toEqual([])
  })
})
