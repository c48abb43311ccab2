/** What every part of a screen is given beside its view: the words, and where to send what was pressed. */

import type { Hands } from './screen'
import type { Words } from './words'

export interface Part {
  readonly words: Words
  readonly hands: Hands
  readonly timeScale: number
}
