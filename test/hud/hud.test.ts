import { describe, expect, it } from 'vitest'
import type { ScreenView } from '../../src/hud/screen'
import { KEY_SETS } from '../../src/session/keys'
import type { LaneView } from '../../src/view/lane-view'
import type { LogLine } from '../../src/view/park-view'
import { type Phrase, system, ui } from '../../src/view/phrase'
import type { PlateView } from '../../src/view/plate-view'
import {
  aPlane,
  aPlate,
  aRider,
  calm,
  dropInStarts,
  ended,
  MOMENTS,
  ordering,
  someVerbs,
  trouble,
  wipedOut,
} from '../given-view'
import { aHud, aRun, aSpot, aStreet, button, level, nameOf, SCREENS } from './page'

const focused = () => nameOf(document.activeElement)
const text = () => nameOf(document.getElementById('game'))

describe('Each screen puts the focus where one wants to begin', () => {
  const cases = [
    ['title', SCREENS.title, 'Press start'],
    ['briefing', SCREENS.briefing, 'Start'],
    ['shop', SCREENS.shop, 'To the street'],
    ['debrief', SCREENS.debrief, 'Again'],
    ['problem', SCREENS.problem, 'To the title'],
  ] as const satisfies readonly (readonly [string, ScreenView, string])[]

  it.each(cases)('%s', (_, screen, name) => {
    aHud().hud.show(screen)
    expect(focused()).toBe(name)
  })

  it('run: on the board, which says what it is', () => {
    const { hud } = aHud()
    hud.show(aRun())
    expect(document.activeElement).toBe(hud.board)
    expect(hud.board.getAttribute('role')).toBe('application')
    expect(hud.board.getAttribute('aria-label')).toBe('The park: Drop In')
    expect(hud.canvasHost.getAttribute('aria-hidden')).toBe('true')
  })
})

describe('The title', () => {
  it('is a heading, and its picture nothing to be read', () => {
    aHud().hud.show(SCREENS.title)
    expect(nameOf(document.querySelector('h1'))).toBe('K8S or DIE')
    expect(document.querySelector('.title .sky')?.getAttribute('aria-hidden')).toBe('true')
  })
})

describe('A button asks for', () => {
  const pages = [
    [SCREENS.title, 'Press start', { type: 'OPEN', levelId: 'L01-drop-in' }],
    [SCREENS.title, 'The street', { type: 'STREET' }],
    [SCREENS.briefing, 'Start', { type: 'START' }],
    [SCREENS.briefing, 'Back', { type: 'QUIT' }],
    [SCREENS.shop, 'To the street', { type: 'QUIT' }],
    [SCREENS.debrief, 'Again', { type: 'AGAIN' }],
    [SCREENS.debrief, 'Replay', { type: 'REPLAY' }],
    [SCREENS.debrief, 'Copy link', { type: 'COPY_LINK' }],
    [SCREENS.debrief, 'Download run', { type: 'DOWNLOAD_RUN' }],
    [SCREENS.problem, 'To the title', { type: 'QUIT' }],
    [aRun({ mode: 'menu' }), 'Go on', { type: 'RESUME' }],
    [aRun({ mode: 'menu' }), 'Start over', { type: 'AGAIN' }],
    [aRun({ mode: 'menu' }), 'Leave the run', { type: 'QUIT' }],
  ] as const satisfies readonly (readonly [ScreenView, string, object])[]

  it.each(pages)('$screen: %s', (screen, name, event) => {
    const { hud, events } = aHud()
    hud.show(screen)
    button(name).click()
    expect(events).toEqual([event])
  })

  const plays = [
    [/^1 K8S BOWL/, { do: 'route', lane: 'bowl' }],
    [/^3 METAL SLAB/, { do: 'route', lane: 'slab' }],
    [/^s2 spare/, { do: 'trick', verb: 'SCALE', on: 'machine/s2' }],
    [/^hello/, { do: 'mark', target: 'rider/hello' }],
    [/^till ?LAND!/, { do: 'land' }],
    [/LAND put till/, { do: 'land' }],
    [/SCALE order machine s1/, { do: 'trick', verb: 'SCALE' }],
    [/HOLD/, { do: 'hold' }],
    [/PLAN/, { do: 'plan' }],
    [/Mark the next target/, { do: 'markNext' }],
    [/^☰/, { do: 'menu' }],
  ] as const

  it.each(plays)('play: %s', (name, intent) => {
    const { hud, intents } = aHud()
    hud.show(aRun({ park: ordering }))
    button(name).click()
    expect(intents).toEqual([intent])
  })
})

