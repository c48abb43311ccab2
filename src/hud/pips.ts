/** Replicas in words, those alike together: "2 serving, 1 crashed (CrashLoopBackOff)". */

import { PIP_STATES, type PipView } from '../view/incident-view'
import type { Words } from './words'

export function pipsInWords(pips: readonly PipView[], words: Words): string {
  return PIP_STATES.flatMap(state => {
    const alike = pips.filter(pip => pip.state === state)
    if (alike.length === 0) return []
    const word = [...new Set(alike.map(pip => pip.word))].join(', ')
    return [words.ui('pips.alike', { count: alike.length, state, word })]
  }).join(', ')
}
