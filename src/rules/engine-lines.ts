/** What is asked of a database's own engine, wherever it runs. */

import type { Id } from '../model/refs'
import type { Seen } from '../model/world'
import { orders, type Plan } from './plan'
import type { Run } from './run'

/** The primary hands over, and the engine chooses to whom. */
export const switchoverPlan = (workload: Id): Plan => orders({ order: 'switchover', workload })

export const switchoverLine = ({ world }: Seen<Run>, workload: Id): string =>
  `patronictl switchover --force ${world.workloads[workload]?.spec.name}`

/** Its engine keeps a primary and replicas, and one of them can take its place. */
export const hasPrimary = ({ world }: Seen<Run>, workload: Id): boolean =>
  world.stores[world.workloads[workload]?.store ?? -1]?.kind === 'primary'