describe('The board of a run', () => {
  it.each(Object.entries(MOMENTS))('has every lane, verb and word: %s', (_, park) => {
    aHud().hud.show(aRun({ park, can: { plan: true, rewind: true } }))
    for (const part of ['ERROR BUDGET', 'HANDS', 'NEXT', 'INCOMING', 'ready in 21–27 s', 'REWIND']) {
      expect(text()).toContain(part)
    }
    expect(text(), 'no bare keys').not.toMatch(/\b(does|refused|rider|plate|next|lane|target)\.[a-z]/i)
  })

  it('has buttons for the verbs of the level only', () => {
    aHud().hud.show(aRun({ can: { plan: false, rewind: false } }))
    for (const verb of ['SAVE', 'UNDO', 'MOVE', 'PLAN', 'REWIND']) expect(() => button(new RegExp(verb))).toThrow()
  })

  it('shows the real spec of who is up', () => {
    aHud().hud.show(aRun())
    expect(text()).toContain('hello a shop window GHOST Users come in 3 s 2 × 0.5 CPU · 256 MiB 30 requests/s')
  })

  it('says why a verb would be refused, and lets it be tried', () => {
    const { hud, intents } = aHud()
    hud.show(aRun({ park: calm }))
    const land = button(/LAND/)
    expect(nameOf(land)).toContain('Not now: Nothing is ready to land.')
    land.click()
    expect(intents).toEqual([{ do: 'land' }])
  })

  it('is a plain page without a picture, and when one wants it', () => {
    const { hud } = aHud()
    const stage = () => hud.board.parentElement!.classList.contains('text')
    hud.show(aRun())
    expect(stage()).toBe(false)
    hud.show(aRun({ picture: 'none' }))
    expect(stage()).toBe(true)
    hud.show(aRun({ settings: { ...aRun().settings, textBoard: true } }))
    expect(stage()).toBe(true)
  })

  it('keeps its elements from view to view, so that focus and picture stay', () => {
    const { hud } = aHud()
    hud.show(aRun())
    const [host, lane] = [hud.canvasHost, button(/^3 METAL/)]
    lane.focus()
    hud.show(aRun({ park: ordering }))
    expect(hud.canvasHost).toBe(host)
    expect(document.activeElement).toBe(lane)
  })

  it('takes the focus back when what had it is gone', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: ordering }))
    button(/^till/).focus()
    hud.show(aRun({ park: { ...dropInStarts, tick: 800 } }))
    expect(document.activeElement).toBe(hud.board)
  })

  it('keeps the focus when a button is clicked, so that Space still lands', () => {
    const { hud } = aHud()
    hud.show(aRun())
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true })
    button(/^1 K8S/).dispatchEvent(down)
    expect(down.defaultPrevented).toBe(true)
    expect(document.activeElement).toBe(hud.board)
  })
})

