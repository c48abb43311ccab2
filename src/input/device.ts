/**
 * Which device was used last, by whatever happens on the page. A gamepad tells no page
 * of its presses: whoever asks it says so.
 */

import type { Device } from '../session/actions'

/** Listens until the answer is called. */
export function listenToDevices(page: Document, used: (device: Device) => void): () => void {
  const listening = new AbortController()
  const how = { signal: listening.signal, capture: true } // before what is done with it, so that the answer is already for it
  page.addEventListener('keydown', () => used('keys'), how)
  page.addEventListener('pointerdown', event => used(event.pointerType === 'mouse' ? 'keys' : 'touch'), how)
  return () => listening.abort()
}

/** Not every browser has it, and none tells it to a page that came over an open line. */
interface KeyboardMap {
  readonly getLayoutMap?: () => Promise<Iterable<readonly [string, string]>>
}

/** What is printed on the keys, by their places; nothing where the browser keeps that to itself. */
export async function printedKeys(keyboard: KeyboardMap | undefined): Promise<Readonly<Record<string, string>>> {
  try {
    return Object.fromEntries((await keyboard?.getLayoutMap?.()) ?? [])
  } catch {
    return {} // forbidden, in a frame
  }
}

/** Before anything was used: a page that only fingers reach needs no keys. */
export const deviceAtFirst = (matches: (query: string) => boolean): Device =>
  matches('(pointer: coarse)') && !matches('(any-pointer: fine)') ? 'touch' : 'keys'
