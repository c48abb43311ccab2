/** What is played with, and what is printed on its keys, as the HUD is to show it. */

import type { Printed } from '../hud/prompts'
import { deviceAtFirst, listenToDevices, printedKeys } from '../input/device'
import type { Device } from '../session/actions'

export interface Devices {
  readonly now: { readonly device: Device; readonly printed: Printed }
  /** For what the page does not notice by itself: a gamepad. */
  used(device: Device): void
}

/** `changed` is called when it is to be shown otherwise. */
export function openDevices(changed: () => void): Devices {
  let now: Devices['now'] = { device: deviceAtFirst(query => matchMedia(query).matches), printed: {} }
  const used = (device: Device) => {
    if (device === now.device) return
    now = { ...now, device }
    changed()
  }
  listenToDevices(document, used)
  void printedKeys((navigator as { keyboard?: object }).keyboard).then(printed => {
    now = { ...now, printed }
    changed()
  })
  return {
    get now() {
      return now
    },
    used,
  }
}