describe('A refusal is shown where it was tried', () => {
  const refusal: LogLine = { id: 99, tick: calm.tick, kind: 'refusal', text: system('No valid host was found') }
  const refused = { ...calm, log: [...calm.log, refusal] }

  it('on the lane', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: calm }))
    button(/^2 VM/).click()
    hud.show(aRun({ park: refused }))
    expect(nameOf(document.querySelector('[data-lane=boxes] .refused'))).toBe('No valid host was found')
    expect(document.querySelector('[data-lane=bowl] .refused')).toBeNull()
  })

  it('on the verb, by a key as by a tap', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: calm }))
    hud.tried({ do: 'trick', verb: 'SCALE' })
    hud.show(aRun({ park: refused }))
    expect(nameOf(document.querySelector('[data-verb=SCALE] .refused'))).toBe('No valid host was found')
  })

  it('for a few seconds of play', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: calm }))
    hud.tried({ do: 'route', lane: 'boxes' })
    hud.show(aRun({ park: { ...refused, tick: calm.tick + 100 } }))
    expect(document.querySelector('.lane .refused')).not.toBeNull()
    hud.show(aRun({ park: { ...refused, tick: calm.tick + 150 } }))
    expect(document.querySelector('.lane .refused')).toBeNull()
  })
})

describe('The menu', () => {
  it('opens and closes as the app says, and gives the focus back', () => {
    const { hud, events } = aHud()
    hud.show(aRun())
    hud.show(aRun({ mode: 'menu' }))
    expect(focused()).toBe('Go on')
    hud.show(aRun())
    expect(document.querySelector('dialog[open]')).toBeNull()
    expect(document.activeElement).toBe(hud.board)
    expect(events).toEqual([])
  })

  it('goes on when it is closed by Esc', () => {
    const { hud, events } = aHud()
    hud.show(aRun({ mode: 'menu' }))
    document.querySelector<HTMLDialogElement>('dialog.menu')?.close()
    expect(events).toEqual([{ type: 'RESUME' }])
  })
})

describe('The settings', () => {
  it('open from the title and from the menu, and send what was changed', () => {
    for (const screen of [SCREENS.title, aRun({ mode: 'menu' })]) {
      const { hud, events } = aHud()
      hud.show(screen)
      button('Settings').click()
      document.querySelector<HTMLInputElement>('dialog.settings input[type=checkbox]')?.click()
      expect(events).toEqual([{ type: 'SETTINGS', settings: { ...screen.settings, muted: true } }])
    }
  })

  it.each([
    ['auto', { now: 'plain', median: 41.3 }, 'Now plain: a frame takes 41 ms.'],
    ['auto', { now: 'full', median: undefined }, 'Measured in a run: all effects, until frames take too long.'],
    ['full', { now: 'full', median: 41.3 }, undefined],
  ] as const)('with effects %s say what that is now', (quality, effects, said) => {
    const { hud } = aHud()
    hud.show({ ...SCREENS.title, settings: { ...SCREENS.title.settings, quality }, effects })
    button('Settings').click()
    expect(document.querySelector('dialog.settings .now')?.textContent?.trim()).toBe(said)
  })

  it('send how much adornment the picture is to have', () => {
    const { hud, events } = aHud()
    hud.show(SCREENS.title)
    button('Settings').click()
    const select = document.querySelector<HTMLSelectElement>('dialog.settings select[name=quality]')!
    select.value = 'plain'
    select.dispatchEvent(new Event('change'))
    expect(events).toEqual([{ type: 'SETTINGS', settings: { ...SCREENS.title.settings, quality: 'plain' } }])
  })

  it('are worn by the page', () => {
    const { hud } = aHud()
    hud.show({ ...SCREENS.title, settings: { ...SCREENS.title.settings, textSize: 'largest', reducedMotion: true } })
    expect(document.getElementById('game')!.dataset).toMatchObject({ text: 'largest', still: '' })
  })
})

describe('A meter beside which the level has a limit', () => {
  const read = (over: Partial<typeof ordering.meters>) => {
    aHud().hud.show(aRun({ park: { ...ordering, meters: { ...ordering.meters, ...over } } }))
    const value = (meter: string) => nameOf(document.querySelector(`.meter.${meter} .value`))
    return ['budget', 'cost', 'toil'].map(value)
  }

  it('never reads as if it kept one that it does not', () =>
    expect(read({ budgetLeft: 699_900, cost: 39_010_000, toil: 380_100 })).toEqual(['69 %', '39.1', '39 %']))

  it('reads as the limit where it is that', () =>
    expect(read({ budgetLeft: 700_000, cost: 39_000_000, toil: 380_000 })).toEqual(['70 %', '39.0', '38 %']))
})

