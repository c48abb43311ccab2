/** Call-out mode on the page: what is seen is said, and answered in the place of the verbs. */

import { describe, expect, it } from 'vitest'
import type { RunScreen } from '../../src/hud/screen'
import type { Device } from '../../src/session/actions'
import { ui } from '../../src/view/phrase'
import type { CallView } from '../../src/view/see-calls'
import { dropInStarts, trouble } from '../given-view'
import { aHud, aRun, button, nameOf } from './page'

const nobodyUp = { ...dropInStarts, deck: { ...dropInStarts.deck, up: undefined } }
const callOut = { ...aRun().settings, callOut: true }
const up: CallView = {
  id: 'up/rider/hello',
  about: 'up',
  name: 'hello',
  target: 'rider/hello',
  answers: [
    { verb: 'ROUTE', lane: 'bowl', caption: ui('does.ROUTE.bowl', { name: 'hello' }), refusal: undefined },
    { verb: 'ROUTE', lane: 'slab', caption: ui('does.ROUTE.slab', { name: 'hello' }), refusal: ui('refused.nobody') },
    { verb: undefined, lane: undefined, caption: ui('call.goOn'), refusal: undefined },
  ],
}
const down: CallView = { ...up, id: 'down/node/b1', about: 'down', name: 'b1', target: 'node/b1' }

const plays: RunScreen = aRun({ park: nobodyUp, settings: callOut })
const stands: RunScreen = aRun({ settings: callOut, mode: 'planning', call: up })
const said = () => nameOf(document.querySelector('[aria-live="assertive"]'))
const shown = (selector: string) => [...document.querySelectorAll(selector)].map(nameOf)

function called(screen: RunScreen = stands, device: Device = 'keys') {
  const given = aHud()
  given.hud.show(plays)
  given.hud.show({ ...screen, device })
  return given
}

describe('What is called out', () => {
  it('is said at once: what is seen, then what can be answered, once', async () => {
    called()
    await Promise.resolve()
    expect(said()).toBe(
      [
        'Time stands. hello is up: a shop window. GHOST. Its users come in 3 seconds.',
        '1: K8S BOWL, ready in 0.2–0.7 s. 2: METAL SLAB, ready in 21–27 s. Not now: There is nobody to do that to.',
        '3: let time run.',
      ].join(' '),
    )
  })

  it('stands on the board too, in the place of what the level says', () => {
    called()
    expect(shown('.called')).toEqual(['hello is up: a shop window. GHOST. Its users come in 3 seconds.'])
  })

  it('or with its answers, where the board is plain: what is said may be out of sight there', () => {
    called({ ...stands, picture: 'none' })
    expect(shown('.verbs .called')).toHaveLength(1)
    expect(shown('.says .called')).toEqual([])
  })

  it('of a plate names it', () => {
    called({ ...stands, park: trouble, call: down })
    expect(shown('.called')).toEqual(['node b1 is down!'])
  })

  it('is said again to who asks how everything stands', async () => {
    const { hud } = called()
    await new Promise(done => setTimeout(done, 500))
    hud.tell()
    await Promise.resolve()
    expect(said()).toMatch(/^Time stands\. hello is up/)
  })

  it('is not said by the news as well, which name keys that are not asked for now', async () => {
    called({ ...stands, call: undefined, mode: 'running' })
    await Promise.resolve()
    expect(said()).not.toContain('hello is up')
  })
})

describe('Its answers', () => {
  it('stand in the place of the verbs, by number', () => {
    called()
    const names = shown('.verbs button')
    expect(names[0]).toMatch(/^1 K8S BOWL ready in/)
    expect(names[1]).toMatch(/^2 METAL SLAB .* Not now/)
    expect(names[2]).toBe('3 GO ON let time run')
    expect(document.querySelector('[data-verb="LAND"]')).toBeNull()
  })

  it('have no numbers for a finger', () => {
    called(stands, 'touch')
    expect(shown('.verbs button')[0]).toMatch(/^K8S BOWL/)
  })

  it('have the buttons of a gamepad, where that was used', async () => {
    called(stands, 'pad')
    expect(shown('.verbs kbd')).toEqual(['X', 'B', 'Start'])
    await Promise.resolve()
    expect(said()).toContain('X: K8S BOWL, ready in')
    expect(said()).toContain('Start: let time run.')
  })

  it('are asked for by a press', () => {
    const { intents } = called()
    button(/^3 GO ON/).click()
    expect(intents).toEqual([{ do: 'answer', number: 3 }])
  })

  it('give way to the verbs when time runs', () => {
    const { hud } = called()
    hud.show(plays)
    expect(document.querySelector('[data-verb="LAND"]')).not.toBeNull()
  })
})
