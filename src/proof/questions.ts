/** All questions; the page puts them in order by the system that they are about. */

import type { Question } from './question'
import { QUESTIONS_AUTOSCALING } from './questions-autoscaling'
import { QUESTIONS_CARE } from './questions-care'
import { QUESTIONS_CLOUD } from './questions-cloud'
import { QUESTIONS_CONDITIONS } from './questions-conditions'
import { QUESTIONS_CUT_SHORT } from './questions-cut-short'
import { QUESTIONS_DISK } from './questions-disk'
import { QUESTIONS_GAPS } from './questions-gaps'
import { QUESTIONS_KUBELET } from './questions-kubelet'
import { QUESTIONS_PORTS } from './questions-ports'
import { QUESTIONS_ROLLOUTS } from './questions-rollouts'
import { QUESTIONS_SCHEDULER } from './questions-scheduler'
import { QUESTIONS_SERVICES } from './questions-services'
import { QUESTIONS_SIZE } from './questions-size'
import { QUESTIONS_STACKS } from './questions-stacks'
import { QUESTIONS_STATE } from './questions-state'
import { QUESTIONS_SWITCH } from './questions-switch'
import { QUESTIONS_TENANTS } from './questions-tenants'
import { QUESTIONS_TOOLS } from './questions-tools'
import { QUESTIONS_TRICKS } from './questions-tricks'

export const QUESTIONS: readonly Question[] = [
  // one line for each file, in the order of their names
  ...QUESTIONS_AUTOSCALING,
  ...QUESTIONS_CARE,
  ...QUESTIONS_CLOUD,
  ...QUESTIONS_CONDITIONS,
  ...QUESTIONS_CUT_SHORT,
  ...QUESTIONS_DISK,
  ...QUESTIONS_GAPS,
  ...QUESTIONS_KUBELET,
  ...QUESTIONS_PORTS,
  ...QUESTIONS_ROLLOUTS,
  ...QUESTIONS_SCHEDULER,
  ...QUESTIONS_SERVICES,
  ...QUESTIONS_SIZE,
  ...QUESTIONS_STACKS,
  ...QUESTIONS_STATE,
  ...QUESTIONS_SWITCH,
  ...QUESTIONS_TENANTS,
  ...QUESTIONS_TOOLS,
  ...QUESTIONS_TRICKS,
]
