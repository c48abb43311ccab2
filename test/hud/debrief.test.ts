import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../../src/hud/runbook'
import type { DebriefScreen } from '../../src/hud/screen'
import { wordsOf } from '../../src/hud/words'
import { wordsOf as wordsFrom } from '../../src/level/condition-words'
import { FACTS } from '../../src/model/constants'
import type { CardView } from '../../src/view/codex'
import type { DebriefView, GoalView, RunbookLine } from '../../src/view/debrief-view'
import { system, told, ui } from '../../src/view/phrase'
import { anOccurrence, earlier, landed, looked, wipedOut } from '../given-view'
import { aHud, button, nameOf, SCREENS } from './page'

const part = { words: wordsOf(), hands: { intent: () => {}, app: () => {} }, timeScale: 30 }

const found = (selector: string) => document.querySelector<HTMLElement>(selector)!
const press = (element: HTMLElement, code: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))

function shown(over: Partial<DebriefScreen> = {}) {
  const { hud, events } = aHud()
  const screen: DebriefScreen = { ...SCREENS.debrief, debrief: wipedOut, ...over }
  hud.show(screen)
  return { events, screen, again: (more: Partial<DebriefScreen>) => hud.show({ ...screen, ...more }) }
}

const answered = { ...looked, telling: earlier, shown: earlier }

describe('What would have changed it', () => {
  it('is looked for while Again has the focus already', () => {
    shown()
    expect(nameOf(document.activeElement)).toBe('Again')
    expect(nameOf(found('.hindsight'))).toBe('What would have changed it: trying every move once more …')
  })

  it('is said in one breath, and nothing moves the focus', () => {
    const { again } = shown()
    again({ hindsight: answered })
    expect(nameOf(found('.hindsight'))).toBe(
      'What would have changed it: Order machine s1 (at 0:37): 16 s earlier. ' +
        'You would have LANDED, with 96 % of the error budget left.',
    )
    expect(found('.hindsight').getAttribute('role')).toBe('status')
    expect(nameOf(document.activeElement)).toBe('Again')
  })

  it('is nothing, where nothing would have', () => {
    shown({ hindsight: { ...looked, telling: undefined } })
    expect(nameOf(found('.hindsight'))).toContain('no single move would have made a difference')
  })

  it('is what held it up, where it could not have been better', () => {
    const telling = { ...earlier, yours: earlier.other, other: earlier.yours }
    shown({ hindsight: { ...looked, telling, shown: telling } })
    expect(nameOf(found('.hindsight'))).toContain('What mattered most: Order machine s1')
    expect(nameOf(found('.hindsight'))).toContain('That would have been a WIPE-OUT at 0:57.')
  })
})

describe('What one goes on with', () => {
  const next = { ...SCREENS.debrief.level, id: 'L02-respawn', words: { name: 'Respawn' } }
  const focus = () => nameOf(document.activeElement)
  const gold = { ...landed, medal: 'gold' } as const

  it.each([
    ['a wipe-out', wipedOut, 'Again'],
    ['silver', landed, 'Again'],
    ['gold', gold, 'Next: Respawn'],
    ['no medal, where none is given', { ...landed, medal: 'none', medals: [] } as const, 'Next: Respawn'],
  ])('is, after %s, under the finger: %s', (_, debrief, name) => {
    shown({ debrief, next, level: { ...SCREENS.debrief.level, best: { medal: 'gold', score: 1 } } })
    expect(focus()).toBe(name)
    expect(document.querySelectorAll('.actions .primary')).toHaveLength(1)
  })

  it('comes a moment later, and the focus goes with it unless it went elsewhere', () => {
    const { again } = shown({ debrief: gold, next: undefined })
    again({ next })
    expect(focus()).toBe('Next: Respawn')
    button('Replay').focus()
    again({ next: undefined })
    again({ next })
    expect(focus()).toBe('Replay')
  })

  it('is another run after gold, where nothing comes any more', () => {
    shown({ debrief: gold, next: undefined })
    expect(focus()).toBe('Again')
  })

  it('leaves R what it was', () => {
    const { events } = shown({ debrief: gold, next })
    press(document.body, 'KeyR')
    expect(events.at(-1)).toEqual({ type: 'AGAIN' })
  })
})

