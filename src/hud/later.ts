/**
 * The pages that no first run needs: what comes after it, and what is off the way to it.
 * They are loaded by themselves, with their looks (page/second.ts).
 */

import './debrief.css'
import './impact.css'
import './duel.css'
import './lab.css'
import './street.css'
import './transport.css'
import './words-later'

export { yourPlace } from './crowd'
export { debriefPage } from './debrief'
export { duel } from './duel'
export { openLabPanel } from './lab'
export { labDoor } from './lab-door'
export { shop } from './shop'
export { street } from './street'
export { openTransport } from './transport'
