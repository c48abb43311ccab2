import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RunScreen } from '../../src/hud/screen'
import { ui } from '../../src/view/phrase'
import type { TheatreView } from '../../src/view/theatre-view'
import { calm, ordering } from '../given-view'
import { aHud, aRun, button, nameOf, SCREENS } from './page'

const THEATRE: TheatreView = {
  end: 2400,
  moments: [
    { tick: 30, kind: 'command', text: ui('does.plan') },
    { tick: 60, kind: 'hangup', text: ui('told.Failing', { name: 'till' }) },
    { tick: 90, kind: 'hangup', text: ui('told.Failing', { name: 'till' }) },
    { tick: 900, kind: 'bail', text: ui('told.Abandoned', { name: 'till' }) },
    { tick: 2400, kind: 'end', text: ui('debrief.wipedOut') },
  ],
  speedPercent: 100,
  leaps: 0,
  reached: undefined,
  faith: 'same',
  sameEnd: undefined,
}
const watching = (theatre: Partial<TheatreView> = {}, over: Partial<RunScreen> = {}) =>
  aRun({ replay: true, theatre: { ...THEATRE, ...theatre }, park: { ...calm, verbs: [] }, ...over })

const scrubber = () => document.querySelector<HTMLInputElement>('.transport input') as HTMLInputElement
const saying = () => scrubber().getAttribute('aria-valuetext')
const key = (code: string) =>
  scrubber().dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))
/** Until the end of the test nothing passes but what is advanced. */
const stopTime = () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}
const said = () => Promise.resolve().then(() => nameOf(document.querySelector('[role=status]')))

describe('A run that is watched', () => {
  it('has a transport bar where the verbs are, and the focus on what stops time', () => {
    aHud().hud.show(watching())
    expect(nameOf(document.activeElement)).toBe('❚❚Pause')
    expect(document.querySelector('.verbs')).toBeNull()
    expect(document.querySelector('.transport')?.getAttribute('aria-label')).toBe('Replay')
  })

  it('has none once it is played, and gives the focus to the board', () => {
    const { hud } = aHud()
    hud.show(watching())
    hud.show(aRun({ mode: 'planning' }))
    expect(hud.transport.hidden).toBe(true)
    expect(hud.transport.childElementCount).toBe(0)
    expect(document.activeElement).toBe(hud.board)
  })

  const wishes = [
    [/Pause/, { do: 'plan' }],
    [/One second back/, { do: 'step', by: -1 }],
    [/One second on/, { do: 'step', by: 1 }],
    [/Previous moment/, { do: 'jump', by: -1 }],
    [/Next moment/, { do: 'jump', by: 1 }],
    [/Play from here/, { do: 'branch' }],
    [/What came of it/, { do: 'finish' }],
  ] as const

  it.each(wishes)('%s', (name, wish) => {
    const { hud, intents } = aHud()
    hud.show(watching())
    button(name).click()
    expect(intents).toEqual([wish])
  })

  const keys = [
    ['ArrowLeft', { do: 'step', by: -1 }],
    ['ArrowUp', { do: 'step', by: 1 }],
    ['PageUp', { do: 'step', by: 10 }],
    ['Home', { do: 'seek', to: 0 }],
    ['End', { do: 'seek', to: 2400 }],
  ] as const

  it.each(keys)('%s winds on the scrubber', (code, wish) => {
    const { hud, intents } = aHud()
    hud.show(watching())
    expect(key(code)).toBe(false)
    expect(intents).toEqual([wish])
  })

  it('is wound by dragging, and its speed is chosen from a list', () => {
    const { hud, intents } = aHud()
    hud.show(watching())
    scrubber().value = '1234'
    scrubber().dispatchEvent(new Event('input', { bubbles: true }))
    const speeds = document.querySelector<HTMLSelectElement>('.transport select') as HTMLSelectElement
    expect([...speeds.options].map(nameOf)).toEqual(['¼×', '½×', '1×', '2×', '4×', '8×'])
    expect(nameOf(speeds.selectedOptions[0])).toBe('1×')
    speeds.value = '400'
    speeds.dispatchEvent(new Event('change', { bubbles: true }))
    expect(intents).toEqual([
      { do: 'seek', to: 1234 },
      { do: 'speed', percent: 400 },
    ])
  })

  it('cannot be played on from its end', () => {
    aHud().hud.show(watching({}, { park: { ...calm, outcome: 'wipedOut' } }))
    expect(button('Play from here').disabled).toBe(true)
  })

  it('obeys no lane, and refuses none', () => {
    const { hud } = aHud()
    hud.show(watching())
    hud.tried({ do: 'route', lane: 'slab' })
    expect(document.querySelector('.refused')).toBeNull()
  })
})