describe('A name in a lane', () => {
  it('is a part of its rider only when nobody is up, or a tap into a full lane would route nobody', () => {
    const { hud } = aHud()
    const isPart = () => document.querySelector('.stage')?.hasAttribute('data-nobody-up')
    hud.show(aRun({ park: { ...ordering, deck: { up: undefined, next: [] } } }))
    expect(isPart()).toBe(true)
    hud.show(aRun({ park: dropInStarts }))
    expect(isPart()).toBe(dropInStarts.deck.up === undefined)
  })
})

describe('A lane that was pressed', () => {
  const pressed = (refusal: Phrase) => {
    const verbs = ordering.verbs.map(verb => (verb.lane === 'bowl' ? { ...verb, target: undefined, refusal } : verb))
    const { hud } = aHud()
    hud.show(aRun({ park: { ...ordering, verbs, deck: { up: undefined, next: [] } } }))
    document.querySelector<HTMLElement>('[data-lane="bowl"] .route')?.click()
    return { hud, told: document.querySelector('[data-lane="bowl"] .refused') }
  }

  it('a little too early is kept, and looks it, until who it is for has come', () => {
    const { hud, told } = pressed(ui('route.kept', { name: 'archive' }))
    expect(nameOf(told)).toBe('Kept for archive, who comes at any moment.')
    expect(told?.hasAttribute('data-kept')).toBe(true)
    hud.show(aRun({ park: { ...ordering, deck: { up: undefined, next: [] } } }))
    expect(document.querySelector('[data-lane="bowl"] .refused')).toBeNull()
  })

  it('for nobody is refused, and what can be done instead is said', () => {
    const { told } = pressed(ui('refused.nobodyUp.lost', { lost: 'parts-db' }))
    expect(told?.hasAttribute('data-kept')).toBe(false)
    expect(nameOf(told)).toBe('Nobody is up. To route parts-db again mark it (E), then press a lane.')
  })
})

describe('What is notified', () => {
  it.each([
    ['keys', 'Now you play. Time stands: P or PLAN lets it run.'],
    ['touch', 'Now you play. Time stands: PLAN lets it run.'],
  ] as const)('names what there is to press: %s', (device, told) => {
    const { hud } = aHud()
    hud.show({ ...aRun(), device })
    hud.notify('notify.branched')
    expect(nameOf(document.querySelector('.toast'))).toBe(told)
  })
})

describe('What gold asks', () => {
  const gold = { slo: 994_500, cost: 39_000_000, toil: 390_000 }
  const told = 'Gold: 99.45 % served in time, cost at most 39.0, toil at most 39 %'
  const aim = { text: ui('goal.letters', { got: 0 }), kept: false }
  const asked = { ...level, gold, goals: [aim] }

  it('stands under the goals before a run and in its menu', () => {
    const { hud } = aHud()
    hud.show({ ...SCREENS.briefing, level: asked })
    expect(nameOf(document.querySelector('.briefing .gold'))).toBe(told)
    hud.show(aRun({ level: asked, mode: 'menu' }))
    expect(nameOf(document.querySelector('dialog.menu .goals + .gold'))).toBe(told)
  })

  it('is only of what the level has a meter for, and of no level without medals', () => {
    const { hud } = aHud()
    hud.show({ ...SCREENS.briefing, level: { ...asked, gold: { slo: 990_000 } } })
    expect(nameOf(document.querySelector('.gold'))).toBe('Gold: 99 % served in time')
    hud.show({ ...SCREENS.briefing, level })
    expect(document.querySelector('.gold')).toBeNull()
  })
})

