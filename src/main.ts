/** Wiring: the only file that the page itself names. */

import { openGame } from './page/game'

const root = document.querySelector<HTMLElement>('#game')
if (root) void openGame(root)
