/** All questions; the page puts them in order by the system that they are about. */

import type { Question } from './question'
import { QUESTIONS_KUBELET } from './questions-kubelet'
import { QUESTIONS_TOOLS } from './questions-tools'

export const QUESTIONS: readonly Question[] = [...QUESTIONS_KUBELET, ...QUESTIONS_TOOLS]
import { QUESTIONS_STACKS } from './questions-stacks'

export const QUESTIONS: readonly Question[] = [...QUESTIONS_STACKS, ...QUESTIONS_TOOLS]
