/** The second half of the page: all that a first run can do without. */

import './told-figures'

export * as pages from '../hud/later'
export { LANDED, WIPED_OUT } from '../scenes/end-card'
export { seeDebrief } from '../view/see-debrief'
export { seeDuel } from '../view/see-duel'
export { seeLab } from '../view/see-lab'
export { seePlace } from '../view/see-place'
export { openAfterthought } from './afterthought'
export { openCrowds } from './crowd'