describe('The scrubber', () => {
  it('says where it stands and what has gone wrong so far', () => {
    const { hud } = aHud()
    const at = (tick: number) => hud.show(watching({}, { mode: 'planning', park: { ...calm, tick } }))
    at(50)
    expect(saying()).toBe('0:01 of 1:20')
    at(70)
    expect(saying()).toBe('0:02 of 1:20, 1 hang-up')
    at(2160)
    expect(saying()).toBe('1:12 of 1:20, 2 hang-ups, 1 bail')
  })

  it('is still while it has the focus and time runs, until it is wound', () => {
    const { hud } = aHud()
    const at = (tick: number, leaps = 0) => hud.show(watching({ leaps }, { park: { ...calm, tick } }))
    at(30)
    scrubber().focus()
    at(60)
    at(330)
    expect(saying()).toBe('0:01 of 1:20')
    expect(scrubber().value).toBe('330')
    at(360, 1)
    expect(saying()).toBe('0:12 of 1:20, 2 hang-ups')
  })

  it('has a mark for each moment, each kind of another shape', () => {
    aHud().hud.show(watching())
    const marks = [...document.querySelectorAll<HTMLElement>('.moments i')]
    expect(marks.map(mark => mark.dataset.kind)).toEqual(['command', 'hangup', 'hangup', 'bail', 'end'])
    expect(marks[3]?.getAttribute('style')).toBe('left:37.5%')
    expect(marks[3]?.title).toBe('0:30 till is gone: its patience ended')
  })
})

describe('What is said of it', () => {
  it('is where a jump has led to, and not all that lies between', async () => {
    stopTime()
    const { hud } = aHud()
    hud.show(watching({}, { park: { ...calm, hint: undefined, says: undefined } }))
    await said()
    hud.show(watching({ leaps: 1, reached: THEATRE.moments[3] }, { park: { ...ordering, tick: 900, verbs: [] } }))
    await vi.advanceTimersByTimeAsync(1_600)
    expect(await said()).toBe('0:30, bail: till is gone: its patience ended')
  })

  const notes = [
    ['level', undefined, 'The level has changed since then.'],
    ['level', true, 'The level has changed since then; it ends the same.'],
    ['engine', false, 'The rules have changed since then; it ends otherwise.'],
    ['same', false, 'This run does not end as its file says.'],
    ['same', true, ''],
  ] as const

  it.each(notes)('is what it is no longer: %s %s', async (faith, sameEnd, text) => {
    const { hud } = aHud()
    hud.show(watching({ faith, sameEnd }))
    const note = document.querySelector('[role=note]')
    expect(nameOf(note?.querySelector('p'))).toBe(text)
    expect(await said()).toContain(text)
    if (!note) return
    button('Close').click()
    expect(document.querySelector('[role=note]')).toBeNull()
  })

  it('asks for no key that nobody has to press', async () => {
    const { hud } = aHud()
    hud.show(watching({}, { park: { ...ordering, verbs: [] } }))
    expect(nameOf(document.querySelector('[role=alert]'))).not.toContain('Press')
  })
})

