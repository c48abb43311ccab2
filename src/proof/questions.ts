/** All questions, by the system that they are about. */

import type { Question } from './question'

export const QUESTIONS: readonly Question[] = []
