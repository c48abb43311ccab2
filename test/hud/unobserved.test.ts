/** Riders that nobody has looked at, for who listens. */

import { describe, expect, it } from 'vitest'
import { newsOf, situation } from '../../src/hud/news'
import { wordsOf } from '../../src/hud/words'
import type { ParkView } from '../../src/view/park-view'
import { superposed } from '../../src/view/see-superposed'
import { calm, trouble } from '../given-view'
import { aHud, aRun, nameOf } from './page'

const to = { words: wordsOf(), timeScale: 30 }
const unseen = (park: ParkView) => superposed(park, () => false)
const buttonsOf = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('.rider')].filter(rider => nameOf(rider).startsWith(name))

describe('Whom nobody has looked at', () => {
  it('can be marked in every lane, and is read out in one', () => {
    const { hud, intents } = aHud()
    hud.show(aRun({ park: unseen(calm) }))
    const all = buttonsOf('hello')
    expect(all).toHaveLength(3)
    expect(all.filter(rider => rider.getAttribute('aria-hidden') !== 'true').map(nameOf)).toEqual([
      expect.stringContaining('in every lane at once: unknown until you mark it'),
    ])
    all.at(-1)?.click()
    expect(intents).toEqual([{ do: 'mark', target: 'rider/hello' }])
  })

  it('is told once, by who asks how everything stands', () => {
    const told = situation(unseen(calm), to)
    expect(told.split('hello is anywhere, until you mark it').length - 1).toBe(1)
    expect(told).not.toContain('hello rides')
  })

  it('is no news, though its users are lost; looked at, it is', () => {
    const [before, after] = [unseen(trouble), superposed(trouble, target => target === 'rider/render')]
    const failing = 'render: its users are here and are not served!'
    expect(newsOf(unseen(calm), before, to).map(({ text }) => text)).not.toContain(failing)
    expect(newsOf(before, after, to).map(({ text }) => text)).toContain(failing)
  })

  it('leaves it open who stands on a plate', () => {
    aHud().hud.show(aRun({ park: unseen(calm) }))
    const plates = [...document.querySelectorAll('.plate')].map(nameOf)
    expect(plates.find(text => text.startsWith('b1'))).toContain('who stands here is unknown until you mark it')
  })
})