describe('The menu', () => {
  it('takes a run back where its level allows it, and goes on', () => {
    const { hud, intents, events } = aHud()
    hud.show(aRun({ mode: 'menu', can: { plan: true, rewind: true } }))
    button('REWIND: 15 s back').click()
    expect(intents).toEqual([{ do: 'rewind' }])
    expect(events).toEqual([{ type: 'RESUME' }])
    hud.show(aRun({ mode: 'menu' }))
    expect(() => button('REWIND: 15 s back')).toThrow()
  })
})

describe('A run from a file', () => {
  const file = new File(['{}'], 'run.json')

  it.each([
    ['the title', SCREENS.title],
    ['the menu', aRun({ mode: 'menu' })],
  ] as const)('is chosen on %s', (_, screen) => {
    const { hud, events } = aHud()
    hud.show(screen)
    const input = document.querySelector<HTMLInputElement>('.open-run input') as HTMLInputElement
    Object.defineProperty(input, 'files', { value: [file] })
    input.dispatchEvent(new Event('change', { bubbles: true }))
    expect(nameOf(input.closest('label'))).toBe('Open a run')
    expect(events).toEqual([{ type: 'OPEN_RUN', file }])
  })

  it('is dropped anywhere, and the browser does not go there', () => {
    const { hud, events } = aHud()
    hud.show(aRun())
    const root = document.getElementById('game') as HTMLElement
    const drag = (type: string, types: readonly string[]) => {
      const event = new Event(type, { bubbles: true, cancelable: true })
      Object.assign(event, { dataTransfer: { types, files: [file] } })
      return root.dispatchEvent(event)
    }
    expect(drag('dragover', ['text/plain'])).toBe(true)
    expect(drag('dragover', ['Files'])).toBe(false)
    expect(root.hasAttribute('data-drop')).toBe(true)
    expect(drag('drop', ['Files'])).toBe(false)
    expect(root.hasAttribute('data-drop')).toBe(false)
    expect(events).toEqual([{ type: 'OPEN_RUN', file }])
  })

  it('that does not open says why, over what is under way', () => {
    const { hud } = aHud()
    hud.show(aRun({ mode: 'menu' }))
    hud.warn({ key: 'problem.run.wrong', detail: 'seed: too small' })
    const dialog = document.querySelector('dialog.notice')
    expect(nameOf(dialog?.querySelector('[role=alert]'))).toBe('This run does not read.')
    expect(nameOf(dialog?.querySelector('pre'))).toBe('seed: too small')
    expect(document.querySelector('dialog.menu[open]')).not.toBeNull()
  })

  it('that would end a run asks first', () => {
    const { hud } = aHud()
    let left = 0
    hud.show(aRun({ mode: 'menu' }))
    hud.ask('opening.leave', () => {
      left += 1
    })
    expect(nameOf(document.activeElement)).toBe('Stay with mine')
    button('Watch it').click()
    expect(left).toBe(1)
  })
})

describe('The ghost', () => {
  const ghost = { budgetLeft: 870_000, landed: 2 }

  it('is a second mark on the budget and one line', () => {
    aHud().hud.show(aRun({ ghost }))
    expect(document.querySelector<HTMLElement>('.budget .ghost-mark')?.style.left).toBe('87%')
    expect(nameOf(document.querySelector('.meter.ghost'))).toBe('Best now: 87 %, 2 landed')
  })

  it('is told to who asks, and to nobody else', async () => {
    stopTime()
    const { hud } = aHud()
    hud.show(aRun({ ghost, park: { ...calm, hint: undefined, says: undefined } }))
    hud.show(aRun({ ghost: { ...ghost, landed: 3 }, park: { ...calm, hint: undefined, says: undefined } }))
    expect(await said()).not.toContain('Best run')
    hud.tell()
    await vi.advanceTimersByTimeAsync(500)
    expect(nameOf(document.querySelector('[role=alert]'))).toContain('Best now: 87 %, 3 landed')
  })

  it('is not there without one', () => {
    aHud().hud.show(aRun())
    expect(document.querySelector('.ghost, .ghost-mark')).toBeNull()
  })
})
