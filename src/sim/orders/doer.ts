/**
 * What an order is to the simulation: a way to say why not, and a way to do it.
 *
 * Each system has a table of these, one entry for each of its orders; `orders.ts`
 * puts the tables together.
 */

import type { Cause } from '../../model/happening'
import type { Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import type { Volume } from '../../model/volume'
import type { Seen, World } from '../../model/world'
import type { Telling } from '../telling'

export interface Doer<Order> {
  /** Why it cannot be done now, in the system's own words. Changes nothing. */
  refuses(world: Seen<World>, order: Order): string | undefined
  does(world: World, order: Order, tell: Telling, cause: Cause): void
}

export type Doers<Orders extends { readonly order: string }> = {
  readonly [Name in Orders['order']]: Doer<Extract<Orders, { readonly order: Name }>>
}

type Refuses<Row> = (world: Seen<World>, row: Seen<Row>) => string | undefined
type Does<Row> = (world: World, row: Row, tell: Telling, cause: Cause) => void

export const onServer = (refuses: Refuses<Server>, does: Does<Server>): Doer<{ readonly server: Id }> => ({
  refuses: (world, { server }) => refuses(world, world.servers[server] as Seen<Server>),
  does: (world, { server }, tell, cause) => does(world, world.servers[server] as Server, tell, cause),
})

export const onVolume = (refuses: Refuses<Volume>, does: Does<Volume>): Doer<{ readonly volume: Id }> => ({
  refuses: (world, { volume }) => refuses(world, world.volumes[volume] as Seen<Volume>),
  does: (world, { volume }, tell, cause) => does(world, world.volumes[volume] as Volume, tell, cause),
})

/** For orders that nothing speaks against. */
export const never = (): undefined => undefined