describe('Where no medals are given', () => {
  const none = { ...landed, medal: 'none', medals: [] } as const

  it('the debrief says so, and shows none', () => {
    shown({ debrief: none })
    expect(nameOf(found('.next-medal'))).toBe('Medals None are given here. It was a joke; the users were real.')
    expect(document.querySelectorAll('.medal, .medals')).toHaveLength(0)
  })

  it('nor does the other line tell of one', () => {
    const figures = { ...earlier.yours, medal: undefined }
    const telling = { ...earlier, yours: figures, other: figures }
    shown({ debrief: none, hindsight: { ...looked, telling, shown: telling } })
    expect(nameOf(found('.figures'))).not.toContain('Medal')
  })
})

describe('A figure beside its limit', () => {
  const rested = told(wordsFrom({ is: 'metric', metric: 'toil.ppm', lte: 320_000 }))
  const goal = (over: Partial<GoalView>): GoalView => ({
    id: 'rested',
    must: false,
    met: false,
    inVain: false,
    text: rested,
    got: { unit: 'ppm', value: 320_400, limit: 320_000, most: true },
    ...over,
  })
  const short: DebriefView = {
    ...landed,
    limits: { slo: [960_000], cost: [6_000_000], toil: [320_000, 330_000] },
    medals: [{ of: 'toil', metal: 'gold', got: 320_400, next: undefined }],
    goals: [goal({})],
    ledger: { ...landed.ledger, toil: 320_400 },
  }

  it('is never rounded on to it: in goals, medals and ledger alike', () => {
    shown({ debrief: short })
    expect(nameOf(found('.goals li'))).toBe('Extra, not yet: Toil: at most 32% reached 32.04 %')
    expect(nameOf(found('.medals li'))).toBe('TOIL gold 32.04 %')
    expect(found('.debrief').textContent).toContain('toil 32.04 %')
  })

  it('is no broken limit where the run did not land', () => {
    const kept = goal({ inVain: true, got: { unit: 'ppm', value: 100_000, limit: 320_000, most: true } })
    shown({ debrief: { ...wipedOut, goals: [kept] } })
    expect(nameOf(found('.goals li'))).toBe('Kept, but only a landing counts: Toil: at most 32% reached 10.0 %')
    expect(found('.goals li').hasAttribute('data-in-vain')).toBe(true)
  })
})

describe('The ledger', () => {
  it('sums where writes were lost that had been served', () => {
    const ledger = { ...landed.ledger, planned: 1_000, served: 990, lost: 60, writes: 2 }
    shown({ debrief: { ...landed, ledger } })
    expect(nameOf(found('.debrief'))).toContain(
      '1,000 requests were planned: 990 served, 10 lost. Of those served, 2 writes were lost afterwards: ' +
        'each weighs as much as 25 requests (assumed), so 60 are charged. The error budget forgives 7,748.',
    )
  })
})

