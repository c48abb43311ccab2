/**
 * The tricks on a plate of the bowl: a Kubernetes node, ready or not.
 */

import type { Node, Seen } from '../model/world'
import { refused } from './plan'
import { byRules } from './play'
import type { Tricks } from './tricks'

export const NODE_TRICKS: Tricks<Seen<Node>> = {
  SCALE: { plan: () => refused(byRules('refused.notHere', { verb: 'SCALE' })), line: () => '' },
  SAVE: { plan: () => refused(byRules('refused.notHere', { verb: 'SAVE' })), line: () => '' },
  UNDO: { plan: () => refused(byRules('refused.notHere', { verb: 'UNDO' })), line: () => '' },
  MOVE: { plan: () => refused(byRules('refused.notHere', { verb: 'MOVE' })), line: () => '' },
}
