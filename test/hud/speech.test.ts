/** What a level says fades from the board, and stays in the log. */

import { describe, expect, it } from 'vitest'
import { openSpeech } from '../../src/hud/speech'
import { ui } from '../../src/view/phrase'
import { ordering } from '../given-view'
import { aHud, aRun, nameOf } from './page'

const FIRST = ui('number', { n: 1 })
const SECOND = ui('number', { n: 2 })

/** At a second of play, where one is thirty of the cluster's. */
const at = (second: number, says: typeof FIRST | undefined = FIRST) => ({
  ...ordering,
  tick: second * 30,
  hint: undefined,
  says,
  log: [{ id: 5, tick: 0, kind: 'normal', text: ui('number', { n: 9 }) } as const],
})

const told = (speech: ReturnType<typeof openSpeech>, second: number, says?: typeof FIRST) => {
  const { says: now, log } = speech.after(at(second, says), 30)
  return [now, log.filter(({ kind }) => kind === 'speech').map(({ tick, text }) => [tick / 30, text])]
}

describe('What the level says', () => {
  it('stands for twelve seconds of play, and then in the log where it was said', () => {
    const speech = openSpeech()
    expect(told(speech, 10)).toEqual([FIRST, []])
    expect(told(speech, 21)).toEqual([FIRST, []])
    expect(told(speech, 22)).toEqual([undefined, [[10, FIRST]]])
  })

  it('gives way to what is said next', () => {
    const speech = openSpeech()
    told(speech, 10)
    expect(told(speech, 15, SECOND)).toEqual([SECOND, [[10, FIRST]]])
  })

  it('was not said yet, once it was wound back before it', () => {
    const speech = openSpeech()
    told(speech, 10)
    told(speech, 15, SECOND)
    expect(told(speech, 12)).toEqual([FIRST, []])
    expect(told(speech, 1)).toEqual([FIRST, []])
  })

  it('is of its own run alone', () => {
    const speech = openSpeech()
    told(speech, 10)
    speech.forget()
    expect(told(speech, 15, SECOND)).toEqual([SECOND, []])
  })

  const line = () => nameOf(document.querySelector('.says .line'))
  const CONTEST = { ...aRun().level, id: 'C5-box-yard' }

  it('is shown so on the board of a contest', () => {
    const { hud } = aHud()
    hud.show(aRun({ level: CONTEST, park: at(10) }))
    expect(line()).toBe('1')
    hud.show(aRun({ level: CONTEST, park: at(30) }))
    expect(line()).toBe('')
    expect(nameOf(document.querySelector('.says .log li'))).toBe('0:10 1')
  })

  it('stands in a lesson until the next is said: it may be what to do', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: at(10) }))
    hud.show(aRun({ park: at(30) }))
    expect(line()).toBe('1')
  })
})