describe('The other line', () => {
  it('is chosen from decisions, each with its changes', () => {
    const { events } = shown({ hindsight: answered })
    const select = found('.other-line select') as HTMLSelectElement
    expect([...select.querySelectorAll('optgroup')].map(({ label }) => label)).toEqual([
      '0:37 order machine s1',
      'All of it',
    ])
    expect([...select.options].map(nameOf)).toEqual(['16 s earlier', 'Left out', 'Do nothing at all'])
    expect(nameOf(select.selectedOptions[0])).toBe('16 s earlier')
    select.value = '1'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    expect(events).toEqual([{ type: 'OTHER_LINE', choice: 1 }])
  })

  it('stands beside yours in the same units', () => {
    shown({ hindsight: answered })
    const rows = [...document.querySelectorAll('.figures tbody tr')].map(nameOf)
    expect(rows).toEqual([
      'Outcome WIPE-OUT LANDED',
      'Lasted 0:57 1:20',
      'Requests lost 7,748 300 −7,448',
      'Budget left 0 % 96 % +96 %',
      'Cost (assumed) 5.9 6.2 +0.3',
      'Toil 41 % 41 % 0',
      'Medal no medal silver',
    ])
  })

  it.each([
    ['the other one, where only it landed', earlier.yours, earlier.other, 'other'],
    ['yours, where the other wiped out', earlier.other, earlier.yours, 'yours'],
    ['yours, where the other lost more', earlier.other, { ...earlier.other, lost: 301 }, 'yours'],
    ['the one that went on longer', earlier.yours, { ...earlier.yours, endedAt: 1_800 }, 'other'],
    ['neither, where nothing differs', earlier.yours, earlier.yours, 'neither'],
  ])('the better one is %s', (_, yours, other, better) => {
    shown({ hindsight: { ...looked, shown: { ...earlier, yours, other } } })
    expect(found('.lines').dataset.better).toBe(better)
  })

  it('parts from yours at a moment that is told', () => {
    shown({ hindsight: answered })
    expect(nameOf(found('.parting'))).toBe(
      'They part at 0:42: render is ready. In your run, at that moment, render is still in the air (wait call-back).',
    )
  })

  it('has its picture in words', () => {
    shown({ hindsight: answered })
    expect(found('.chart > svg').getAttribute('aria-label')).toBe(
      'Error budget left over time. Your run: 100 % until about 0:37, then down to 0 % at 0:57. ' +
        'The other line: 100 % until about 0:00, then down to 96 % at 1:20.',
    )
    expect(found('.chart > svg').getAttribute('role')).toBe('img')
  })

  it('says why a command could not be done there', () => {
    const refused = { ...earlier, refusal: ui('refused.nobody') }
    shown({ hindsight: { ...looked, telling: undefined, shown: refused } })
    expect(nameOf(found('.then'))).toContain('It would have been refused (There is nobody to do that to.)')
  })

  const both = (outcome: 'landed' | 'wipedOut', yours: object, other: object) => {
    const line = {
      ...earlier,
      yours: { ...earlier.yours, outcome, ...yours },
      other: { ...earlier.yours, outcome, ...other },
    }
    shown({ hindsight: { ...looked, shown: line } })
    return nameOf(found('.then')).replace(/^.*earlier\. /, '')
  }
  it.each([
    ['wipedOut', { endedAt: 900 }, { endedAt: 1_200 }, 'Still a WIPE-OUT, but 10 s later.'],
    ['wipedOut', { endedAt: 900 }, { endedAt: 840 }, 'A WIPE-OUT too, 2 s sooner.'],
    ['wipedOut', {}, {}, 'A WIPE-OUT all the same, at the same moment.'],
    ['landed', { lost: 10 }, { lost: 9 }, '1 request fewer would have been lost.'],
    ['landed', { lost: 10 }, { lost: 30 }, '20 requests more would have been lost.'],
    ['landed', { medal: 'silver' }, { medal: 'gold' }, 'Not one request more or less, but the medal: gold.'],
    ['landed', { cost: 3_000_000 }, { cost: 1_000_000 }, 'Not one request more or less, and 2.0 cheaper.'],
    ['landed', {}, {}, 'Nothing would have changed.'],
  ] as const)('%s, from %j to %j', (outcome, yours, other, then) => expect(both(outcome, yours, other)).toBe(then))
})

describe('The worst moment', () => {
  it('says when, how much and what to look at, and can be watched', () => {
    const { events } = shown({ hindsight: looked })
    expect(nameOf(found('.worst p'))).toBe(
      '0:37 to 0:57: 7,400 requests lost, 96 % of the error budget. ' +
        'Watch render: its users are here, its machine is still being deployed.',
    )
    button('Watch these 20 s').click()
    expect(events).toEqual([{ type: 'REPLAY', span: { from: 1_130, to: 1_730 } }])
  })

  it('is left out where nothing was lost', () => {
    shown({ hindsight: { ...looked, worst: undefined } })
    expect(found('.worst')).toBeNull()
  })
})

