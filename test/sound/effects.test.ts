/** The committed sounds: no browser is asked, `assets/sound/build.ts` has measured them. */

import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EFFECTS, FIRST } from '../../assets/sound/effects'
import levels from '../../assets/sound/levels.json'
import banks from '../../assets/sound/sprite.json'
import { render } from '../../assets/sound/synth'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { CUES, type Cue, settledCue, toldCue } from '../../src/view/cues'

const placesIn = (bank: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(bank).map(([name, [start = 0, lasts = 0]]) => ({ name, start, lasts, end: start + lasts }))
const [first, later] = [placesIn(banks.first), placesIn(banks.later)]
const places = [...first, ...later]
const files = ['ogg', 'mp3'] as const
const measured = (file: (typeof files)[number], of: 'lufs' | 'peak' | 'ends' | 'before' | 'late') =>
  CUES.map(cue => levels[cue][file][of])
const lasts = (cue: Cue) => places.find(({ name }) => name === cue)?.lasts ?? 0

describe('The effects', () => {
  it('are one for each cue', () => expect(places.map(({ name }) => name).sort()).toEqual([...CUES].sort()))

  it('are in two files, what a run begins with in one of its own', () =>
    expect(first.map(({ name }) => name)).toEqual(FIRST))

  it('are in the first file, as far as a first run is heard until its first rider serves', () => {
    const { level } = diagnose(readFileSync('levels/L01-drop-in.json', 'utf8'))
    const { play } = playOut(courseOf(level as Level), 1, scripted((level as Level).solution))
    const serves = play.told.find(happening => toldCue(happening) === 'serving')?.tick ?? Infinity
    const told = play.told.filter(({ tick }) => tick <= serves).map(toldCue)
    const heard = [...told, ...play.given.slice(0, 1).map(settledCue)].filter(cue => cue !== undefined)
    expect(heard).toEqual(expect.arrayContaining(['call', 'routeBowl', 'serving']))
    expect(heard.filter(cue => !FIRST.includes(cue))).toEqual([])
  })

  it('are all measured', () => expect(Object.keys(levels)).toEqual([...CUES]))

  it('last long enough for Howler to play them once', () =>
    expect(places.filter(place => place.lasts < 150)).toEqual([]))

  it.each([
    { file: 'first', bank: first },
    { file: 'later', bank: later },
  ])('have silence between them in the $file file', ({ bank }) =>
    expect(bank.filter(({ start }, i) => start < (bank[i - 1]?.end ?? 0) + 50)).toEqual([]),
  )

  it('are over before they are in the way', () => {
    expect(lasts('landed')).toBeLessThan(1500)
    expect(CUES.filter(cue => lasts(cue) > 700)).toEqual(['wipeOut', 'landed'])
  })

  it('are small', () => {
    const sizes = (bank: string) => files.map(file => statSync(`assets/sound/effects-${bank}.${file}`).size)
    const [first = Number.NaN, later = Number.NaN] = [Math.max(...sizes('first')), Math.max(...sizes('later'))]
    expect(first).toBeLessThan(25_000) // it is part of the first download
    expect(later).toBeLessThan(80_000)
  })

  it.each(CUES)('%s begins and ends in silence, before it is encoded', cue => {
    const samples = render(EFFECTS[cue])
    expect(Math.abs(samples[0] ?? 1)).toBe(0)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01)
  })
})

describe.each(files)('In the %s', file => {
  it('they are about equally loud', () => {
    const loud = measured(file, 'lufs')
    expect(Math.max(...loud) - Math.min(...loud)).toBeLessThan(3)
  })

  it('none is clipped, and each can be heard', () => {
    expect(Math.max(...measured(file, 'peak'))).toBeLessThan(-3)
    expect(Math.min(...measured(file, 'peak'))).toBeGreaterThan(-24)
  })

  it('nothing of a neighbour is heard between them, and of what comes only what no ear can tell', () =>
    expect(Math.max(...measured(file, 'before'))).toBeLessThan(-38))

  it('none begins or ends with a click', () => expect(Math.max(...measured(file, 'ends'))).toBeLessThan(-20))

  it('each is where the sprite says', () => expect(measured(file, 'late').filter(late => late !== 0)).toEqual([]))
})
