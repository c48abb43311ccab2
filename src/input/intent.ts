/** The words that this floor makes. They stand one floor down, where the HUD may speak them too. */

export type { Intent, Trick } from '../session/intent'
