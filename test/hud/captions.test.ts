import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Captions, openCaptions } from '../../src/hud/captions'
import { wordsOf } from '../../src/hud/words'
import type { Lane } from '../../src/model/command'
import { CUES, type Cue } from '../../src/view/cues'
import { aHud, aRun } from './page'

let captions: Captions

beforeEach(() => {
  vi.useFakeTimers()
  captions = openCaptions(document)
})
afterEach(() => vi.useRealTimers())

const hear = (cue: Cue, ...lanes: Lane[]) => captions.add({ cue, lanes })
const shown = () => [...captions.element.querySelectorAll('li')].map(line => line.textContent)

describe('A caption', () => {
  it('says what is heard and where', () => {
    hear('slam', 'bowl')
    hear('hangup', 'bowl', 'slab')
    hear('budgetHalf')
    expect(shown()).toEqual(['[slam, bowl]', '[hang-up, bowl, slab]', '[budget halved]'])
  })

  it('stays for two seconds', () => {
    hear('slam', 'bowl')
    vi.advanceTimersByTime(1_900)
    expect(shown()).toEqual(['[slam, bowl]'])
    vi.advanceTimersByTime(200)
    expect(shown()).toEqual([])
  })

  it('of what is heard again stays once, for as long as the newest', () => {
    hear('slam', 'bowl')
    vi.advanceTimersByTime(1_500)
    hear('slam', 'bowl')
    vi.advanceTimersByTime(1_500)
    expect(shown()).toEqual(['[slam, bowl]'])
  })

  it('of another lane is another', () => {
    hear('slam', 'bowl')
    hear('slam', 'boxes')
    expect(shown()).toEqual(['[slam, bowl]', '[slam, boxes]'])
  })

  it('is not read aloud: the announcer says the same', () =>
    expect(captions.element.getAttribute('aria-hidden')).toBe('true'))
})

describe('There are three lines and no more', () => {
  it('the least important makes room', () => {
    for (const cue of ['slam', 'serving', 'failing', 'lampOut'] as const) hear(cue)
    expect(shown()).toEqual(['[slam]', '[alarm: failing]', '[reported down]'])
  })

  it('and what is less important than all of them is not written', () => {
    for (const cue of ['slam', 'failing', 'lampOut', 'serving'] as const) hear(cue)
    expect(shown()).toEqual(['[slam]', '[alarm: failing]', '[reported down]'])
  })

  it('of equals the oldest goes', () => {
    for (const lane of ['bowl', 'boxes', 'slab'] as const) hear('slam', lane)
    hear('slam')
    expect(shown()).toEqual(['[slam, boxes]', '[slam, slab]', '[slam]'])
  })
})

it.each(CUES)('%s has words of its own, short enough for a phone with its lane', cue => {
  const words = wordsOf()
  expect(words.ui(`cue.${cue}`)).not.toBe(`cue.${cue}`)
  expect(words.ui(`cue.${cue}`).length).toBeLessThanOrEqual(17)
  expect(CUES.filter(other => words.ui(`cue.${other}`) === words.ui(`cue.${cue}`))).toEqual([cue])
})

describe('On the board', () => {
  const onBoard = () => document.querySelector<HTMLElement>('.captions')!
  const placeOf = (element: HTMLElement) => element.getAttribute('style')?.replace(/ |;$/g, '')
  const withCaptions = (on: boolean, more = {}) => aRun({ settings: { ...aRun().settings, captions: on, ...more } })

  it('they are shown only to who wants them', () => {
    const { hud } = aHud()
    hud.show(withCaptions(false))
    expect(onBoard().hidden).toBe(true)
    hud.show(withCaptions(true))
    expect(onBoard().hidden).toBe(false)
  })

  it.each([
    ['muted', { muted: true }],
    ['turned down to nothing', { volume: 0 }],
    ['played by text', { textBoard: true }],
  ])('they are there while the game is %s', (_, more) => {
    const { hud } = aHud()
    hud.show(withCaptions(true, more))
    hud.caption({ cue: 'slam', lanes: ['bowl'] })
    expect(onBoard().hidden).toBe(false)
    expect(onBoard().textContent?.trim()).toBe('[slam, bowl]')
  })

  it('they take nothing that can be pressed, and lie over NEXT', () => {
    const { hud } = aHud()
    hud.show(withCaptions(true))
    const place = document.querySelector<HTMLElement>('.part.next')!
    expect(placeOf(onBoard())).toBe(placeOf(place))
    expect(place.querySelector('button')).toBeNull()
  })
})
