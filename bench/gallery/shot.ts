/** What is looked at: a screen is one picture, an animation a strip of ten. And at whose screen. */

import type { Page } from '@playwright/test'

export const SIZES = {
  landscape: { width: 1280, height: 720 },
  portrait: { width: 800, height: 1100 },
  phone: { width: 390, height: 844 },
} as const
export type Size = keyof typeof SIZES

export interface Shot {
  /** The beginning of its files' names. */
  readonly id: string
  readonly caption: string
  /** Nothing moves in it: with less motion it is the same. */
  readonly still?: true
  readonly come: (page: Page) => Promise<void>
}

/** After `come` one picture, and each `step` another. */
export interface Strip extends Shot {
  /** Milliseconds of the page's. */
  readonly step: number
  /** Lets so many go by; without it, the page's clock does. */
  readonly pass?: (page: Page, ms: number) => Promise<void>
}

export const FRAMES = 10
