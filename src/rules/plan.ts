/**
 * What a command comes to: orders for the cluster, a held rider, or the reason why it
 * cannot be done.
 */

import type { Order } from '../sim/orders/orders'
import type { Refusal } from './play'

export type Plan =
  | { readonly kind: 'orders'; readonly orders: readonly Order[] }
  | { readonly kind: 'hold' }
  | { readonly kind: 'refused'; readonly why: Refusal }

export const orders = (...list: readonly Order[]): Plan => ({ kind: 'orders', orders: list })
export const refused = (why: Refusal): Plan => ({ kind: 'refused', why })