describe('What a newcomer reads', () => {
  it('is only the meters that the level uses', () => {
    const { park } = aRun()
    aHud().hud.show(aRun({ park: { ...park, meters: { ...park.meters, shown: ['budget', 'hands'] } } }))
    const names = [...document.querySelectorAll('.meter .name')].map(nameOf)
    expect(names).toEqual(['ERROR BUDGET', 'HANDS'])
  })

  it('says that it is the users who come', () => {
    aHud().hud.show(aRun({ park: ordering }))
    expect(nameOf(document.querySelector('.incoming .when'))).toMatch(/^users in \d+ s$/)
  })

  it('has what is next on the title, once something has landed', () => {
    const { hud } = aHud()
    hud.show(SCREENS.title)
    expect(document.querySelector('.best')).toBeNull()
    const street = aStreet(aSpot({ front: true }), aSpot({ level: { ...level, id: 'L02' }, state: 'landed' }))
    hud.show({ ...SCREENS.title, street })
    expect(nameOf(document.querySelector('.best'))).toBe('1 of 2 landed · next: L01 Drop In')
  })
})

describe('The debrief', () => {
  it('shows at a glance who was late', () => {
    aHud().hud.show({ ...SCREENS.debrief, debrief: wipedOut })
    expect(nameOf(document.querySelector('h1'))).toBe('WIPE-OUT')
    expect(nameOf(document.querySelector('.verdict'))).toBe(
      'render: its users came at 0:37, and for 21 s nobody served them. ' +
        'That lost 7,598 requests: users were here, it had no place; its machine was still being deployed.',
    )
    const rows = [...document.querySelectorAll('.air-times tbody tr:not(.picture)')].map(nameOf)
    expect(rows[2]).toBe('render METAL SLAB 0:37 never never 0:37 21 s')
  })

  it('tells of each goal what was reached, where it knows', () => {
    aHud().hud.show({ ...SCREENS.debrief, debrief: wipedOut })
    const [, steady] = document.querySelectorAll('.goals li')
    expect(nameOf(steady)).toBe('Extra, not yet: Error budget left: at least 90% reached 0.0 %')
    expect(nameOf(document.querySelector('.next-medal'))).toBe('Next Any medal needs a landing.')
  })

  it('tells what holds the medal back', () => {
    aHud().hud.show(SCREENS.debrief)
    expect(nameOf(document.querySelector('.next-medal'))).toBe('Next COST gold up to 6.0 now 6.2')
  })

  it('has a ledger that sums', () => {
    aHud().hud.show({ ...SCREENS.debrief, debrief: wipedOut })
    expect(text()).toContain('193,700 requests were planned: 91,000 served, 7,748 lost, and 94,952 had not come yet')
    expect(nameOf(document.querySelector('.ledger tfoot'))).toBe('All that was lost 7,748 100 %')
  })

  it('is another run at once with R', () => {
    const { hud, events } = aHud()
    hud.show(SCREENS.debrief)
    document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyR', bubbles: true }))
    expect(events).toEqual([{ type: 'AGAIN' }])
  })

  it('but not with an R that was still meant for the run', () => {
    const { hud, events } = aHud()
    hud.show({ ...SCREENS.debrief, settings: { ...SCREENS.debrief.settings, keys: KEY_SETS.left } })
    const press = (after: number) => {
      const event = new KeyboardEvent('keydown', { code: 'KeyR', bubbles: true })
      document.body.dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: performance.now() + after }))
    }
    press(100)
    expect(events).toEqual([])
    press(1_000)
    expect(events).toEqual([{ type: 'AGAIN' }])
  })
})

describe('From screen to screen', () => {
  it('nothing is left of the last one', () => {
    const { hud } = aHud()
    hud.show(aRun({ park: trouble, mode: 'menu' }))
    hud.show(SCREENS.debrief)
    expect(document.querySelector('dialog[open]')).toBeNull()
    expect(hud.board.closest<HTMLElement>('.stage')?.hidden).toBe(true)
    hud.show(aRun({ park: ended }))
    expect(document.querySelector('.page')).toBeNull()
  })
})

