import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Announcer, openAnnouncer } from '../../src/hud/announcer'

let announcer: Announcer
let heard: { polite: string[]; alarm: string[] }

beforeEach(() => {
  vi.useFakeTimers()
  document.body.replaceChildren()
  announcer = openAnnouncer(document)
  document.body.append(announcer.element)
  heard = { polite: [], alarm: [] }
})
afterEach(() => vi.useRealTimers())

const tell = (text: string, urgent = false) => announcer.tell([{ text, urgent }])

/** Lets time pass, and keeps what each region says at each step. */
async function listen(milliseconds: number) {
  for (let at = 0; at <= milliseconds; at += 100) {
    await vi.advanceTimersByTimeAsync(at === 0 ? 0 : 100)
    for (const [into, role] of [
      ['polite', 'status'],
      ['alarm', 'alert'],
    ] as const) {
      const text = announcer.element.querySelector(`[role=${role}]`)?.textContent ?? ''
      if (text !== '' && heard[into].at(-1) !== text) heard[into].push(text)
    }
  }
}

describe('The announcer', () => {
  it('says at once what comes first, and together what comes together', async () => {
    announcer.tell([
      { text: 'One.', urgent: false },
      { text: 'Two.', urgent: false },
    ])
    await listen(0)
    expect(heard.polite).toEqual(['One. Two.'])
  })

  it('rests between two sayings, and then says what has come meanwhile', async () => {
    tell('One.')
    await listen(0)
    tell('Two.')
    tell('Three.')
    await listen(1300)
    expect(heard.polite).toEqual(['One.'])
    await listen(300)
    expect(heard.polite).toEqual(['One.', 'Two. Three.'])
  })

  it('drops the oldest calm news when too much happens', async () => {
    tell('First.')
    await listen(0)
    for (const text of ['A.', 'B.', 'C.', 'D.', 'E.']) tell(text)
    await listen(1600)
    expect(heard.polite.at(-1)).toBe('C. D. E.')
  })

  it('never drops danger, and says it in its own region', async () => {
    for (const text of ['A.', 'B.', 'C.', 'D.', 'E.']) tell(text, true)
    await listen(0)
    expect(heard).toEqual({ polite: [], alarm: ['A. B. C. D. E.'] })
  })

  it('says the same thing once while it waits, and again when it comes again', async () => {
    tell('Refused.', true)
    tell('Refused.', true)
    await listen(500)
    tell('Refused.', true)
    await listen(500)
    expect(heard.alarm.map(text => text.trim())).toEqual(['Refused.', 'Refused.'])
  })

  it('forgets what waits when a run is left', async () => {
    tell('One.')
    await listen(0)
    tell('Two.')
    announcer.forget()
    await listen(2000)
    expect(heard.polite).toEqual(['One.'])
  })
})
