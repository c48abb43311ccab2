/**
 * What an order is to the simulation: a way to say why not, and a way to do it.
 *
 * Each system has a table of these, one entry for each of its orders; `orders.ts`
 * puts the tables together.
 */

import type { Cause } from '../model/happening'
import type { Seen, World } from '../model/world'
import type { Telling } from './telling'

export interface Doer<Order> {
  /** Why it cannot be done now, in the system's own words. Changes nothing. */
  refuses(world: Seen<World>, order: Order): string | undefined
  does(world: World, order: Order, tell: Telling, cause: Cause): void
}

export type Doers<Orders extends { readonly order: string }> = {
  readonly [Name in Orders['order']]: Doer<Extract<Orders, { readonly order: Name }>>
}

/** For orders that nothing speaks against. */
export const never = (): undefined => undefined