describe('What aims at nothing', () => {
  it('is told aloud and in its place, though no log tells of it', async () => {
    const { hud } = aHud()
    hud.show(aRun({ park: calm }))
    hud.tried({ do: 'route', lane: 'slab' })
    await Promise.resolve()
    expect(nameOf(document.querySelector('[data-lane=slab] .refused'))).toBe('Nobody is up.')
    expect(nameOf(document.querySelector('[role=alert]'))).toContain('Nobody is up.')
    expect(nameOf(document.querySelector('[role=alert]'))).not.toContain('Refused') // no command was
  })

  it('says who comes and when', () => {
    const { hud } = aHud()
    const refusal = ui('refused.nobodyYet', { name: 'till', seconds: 5 })
    const verbs = calm.verbs.map(view => (view.verb === 'ROUTE' ? { ...view, refusal } : view))
    hud.show(aRun({ park: { ...calm, verbs } }))
    hud.tried({ do: 'route', lane: 'slab' })
    const said = nameOf(document.querySelector('[data-lane=slab] .refused'))
    expect(said).toBe('Nobody is up yet. till comes in 5 seconds.')
  })
})

describe('A lane says in words', () => {
  const bowl = (over: Partial<LaneView>) => {
    const lanes = calm.lanes.map(lane => (lane.lane === 'bowl' ? { ...lane, ...over } : lane))
    aHud().hud.show(aRun({ park: { ...calm, lanes } }))
    return nameOf(document.querySelector('[data-lane=bowl]'))
  }
  const why = '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.'

  const cases: readonly [string, Partial<LaneView>, string][] = [
    ['how soon', { readyIn: { least: 30, most: 150 } }, 'ready in 1–5 s'],
    ['how soon, once where both are the same', { readyIn: { least: 630, most: 631 } }, 'ready in 21 s'],
    ['that it is at once', { readyIn: { least: 0, most: 0 } }, 'ready in 0 s'],
    ['that there is no place, and who says so', { noPlace: { count: 1, of: 1, why } }, 'no place'],
    ['that it would be refused', { noPlace: { count: 1, of: 1, why: 'was refused', refused: true } }, 'refused now'],
    [
      'and that this is no want of room',
      { noPlace: { count: 1, of: 1, why: 'was refused', refused: true } },
      'It would be refused now. was refused',
    ],
    [
      'that it would be, whoever came',
      { noPlace: { count: 1, of: 1, why: 'was refused', refused: true, anybody: true } },
      'Anybody would be refused now. was refused',
    ],
    [
      'that there is no place, whoever came',
      { noPlace: { count: 1, of: 1, why, anybody: true } },
      `There is no place for anybody here. ${why}`,
    ],
    ['the same plainly', { noPlace: { count: 1, of: 1, why } }, `There is no place for it here. ${why}`],
    ['for how many there is none', { noPlace: { count: 2, of: 3, why } }, `2 of 3 would find no place here. ${why}`],
    ['who hangs, beside the load', { troubles: { hung: 1, bailed: 0, failing: 0, of: 4 } }, '1 of 4 hangs'],
    [
      'what else',
      { troubles: { hung: 2, bailed: 1, failing: 1, of: 4 } },
      '2 of 4 hang, 1 of 4 bailed, 1 of 4 not served',
    ],
    [
      'why somebody hangs: a plain sentence first',
      { riders: [aRider({ name: 'big', state: 'hung', tone: 'down', why })] },
      `big hangs: nothing here can carry it. Mark it and try another lane. ${why}`,
    ],
    [
      'what is promised, counted',
      {
        plates: [
          aPlate({ kind: 'node', name: 'b1', promised: 31_250, amount: { what: 'cpu', asked: 500, has: 16_000 } }),
        ],
      },
      'node, up (Ready), 0.5 of 16 CPU promised (3 %)',
    ],
    [
      'in memory, where that is what is short',
      {
        plates: [
          aPlate({
            kind: 'node',
            name: 'b1',
            promised: 500_000,
            amount: { what: 'memory', asked: 2 ** 32, has: 2 ** 33 },
          }),
        ],
      },
      '4 GiB of 8 GiB memory promised (50 %)',
    ],
  ]
  it.each(cases)('%s', (_, over, text) => expect(bowl(over)).toContain(text))

  it.each([
    ['node', { what: 'cpu', asked: 500, has: 16_000 }, '0.5 of 16 CPU promised'],
    ['hypervisor', { what: 'vcpu', asked: 2, has: 64 }, '2 of 64 vCPU promised'],
  ] as const)('beside a %s what is promised of it, where the level is about that', (kind, amount, text) => {
    bowl({ plates: [aPlate({ kind, name: 'b1', tellsPromise: true, promised: 31_250, amount })] })
    expect(nameOf(document.querySelector('.plate .label [aria-hidden]'))).toBe(text)
  })

  const onMachine = (over: Partial<PlateView>) =>
    bowl({ plates: [aPlate({ kind: 'machine', name: 'b1', above: [aPlate({ kind: 'node', name: 'b1', ...over })] })] })
  const bar = () => document.querySelector<HTMLElement>('[data-lane=bowl] .plate .label .full')
  const length = () => bar()?.style.getPropertyValue('--full')

  it.each([
    ['of what it has least left of', { promised: 375_000 }, '38%', false],
    ['of its GPUs, where those are it', { promised: 375_000, gpus: 8, gpusTaken: 4 }, '50%', false],
    ['hatched where there is next to no room', { promised: 900_000 }, '90%', true],
  ])('in a bar beside the name of a plate how full it is: %s', (_, over, full, tight) => {
    onMachine(over)
    expect([length(), bar()?.hasAttribute('data-tight')]).toEqual([full, tight])
    expect(bar()?.getAttribute('aria-hidden'), 'who listens is told the figures').toBe('true')
  })

  it('and no bar on what is down', () => {
    onMachine({ promised: 375_000, state: 'down' })
    expect(bar()).toBeNull()
  })

  it('in short, why there is no place: without the count of nodes, which says nothing', () => {
    bowl({ noPlace: { count: 1, of: 1, why } })
    expect(nameOf(document.querySelector('[data-lane=bowl] .foretold [aria-hidden]'))).toBe(
      '3 Insufficient nvidia.com/gpu.',
    )
    expect(document.querySelector('[data-lane=bowl] .foretold')?.getAttribute('title')).toContain(why)
    bowl({ noPlace: { count: 2, of: 3, why } })
    expect(nameOf(document.querySelector('[data-lane=bowl] .why-not'))).toBe(
      '2 of 3 no place: 3 Insufficient nvidia.com/gpu.',
    )
  })

  it('that there is no machine in it at all, and then it invites nobody', () => {
    const empty = bowl({ plates: [], noPlace: { count: 1, of: 1, why } })
    expect(empty).toContain('no machine here')
    expect(empty).not.toMatch(/ready in|no place|really/)
    const lanes = dropInStarts.lanes.map(lane => ({ ...lane, plates: [] }))
    aHud().hud.show(aRun({ park: dropInStarts }))
    expect(document.querySelectorAll('[data-inviting]').length).toBeGreaterThan(0)
    aHud().hud.show(aRun({ park: { ...dropInStarts, lanes } }))
    expect(document.querySelectorAll('[data-inviting], .invite')).toHaveLength(0)
  })

  it('that a marked plate binds whoever is put here', () => {
    expect(bowl({ boundTo: 'b2' })).toContain('→ b2 for good')
    expect(bowl({})).not.toContain('→')
  })
})