/** hello is up, is routed; render is routed late, nothing answers, the budget is gone. */
const moments = [
  anOccurrence(1, 0, 'normal', system('hello is up')),
  anOccurrence(2, 30, 'command', system('kubectl apply'), undefined, { effects: [3] }),
  anOccurrence(3, 60, 'normal', system('Pod is Ready'), 2, { count: 14, until: 90 }),
  anOccurrence(4, 300, 'command', system('deploy s1'), undefined, { effects: [5, 6], lost: 40, share: 400_000 }),
  anOccurrence(5, 310, 'normal', system('s1 is deploying'), 4),
  anOccurrence(6, 330, 'warning', system('nothing answers'), 4, { effects: [7], lost: 40, share: 400_000 }),
  anOccurrence(7, 360, 'warning', system('the budget is gone'), 6),
]

describe('What led to what', () => {
  const walkable = () => {
    const rows = wipedOut.ledger.rows.map(row => ({ ...row, moment: 6 }))
    shown({ debrief: { ...wipedOut, timeline: [...moments], ledger: { ...wipedOut.ledger, rows } } })
    return found('[role=listbox]')
  }
  const now = (list: HTMLElement) => nameOf(document.getElementById(list.getAttribute('aria-activedescendant') ?? ''))

  it('is one stop for Tab, and begins at what cost the most', () => {
    const list = walkable()
    expect(list.tabIndex).toBe(0)
    expect(list.querySelectorAll('[tabindex]')).toHaveLength(0)
    expect(now(list)).toBe('0:11 nothing answers 40 lost (40 %)')
  })

  it.each([
    ['ArrowDown', '0:12 the budget is gone'],
    ['ArrowUp', '0:10 s1 is deploying'],
    ['Home', '0:00 hello is up'],
    ['End', '0:12 the budget is gone'],
    ['ArrowLeft', '0:10 deploy s1 40 lost (40 %)'],
    ['ArrowRight', '0:12 the budget is gone'],
    ['Enter', '0:10 deploy s1 40 lost (40 %)'],
  ])('%s goes to %s', (code, text) => {
    const list = walkable()
    list.focus()
    press(list, code)
    expect(now(list)).toBe(text)
    expect(list.querySelectorAll('[aria-selected=true]')).toHaveLength(1)
    expect(document.activeElement).toBe(list)
  })

  it('goes on to what cost the most, not to what came first', () => {
    const list = walkable()
    press(list, 'ArrowLeft')
    press(list, 'ArrowRight')
    expect(now(list)).toContain('nothing answers')
  })

  it('tells the whole way back, and reads it with the moment', () => {
    const list = walkable()
    press(list, 'End')
    const way = document.getElementById('way-back')
    expect(list.querySelector('[aria-selected=true]')?.getAttribute('aria-describedby')).toBe('way-back')
    expect(nameOf(way)).toBe(
      '0:12 the budget is gone because 0:11 nothing answers 40 lost (40 %) because 0:10 deploy s1 40 lost (40 %) ' +
        'It began with you: your decision.',
    )
    press(list, 'Home')
    expect(nameOf(document.getElementById('way-back'))).toContain('It began with the level: hello and its users came.')
  })

  it('counts what repeats', () => {
    const list = walkable()
    press(list, 'Home')
    press(list, 'ArrowDown')
    press(list, 'ArrowRight')
    expect(now(list)).toBe('0:02–0:03 Pod is Ready × 14')
  })

  it('is walked by touch too: moments, causes and effects are pressed', () => {
    const list = walkable()
    document.getElementById('moment-4')?.click()
    expect(now(list)).toContain('deploy s1')
    button(/^0:10 s1 is deploying/).click()
    expect(now(list)).toContain('s1 is deploying')
  })

  it('leaves keys alone that lead nowhere', () => {
    const list = walkable()
    press(list, 'Home')
    expect(press(list, 'ArrowLeft')).toBe(true)
    expect(press(list, 'ArrowDown')).toBe(false)
  })

  it('is where a row of the ledger leads', () => {
    const list = walkable()
    press(list, 'Home')
    button('openstack baremetal node deploy s1').click()
    expect(document.activeElement).toBe(list)
    expect(now(list)).toContain('nothing answers')
  })
})

