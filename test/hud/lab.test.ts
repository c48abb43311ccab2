/** The Lab's door and its panel, by their accessible names. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { LabDoorView, RunScreen } from '../../src/hud/screen'
import type { LabView } from '../../src/view/lab-view'
import { fromLevel, ui } from '../../src/view/phrase'
import { aHud, aRun, button, nameOf, SCREENS } from './page'

const VIEW: LabView = {
  empty: false,
  served: 1_200,
  lost: 34,
  load: 100,
  loads: [{ target: 'rider/hello', name: 'hello', percent: 100, perSecond: 60, failing: 2 }],
  strikes: [
    { target: 'node/b1', name: 'b1', group: 'plates', failures: [{ what: 'host-down' }, { what: 'kubelet-down' }] },
    { target: 'rider/hello', name: 'hello', group: 'riders', failures: [{ what: 'process-crash' }] },
    { target: 'park/all', name: 'all', group: 'park', failures: [{ what: 'days-pass', days: 30 }] },
  ],
  marked: undefined,
  fired: [],
  knobs: [{ knob: 'quota', value: '100', values: ['100', '50'] }],
  up: 2,
  callable: [
    { target: 'rider/till', name: 'till', about: fromLevel('rider.till'), stickers: ['ANCHOR'], own: true },
    { target: 'rider/render', name: 'render', about: fromLevel('rider.render'), stickers: ['BOLT'], own: false },
  ],
  refusal: undefined,
}

const inLab = (over: Partial<LabView> = {}, more: Partial<RunScreen> = {}): RunScreen =>
  aRun({ lab: { view: { ...VIEW, ...over }, speedPercent: 100 }, ...more })

const panel = () => document.querySelector<HTMLElement>('.lab')!
const field = (name: string) =>
  [...panel().querySelectorAll('label')].find(label => nameOf(label).startsWith(name))!.querySelector('select')!
const choose = (select: HTMLSelectElement, value: string) => {
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

let page: ReturnType<typeof aHud>
beforeEach(() => {
  page = aHud()
})

describe('The Lab is on the street', () => {
  it('and always open', () => {
    page.hud.show(SCREENS.street)
    button('The Lab Any park, every knob, no verdict').click()
    expect(page.events).toEqual([{ type: 'LAB' }])
  })
})

describe('Its door', () => {
  const door: LabDoorView = {
    parks: [
      { chapter: 'lessons', parks: [{ id: 'L01-x', spot: 'L01', words: { name: 'Drop In' }, era: 'now' }] },
      { chapter: 'contests', parks: [{ id: 'C1-x', spot: 'C1', words: { name: 'Grind' }, era: '2017' }] },
    ],
    chosen: 'C1-x',
  }
  const show = (over: Partial<LabDoorView> = {}) =>
    page.hud.show({ screen: 'lab', settings: SCREENS.title.settings, door: { ...door, ...over } })
  const usual = { era: '2017', riders: 'own', timetable: false, hands: 'free' }

  it('opens the park that was in front, as is usual', () => {
    show()
    button('Open the Lab').click()
    expect(page.events).toEqual([{ type: 'OPEN_LAB', levelId: 'C1-x', seed: 1, lab: usual }])
  })

  it('opens what was chosen', () => {
    show()
    document.querySelector<HTMLSelectElement>('select')!.value = 'L01-x'
    for (const each of ['riders=none', 'hands=two', 'timetable=on']) {
      const [name, value] = each.split('=')
      document
        .querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"], input[name="${name}"]:not([value])`)!
        .click()
    }
    document.querySelector<HTMLInputElement>('input[name="seed"]')!.value = '42'
    button('Open the Lab').click()
    expect(page.events).toEqual([
      {
        type: 'OPEN_LAB',
        levelId: 'L01-x',
        seed: 42,
        lab: { era: 'now', riders: 'none', timetable: true, hands: 'two' },
      },
    ])
  })

  it('is as it was left, and says what it waits for', () => {
    show({ wish: { ...usual, hands: 'two', era: 'now' } as never, seed: 9, loading: 0.5 })
    expect([...document.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)).toEqual([
      'own',
      'now',
      'two',
    ])
    expect(document.querySelector<HTMLInputElement>('input[name="seed"]')!.value).toBe('9')
    button(/Loading|coming/i).click()
    expect(page.events).toEqual([])
  })
})

describe('Its panel', () => {
  it('is there in the Lab alone, and not while a run is watched', () => {
    const seen = [aRun(), inLab(), inLab({}, { replay: true }), SCREENS.street].map(screen => {
      page.hud.show(screen)
      return !panel().hidden
    })
    expect(seen).toEqual([false, true, false, false])
  })

  it('fires at one press what can befall whatever is chosen', () => {
    page.hud.show(inLab())
    button('Goes down').click()
    choose(field('What'), 'rider/hello')
    button('Process crashes').click()
    choose(field('What'), 'park/all')
    button('30 days pass').click()
    expect(page.intents).toEqual([
      { do: 'lab', command: { verb: 'FIRE', target: 'node/b1', fire: { what: 'host-down' } } },
      { do: 'lab', command: { verb: 'FIRE', target: 'rider/hello', fire: { what: 'process-crash' } } },
      { do: 'lab', command: { verb: 'FIRE', target: 'park/all', fire: { what: 'days-pass', days: 30 } } },
    ])
  })

  it('for as long as is wished, where that can last', () => {
    page.hud.show(inLab())
    choose(field('For'), '300')
    button('kubelet stops').click()
    choose(field('What'), 'rider/hello')
    button('Process crashes').click()
    expect(page.intents.map(intent => (intent as { command: { fire: object } }).command.fire)).toEqual([
      { what: 'kubelet-down', lasts: 300 },
      { what: 'process-crash' },
    ])
  })

  it('follows what is marked on the board, and strikes no other when that is down', () => {
    page.hud.show(inLab({ marked: 'rider/hello' }))
    expect(field('What').value).toBe('rider/hello')
    page.hud.show(inLab({ strikes: VIEW.strikes.slice(0, 1) }))
    expect(nameOf(field('What').selectedOptions[0])).toBe('hello: nothing more')
    expect(panel().querySelectorAll('.fire button').length).toBe(0)
  })

  it('has what was fired, and mends what can be mended', () => {
    const fire = { what: 'host-down' } as const
    const line = { at: 300, text: ui('incident.host-down', { name: 'b1' }), target: 'node/b1', fire, endsIn: 90 }
    page.hud.show(
      inLab({
        fired: [
          { ...line, id: 1, mends: true },
          { ...line, id: 0, mends: false },
        ],
      }),
    )
    expect([...panel().querySelectorAll('.fired li')].map(nameOf)).toEqual([
      '0:10 b1 went down 90 real s left Mend',
      '0:10 b1 went down 90 real s left',
    ])
    button('Mend').click()
    expect(page.intents).toEqual([{ do: 'lab', command: { verb: 'MEND', target: 'node/b1', fire } }])
  })

  it('turns everybody’s load, or one rider’s', () => {
    page.hud.show(inLab())
    for (const input of panel().querySelectorAll<HTMLInputElement>('input[type="range"]')) {
      input.value = '250'
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }
    expect(page.intents.map(intent => (intent as { command: object }).command)).toEqual([
      { verb: 'LOAD', target: 'park/all', percent: 250 },
      { verb: 'LOAD', target: 'rider/hello', percent: 250 },
    ])
  })

  it('calls riders up', () => {
    page.hud.show(inLab())
    button(/^till/).click()
    expect(page.intents).toEqual([{ do: 'lab', command: { verb: 'ADD', target: 'rider/till' } }])
  })

  it('places who is up, and turns the park’s own knobs', () => {
    page.hud.show(inLab())
    button('Place all 2 who are up by their stickers').click()
    choose(field('Quota'), '50')
    expect(page.intents).toEqual([
      { do: 'placeAll' },
      { do: 'lab', command: { verb: 'TUNE', target: 'knob/quota', value: '50' } },
    ])
  })

  it('lets time go on by a second, and faster', () => {
    page.hud.show(inLab())
    button(/On by 1 real second/).click()
    choose(field('Speed'), '400')
    button(/Stop|Pause/).click()
    expect(page.intents).toEqual([{ do: 'go', by: 1 }, { do: 'speed', percent: 400 }, { do: 'plan' }])
  })

  it('says why, and why not', () => {
    const screen = inLab({ refusal: ui('refused.strikesNothing') })
    const target = {
      target: 'node/b1',
      kind: 'plate',
      name: 'b1',
      byHand: true,
      explained: ['Name: b1', 'Ready'],
    } as const
    page.hud.show({ ...screen, park: { ...screen.park, target } })
    expect(panel().querySelector('pre')?.textContent).toBe('Name: b1\nReady')
    expect(nameOf(panel().querySelector('[role="status"]'))).toBe('There is nothing that this could strike now.')
  })

  it('begins anew, gives its link and its file, and is left', () => {
    page.hud.show(inLab())
    for (const name of ['Reset', 'Copy link', 'Download', 'Leave']) button(name).click()
    expect(page.events.map(({ type }) => type)).toEqual(['AGAIN', 'COPY_LINK', 'DOWNLOAD_RUN', 'QUIT'])
  })

  it('unfolds over the board where there is no room beside it, and Esc gives the board the focus', () => {
    page.hud.show(inLab())
    button('Knobs').click()
    expect([panel().hasAttribute('data-open'), document.activeElement?.tagName]).toEqual([true, 'SELECT'])
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { code: 'Escape', bubbles: true, cancelable: true }),
    )
    expect(panel().hasAttribute('data-open')).toBe(false)
    expect(document.activeElement?.getAttribute('role')).toBe('application')
    expect(page.intents).toEqual([])
  })
})