describe('A verb says', () => {
  it('in a few words what it does, and all of it where one hovers or listens', () => {
    aHud().hud.show(aRun({ park: calm }))
    const scale = button(/SCALE/)
    expect(nameOf(scale.querySelector('.caption'))).toBe('one more pod')
    expect(scale.title).toContain('one more pod of hello')
    expect(nameOf(scale)).toContain('SCALE one more pod of hello')
  })

  it('whom it means, where that is not what is shown as the target', () => {
    const caption = (name: string) => {
      const target = { target: `rider/${name}`, kind: 'rider', name, byHand: false, explained: [] } as const
      aHud().hud.show(aRun({ park: { ...calm, target, verbs: someVerbs('till') } }))
      return nameOf(button(/HOLD/).querySelector('.caption'))
    }
    expect([caption('hello'), caption('till')]).toEqual(['till wait / go on', 'wait / go on'])
  })

  it.each([
    ['rider', 'orders-db', 'rider'],
    ['backpack', 'orders-db', 'backpack of'],
    ['plane', 'k1', 'control plane'],
  ] as const)('of its target, a %s, the name by itself', (kind, name, told) => {
    const target = { target: `rider/${name}`, kind, name, byHand: true, explained: [] } as const
    aHud().hud.show(aRun({ park: { ...calm, target } }))
    expect(nameOf(document.querySelector('.target .it'))).toBe(name)
    expect(nameOf(document.querySelector('.target .kind'))).toBe(told)
  })

  const GIB = 2 ** 30
  it.each([
    [
      'the room of a node',
      { of: 'plate', room: { what: 'cpu', cores: 3_500, memory: 26 * GIB, gpus: undefined } },
      '26 GiB, 3.5 CPU free',
    ],
    [
      'its GPUs too, where it has some',
      { of: 'plate', room: { what: 'cpu', cores: 4_000, memory: 26 * GIB, gpus: 0 } },
      '26 GiB, 4 CPU, 0 GPU free',
    ],
    [
      'the room of a hypervisor',
      { of: 'plate', room: { what: 'vcpu', cores: 40, memory: 16 * GIB, gpus: undefined } },
      '16 GiB, 40 vCPU free',
    ],
    ['the load of a rider', { of: 'rider', load: 250_000 }, 'load 25 %'],
    ['the size and the kind of a disk', { of: 'backpack', sizeMiB: 16_384, disk: 'network' }, '16 GiB, network'],
    ['nothing of one that hardly does anything', { of: 'rider', load: 1_000 }, ''],
  ] as const)('of its target the figure that counts: %s', (_, measure, told) => {
    const target = { target: 'rider/till', kind: 'rider', name: 'till', byHand: true, explained: [], measure } as const
    aHud().hud.show(aRun({ park: { ...calm, target } }))
    expect(nameOf(document.querySelector('.target .measure'))).toBe(told)
  })
})

