/**
 * What can be asked of the cluster, in the field's words.
 *
 * `obey` does an order at once, at the tick where the world stands, or says why not in
 * the system's own words and changes nothing. It knows no verb, lane, deck or hand.
 */

import type { Cause, Happening } from '../../model/happening'
import type { Seen, World } from '../../model/world'
import { AUTOMATION, type AutomationOrder } from '../automation'
import { throughCloudApi } from '../cloud/cloud-api'
import { openTelling } from '../telling'
import { CHOICES, type ChoiceOrder } from '../toolbox/choices'
import { CLOUD, type CloudOrder } from './cloud'
import { CONTROL_PLANE, type ControlPlaneOrder } from './control-plane'
import type { Doer, Doers } from './doer'
import { HEAT, type HeatOrder } from './heat'
import { KUBERNETES, type KubernetesOrder } from './kubernetes'
import { SCENARIO, type ScenarioOrder } from './scenario'
import { STORES, type StoreOrder } from './store'

export type Order =
  | AutomationOrder
  | ChoiceOrder
  | StoreOrder
  | KubernetesOrder
  | CloudOrder
  | HeatOrder
  | ControlPlaneOrder
  | ScenarioOrder

export type Obeyed =
  | { readonly kind: 'done'; readonly happenings: readonly Happening[] }
  | { readonly kind: 'refused'; readonly why: string }

export function obey(world: World, order: Order, cause: Cause): Obeyed {
  const why = refusal(world, order)
  if (why !== undefined) return { kind: 'refused', why }
  const tell = openTelling(world)
  doerOf(order).does(world, order, tell, cause)
  return { kind: 'done', happenings: tell.happenings }
}

/** Why this cannot be done now, in the system's own words; undefined if it can. Changes nothing. */
export const refusal = (world: Seen<World>, order: Order): string | undefined => doerOf(order).refuses(world, order)

const DOERS: Doers<Order> = {
  ...KUBERNETES,
  ...throughCloudApi(CLOUD),
  ...HEAT,
  ...CONTROL_PLANE,
  ...STORES,
  ...AUTOMATION,
  ...CHOICES,
  ...SCENARIO,
}

const doerOf = (order: Order) => DOERS[order.order] as Doer<Order>