describe('The runbook', () => {
  const step = (over: Partial<RunbookLine>): RunbookLine => ({
    tick: 60,
    asked: 'ROUTE rider/web',
    line: 'kubectl apply -f web.yaml',
    state: 'done',
    refusal: undefined,
    ...over,
  })
  const lines = [
    step({}),
    step({ tick: 90, line: '', asked: 'HOLD rider/web' }),
    step({ tick: 100, state: 'refused', refusal: system(`0/3 nodes: "it's" $(rm -rf /)\n\`no\` & \r; ) (`) }),
    step({
      tick: 120,
      state: 'waiting',
      line: 'kubectl delete -f web.yaml && kubectl apply -f web.yaml  # nodeSelector: b1',
    }),
  ]

  it('is a script that a shell can read, and runs nothing but what was done', () => {
    const script = scriptOf(lines, 'A "level" $(of) `mine`', part)
    execFileSync('sh', ['-n'], { input: script })
    expect(script.split('\n').filter(line => !line.startsWith('#'))).toEqual(['kubectl apply -f web.yaml', ''])
    expect(script).toContain('# 0:03 (real 1:40) ROUTE rider/web\n# kubectl apply -f web.yaml\n# Refused: 0/3 nodes')
  })

  it('of nobody says that nothing was done', () => {
    expect(scriptOf([], 'Drop In', part)).toContain('# Nothing was done.')
    execFileSync('sh', ['-n'], { input: scriptOf([], 'Drop In', part) })
  })

  it('is copied as it stands', () => {
    const { events } = shown()
    button('Copy runbook').click()
    expect(events).toEqual([{ type: 'COPY_RUNBOOK', text: scriptOf(wipedOut.runbook, 'Drop In', part) }])
    expect(nameOf(found('pre.runbook'))).toContain('kubectl apply -f hello.yaml')
  })
})

describe('The codex', () => {
  const grace = FACTS.nodeMonitorGrace
  const card: CardView = {
    key: 'nodeMonitorGrace',
    assumed: false,
    figures: grace.value,
    unit: grace.unit,
    source: grace.source,
  }
  const each = { each: { bowl: 60, boxes: 120 } }

  it('shows both times where they differ, with unit and source', () => {
    shown({ debrief: { ...wipedOut, codex: [card] } })
    expect(nameOf(found('.codex li'))).toContain('2017: 40 now: 50 s')
    expect(nameOf(found('.codex .source'))).toBe(`Source: ${grace.source}`)
    expect(found('.codex').textContent).not.toContain('assumption')
  })

  it('says that nothing has changed since, where nothing has', () => {
    const same = { ...card, figures: { '2017': 40, now: 40 } }
    shown({ debrief: { ...wipedOut, codex: [same] } })
    expect(nameOf(found('.codex .figure'))).toBe('2017 and now: 40 s')
  })

  it('calls an assumption one', () => {
    const assumed: CardView = {
      ...card,
      key: 'handBusy',
      assumed: true,
      figures: { '2017': each, now: each },
      unit: undefined,
      source: undefined,
    }
    shown({ debrief: { ...wipedOut, codex: [assumed] } })
    expect(nameOf(found('.codex li'))).toContain('assumption of the game K8S BOWL 60 · VM BOXES 120 s')
    expect(found('.codex .source')).toBeNull()
  })
})

describe('The next level', () => {
  const next = { ...SCREENS.debrief.level, id: 'L02-respawn', words: { name: 'Respawn' } }

  it('is one press away from a level that was landed', () => {
    const { events } = shown({ debrief: landed, next })
    button('Next: Respawn').click()
    expect(events).toEqual([{ type: 'OPEN', levelId: 'L02-respawn' }])
  })

  it('is not offered after a wipe-out, nor after the last', () => {
    shown({ debrief: wipedOut, next })
    expect(document.querySelector('.next-level')).toBeNull()
    shown({ debrief: landed, next: undefined })
    expect(document.querySelector('.next-level')).toBeNull()
  })
})
