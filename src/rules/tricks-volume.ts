/**
 * The tricks on a backpack: the volume that a rider's data lies on.
 */

import type { Volume } from '../model/volume'
import type { Seen } from '../model/world'
import { refused } from './plan'
import { byRules } from './play'
import type { Tricks } from './tricks'

export const VOLUME_TRICKS: Tricks<Seen<Volume>> = {
  SCALE: { plan: () => refused(byRules('refused.notHere', { verb: 'SCALE' })), line: () => '' },
  SAVE: { plan: () => refused(byRules('refused.notHere', { verb: 'SAVE' })), line: () => '' },
  UNDO: { plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })), line: () => '' },
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
