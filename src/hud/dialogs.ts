/** The two dialogs: the menu of a run, which the app's statechart opens, and the settings, which only the HUD knows. */

import { render, type TemplateResult } from 'lit-html'

export interface Dialog {
  readonly element: HTMLDialogElement
  show(inside: TemplateResult): void
  hide(): void
}

/** `left` is called when it was closed by hand: Esc, or a button of its form. */
export function openDialog(page: Document, name: string, left: () => void): Dialog {
  const element = page.createElement('dialog')
  element.className = name
  element.setAttribute('aria-labelledby', `${name}-title`)
  let hiding = false
  element.addEventListener('close', () => {
    if (!hiding) left()
    hiding = false
  })
  return {
    element,
    show: inside => {
      render(inside, element)
      if (!element.open) element.showModal()
    },
    hide: () => {
      hiding = element.open
      element.close()
    },
  }
}
