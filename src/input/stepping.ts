/**
 * Through the controls of a page without a pointer or a keyboard: to the next, to the
 * one before, press, and out.
 */

import type { Step } from './gamepad'

const CONTROLS = 'button, a[href], input, select, summary, [tabindex="0"]'

/** Within an open dialog, else on the whole page. */
export function stepThrough(page: Document, step: Step): void {
  const room = page.querySelector('dialog[open]') ?? page.body
  if (step === 'back') return leave(page)
  const now = page.activeElement
  if (step === 'press') {
    if (now instanceof HTMLElement && now !== page.body) now.click()
    return
  }
  const all = [...room.querySelectorAll<HTMLElement>(CONTROLS)].filter(isThere)
  const at = all.indexOf(now as HTMLElement)
  const by = step === 'next' ? 1 : -1
  all[(at + by + all.length) % all.length]?.focus()
}

/** As Esc does: out of a dialog, else whoever listens for the key knows where that leads. */
function leave(page: Document): void {
  const dialog = page.querySelector<HTMLDialogElement>('dialog[open]')
  if (dialog) return dialog.close()
  const key = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }
  ;(page.activeElement ?? page.body).dispatchEvent(new KeyboardEvent('keydown', key))
}

const isThere = (control: HTMLElement) =>
  !control.hasAttribute('disabled') && !control.closest('[hidden], [inert]') && control.getClientRects().length > 0
