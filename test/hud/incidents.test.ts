/** Trouble in words: what the picture shows is said, printed and can be pressed. */

import { render } from 'lit-html'
import { beforeAll, describe, expect, it } from 'vitest'
import { legend } from '../../src/hud/legend'
import { newsOf, situation } from '../../src/hud/news'
import { wordsOf } from '../../src/hud/words'
import { NO_MARKS } from '../../src/view/aim'
import type { ParkView } from '../../src/view/park-view'
import { LEGEND } from '../../src/view/pips'
import { seePark } from '../../src/view/see-park'
import { SIGN_LEGEND } from '../../src/view/signs'
import { INCIDENTS, type Incident } from '../incidents'
import { aHud, aRun, level, nameOf, SCREENS } from './page'

const words = wordsOf(level.words)
const view = (incident: Incident): ParkView => seePark(INCIDENTS[incident](), NO_MARKS)
const views = new Map<Incident, ParkView>()
beforeAll(() => {
  for (const name of Object.keys(INCIDENTS) as Incident[]) views.set(name, view(name))
})
const park = (incident: Incident) => views.get(incident) as ParkView
const riding = () => ({ ...park('riding'), tick: 0 })
const news = (incident: Incident, before: ParkView = riding()) =>
  newsOf(before, park(incident), { words, timeScale: 30 })

function shown(incident: Incident) {
  const page = aHud()
  page.hud.show(aRun({ park: park(incident) }))
  return page
}
const text = (selector: string) => [...document.querySelectorAll(selector)].map(nameOf)

describe('Healing that is paused', () => {
  it('is written across the bowl, and there only', () => {
    const { hud } = shown('paused')
    hud.show(aRun({ park: { ...park('paused'), slam: undefined } })) // it outlasts the blow
    expect(text('.lane .paused')).toEqual(['HEALING PAUSED, 3 OF 3 DOWN'])
    expect(document.querySelector('.paused')?.closest('.lane')?.getAttribute('data-lane')).toBe('bowl')
    shown('riding')
    expect(text('.lane .paused')).toEqual([])
  })

  it('is said once, and so is its end', () => {
    const of = (before: ParkView, after: ParkView) =>
      newsOf(before, after, { words, timeScale: 30 })
        .map(each => each.text)
        .filter(each => /[Hh]ealing/.test(each))
    const paused = park('paused')
    const still = { ...paused, tick: paused.tick + 30 }
    const over = { ...riding(), tick: still.tick + 30 }
    expect(of(riding(), paused)).toEqual([
      'Healing is paused: 3 of 3 nodes are not heard, so no pod is moved. It may be the network.',
    ])
    expect(of(paused, still)).toEqual([])
    expect(of(still, over)).toEqual(['Healing goes on: pods of lost nodes are moved again.'])
  })
})

describe('A slam', () => {
  it('is said at once and once, with all that stood on it', () => {
    const slams = news('slamInBoxes').filter(({ text: said }) => /SLAM/.test(said))
    expect(slams).toEqual([
      { text: 'SLAM! machine h1 → hypervisor h1 → VM orders, with 1 replica of orders', urgent: true },
    ])
    expect(
      news('slamInBoxes', { ...park('slamInBoxes'), tick: 1 }).filter(({ text: said }) => /SLAM/.test(said)),
    ).toEqual([])
  })

  it('is not said plate by plate as well', () =>
    expect(news('slamInBoxes').filter(({ text: said }) => /hypervisor h1: down/.test(said))).toEqual([]))

  it('of several hosts at once is one, with how many and which', () => {
    const { hud } = shown('riding')
    const { slam } = park('slam')
    const also = [{ ...slam!, plates: ['machine/b2', 'node/b2'], riders: ['wiki'] }]
    hud.show(aRun({ park: { ...park('slam'), slam: { ...slam!, also } } }))
    expect(text('[data-lane=bowl] .slam b')).toEqual(['SLAM! ×2'])
    expect(text('[data-lane=bowl] .slam .short')).toEqual(['b1, b2'])
    expect(text('[data-lane=bowl] .slam .more').join()).toMatch(/machine b1 → node b1.*; machine b2 → node b2.*wiki/)
  })

  it('stands in its lane, short on the picture and whole for who listens', () => {
    shown('cutOff')
    expect(text('[data-lane=bowl] .slam .short')).toEqual(['b1: shop'])
    expect(text('[data-lane=bowl] .slam .more')).toEqual(['machine b1 → node b1, with 1 replica of shop'])
  })
})

