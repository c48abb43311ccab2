/**
 * The emcee: one polite live region and one for danger, and never a flood.
 *
 * What comes together is said together; between two sayings a region rests. When more
 * waits than anybody could follow, the oldest of the calm news is dropped: it can be
 * read on the board. The same sentence is not said twice in a row while it waits.
 */

import type { News } from './news'

const REST_MS = { polite: 1500, assertive: 400 } as const
const MOST_WAITING = 3

type Tone = keyof typeof REST_MS

export interface Announcer {
  readonly element: HTMLElement
  tell(news: readonly News[]): void
  /** Nothing that waits is true any more. */
  forget(): void
}

export function openAnnouncer(page: Document): Announcer {
  const voices = { polite: openVoice(page, 'polite'), assertive: openVoice(page, 'assertive') }
  const element = page.createElement('div')
  element.className = 'sr'
  element.append(voices.polite.region, voices.assertive.region)
  return {
    element,
    tell: news => {
      for (const { text, urgent } of news) voices[urgent ? 'assertive' : 'polite'].add(text)
    },
    forget: () => {
      voices.polite.clear()
      voices.assertive.clear()
    },
  }
}

function openVoice(page: Document, tone: Tone) {
  const region = page.createElement('p')
  region.setAttribute('aria-live', tone)
  region.setAttribute('role', tone === 'polite' ? 'status' : 'alert')
  let waiting: string[] = []
  let resting = false

  const speak = () => {
    resting = waiting.length > 0
    if (!resting) return
    const text = waiting.join(' ')
    region.textContent = region.textContent === text ? `${text}\u00a0` : text // said again, it must differ to be heard
    waiting = []
    setTimeout(speak, REST_MS[tone])
  }
  const add = (text: string) => {
    waiting = [...waiting.filter(other => other !== text), text]
    if (tone === 'polite') waiting = waiting.slice(-MOST_WAITING)
    if (!resting) {
      resting = true
      queueMicrotask(speak)
    }
  }
  const clear = () => {
    waiting = []
  }
  return { region, add, clear }
}
