/**
 * The tricks on a plate of the boxes: a hypervisor, up or down.
 */

import type { Hypervisor, Seen } from '../model/world'
import { refused } from './plan'
import { byRules } from './play'
import type { Tricks } from './tricks'

export const HYPERVISOR_TRICKS: Tricks<Seen<Hypervisor>> = {
  SCALE: { plan: () => refused(byRules('refused.notHere', { verb: 'SCALE' })), line: () => '' },
  SAVE: { plan: () => refused(byRules('refused.notHere', { verb: 'SAVE' })), line: () => '' },
  UNDO: { plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })), line: () => '' },
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