describe('What threw a rider', () => {
  const cases: readonly (readonly [Incident, string, RegExp])[] = [
    ['crashed', 'wiki', /crashed.*Its process died and is started again/],
    ['slamInBoxes', 'orders', /host died.*Its host died under it/],
    ['splitVm', 'orders', /TWO WRITERS.*Two copies are writing/],
    ['noComply', 'shop', /NO-COMPLY.*lets no pod go/],
    ['multiAttach', 'orders', /hangs.*its disk is held elsewhere/],
  ]
  it.each(cases)('%s is in the name of %s', (incident, name, says) => {
    shown(incident)
    expect(
      text('button.rider')
        .filter(rider => rider.startsWith(name))
        .join(),
    ).toMatch(says)
  })

  it('is said: a bail with its cause, and what befalls one that rides', () => {
    expect(news('crashed').map(each => each.text)).toContain('wiki bailed. Its process died and is started again.')
    expect(news('splitVm').map(each => each.text)).toContain('orders: Two copies are writing: half of it will be lost.')
  })
})

describe('A plate tells of its replicas', () => {
  const cases: readonly (readonly [Incident, string, RegExp])[] = [
    ['crashLoop', 'b3', /1 serving, 1 crashed \(CrashLoopBackOff\)/],
    ['lingering', 'b1', /1 told to go, lingering \(Terminating\)/],
    ['unheard', 'b1', /1 running, but not heard/],
    ['unheard', 'b1', /up \(NotReady, .*, cut off, but it lives\)/],
    ['splitPods', 'b3', /\(NotReady, declared dead, cut off, but it lives\)/],
    ['splitPods', 'b3', /2 running on, though declared dead/],
    ['off', 'orders', /1 off \(SHUTOFF\)/],
    ['migrating', 'orders→h2', /being filled.*1 arriving \(MIGRATING\)/],
  ]
  it.each(cases)('%s: %s', (incident, plate, says) => {
    shown(incident)
    expect(
      text('.plate')
        .filter(name => name.startsWith(plate))
        .join(),
    ).toMatch(says)
  })

  it('and the lane of those that stand nowhere', () => {
    shown('pending')
    expect(text('[data-lane=bowl] .pending')).toEqual(['Without a place: 4 hanging (Pending)'])
  })
})

describe('A backpack', () => {
  it('is a button that marks its disk and says what is done with it', () => {
    const { intents } = shown('copying')
    const pack = document.querySelector<HTMLButtonElement>('button.pack')
    expect(nameOf(pack)).toMatch(/^backpack of orders network disk, is copied to a local disk, in-use, \d+ %$/)
    pack?.click()
    expect(intents).toEqual([{ do: 'mark', target: 'volume/orders' }])
  })

  it('says nothing of what is not done with it', () => {
    shown('riding')
    expect(text('button.pack')).toEqual(['backpack of orders network disk, in-use'])
  })

  it('is pressed while its disk is marked', () => {
    const { hud } = shown('riding')
    const marked = seePark(INCIDENTS.riding(), { rider: undefined, plate: 'volume/orders', last: 'plate', since: 0 })
    hud.show(aRun({ park: marked }))
    expect(document.querySelector('button.pack')?.getAttribute('aria-pressed')).toBe('true')
  })
})

describe('Hands that are busy', () => {
  it('say with what and for how many seconds, and in which order the rest waits', () => {
    shown('busyHands')
    expect(text('.hand[data-busy] .doing')).toEqual(['moving b1', 'moving orders'])
    expect(text('.hand[data-busy] .left')).toEqual(['2 s', '4 s'])
    expect(text('.queued .doing')).toEqual(['scaling wiki', 'saving orders'])
    expect(text('.queued i')).toEqual(['1', '2'])
    expect(document.querySelector('.waiting')?.getAttribute('title')).toMatch(
      /^kubectl scale.*\nopenstack volume snapshot/,
    )
  })
})

describe('A rider that changes lanes', () => {
  it('is said once, by where it is going', () => {
    const told = situation(park('changing'), { words, timeScale: 30 })
    expect(told.match(/wiki (rides|in the air|is ready)/g)).toEqual(['wiki in the air'])
  })
})

describe('The legend', () => {
  it('shows and names every sign of the picture', () => {
    const box = document.createElement('div')
    render(legend(words), box)
    const entries = [...box.querySelectorAll('li')]
    expect(entries).toHaveLength(LEGEND.length + SIGN_LEGEND.length)
    for (const entry of entries) {
      expect(entry.querySelectorAll('rect').length).toBeGreaterThan(4)
      expect(nameOf(entry)).not.toMatch(/^legend\.|^$/)
    }
  })

  it('has of the stickers those that somebody wears on this level, each with its word and what it means', () => {
    const box = document.createElement('div')
    render(legend(words, ['HEAVY', 'TICK']), box)
    const stickers = [...box.querySelectorAll('li[data-sticker]')]
    expect(stickers.map(nameOf)).toEqual(['HEAVY needs a big machine', 'TICK runs by the clock'])
    for (const one of stickers) expect(one.querySelectorAll('rect').length).toBeGreaterThan(4)
  })

  it('can be read before a run and during it', () => {
    const { hud } = aHud()
    hud.show(SCREENS.briefing)
    expect(document.querySelectorAll('.briefing .signs')).toHaveLength(1)
    hud.show(aRun({ mode: 'menu' }))
    expect(document.querySelectorAll('dialog .signs')).toHaveLength(1)
  })
})
