/** The page of questions: what those who work on the real systems would ask, and what the simulation does. */

import { SYSTEMS } from '../proof/question'
import { QUESTIONS } from '../proof/questions'
import { heading, listing } from './markdown'

export function questionsPage(): string {
  const asked = SYSTEMS.flatMap(system => {
    const own = QUESTIONS.filter(question => question.system === system)
    const each = own.flatMap(({ asks, answer }) => [heading(3, asks), listing(answer())])
    return own.length > 0 ? [heading(2, system), ...each] : []
  })
  return [
    heading(1, 'Questions of maintainers'),
    'Made by `npm run kod -- docs`: each answer is what a simulated cluster did when it was asked just now, in the words in which it told it.',
    ...asked,
  ].join('\n\n')
}
