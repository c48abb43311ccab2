/** Where the browser for the journeys is. Debian's Chromium, unless CHROMIUM names another one. */

import { existsSync } from 'node:fs'

const KNOWN_PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const findChromium = () => KNOWN_PLACES.find(place => place !== '' && existsSync(place))
