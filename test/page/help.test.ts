/** With how much help a run was played. */

import { describe, expect, it } from 'vitest'
import { openHelp } from '../../src/page/help'

describe('The help that a run has had', () => {
  it('is the most that was on while time passed in it', () => {
    const [help, run] = [openHelp(), {}]
    help.had(run, 'bare')
    expect(help.of(run)).toBe('bare')
    help.had(run, 'signs')
    help.had(run, 'bare')
    expect(help.of(run)).toBe('signs')
  })

  it('is not known of one that was not played', () => {
    const help = openHelp()
    help.had({}, 'helped')
    expect([help.of({}), help.of(undefined)]).toEqual([undefined, undefined])
  })
})