describe('LAND', () => {
  const landing = { verb: 'LAND', target: 'rider/till', refusal: undefined } as const
  const flying = { ...calm, verbs: calm.verbs.map(view => (view.verb === 'LAND' ? { ...view, ...landing } : view)) }

  it('glows when somebody is ready', () => {
    aHud().hud.show(aRun({ park: ordering }))
    expect(button(/LAND put till/).dataset).toHaveProperty('ready')
  })

  it('does not invite to land what is still in the air', () => {
    aHud().hud.show(aRun({ park: flying }))
    expect(button(/Space LAND/).dataset).not.toHaveProperty('ready')
    expect(nameOf(button(/Space LAND/))).toContain('too early')
  })
})

describe('The control plane', () => {
  const withPlane = (tones: Parameters<typeof aPlane>[0] = {}) => ({ ...calm, plane: aPlane(tones) })

  it('is one button, which says how each of its parts is, and is marked by a press', () => {
    const { hud, intents } = aHud()
    hud.show(aRun({ park: withPlane({ api: 'down' }) }))
    const pressed = button(/control plane of k1: no API server answers, the scheduler acts/)
    expect(pressed.getAttribute('aria-pressed')).toBe('false')
    pressed.click()
    expect(intents).toEqual([{ do: 'mark', target: 'control-plane/k1' }])
  })

  it('is not there where a level names none', () => {
    aHud().hud.show(aRun({ park: calm }))
    expect(text()).not.toContain('control plane')
  })
})
