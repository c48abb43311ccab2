/** Rows of the INCOMING board: read, and of what can be marked pressed. */

import { describe, expect, it } from 'vitest'
import type { IncomingView } from '../../src/view/coming-view'
import { ui } from '../../src/view/phrase'
import { ordering } from '../given-view'
import { aHud, aRun, nameOf } from './page'

const row = (over: Partial<IncomingView>): IncomingView => ({
  id: 'dark',
  kind: 'incident',
  name: 'h3',
  stickers: [],
  inSeconds: 300,
  at: 300,
  done: 0,
  about: ui('sign.power'),
  short: ui('sign.power.short'),
  ...over,
})

function shown(over: Partial<IncomingView>) {
  const { hud, intents } = aHud()
  hud.show(aRun({ park: { ...ordering, incoming: [row(over)] } }))
  return { line: document.querySelector<HTMLElement>('.incoming li')!, intents }
}

describe('A row of INCOMING', () => {
  it('that announces something for a plate marks it when it is pressed', () => {
    const { line, intents } = shown({ marks: 'hypervisor/h3', marked: false })
    const button = line.querySelector('button')!
    expect(nameOf(button)).toContain('h3')
    expect(button.getAttribute('aria-pressed')).toBe('false')
    button.click()
    expect(intents).toEqual([{ do: 'mark', target: 'hypervisor/h3' }])
  })

  it('leaves the keys to the board once it is pressed', () => {
    const button = shown({ marks: 'hypervisor/h3' }).line.querySelector('button')!
    button.focus()
    button.click()
    expect(document.activeElement?.getAttribute('role')).toBe('application')
  })

  it('of what can not be marked is only read', () => expect(shown({}).line.querySelector('button')).toBeNull())

  it('has a word for it where there is no room for a line', () =>
    expect(nameOf(shown({}).line.querySelector('.whose'))).toBe('h3 power off'))

  it('says when a planned outage is over', () => {
    const { line } = shown({ kind: 'back', about: ui('back.power'), short: ui('back.power.short'), inSeconds: 720 })
    expect(nameOf(line)).toBe('h3 power back in 24 s its power is off')
  })
})
