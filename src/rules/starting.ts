/** Guests that are off, as after a power cut, and the order that starts them. Reads only. */

import type { Server } from '../model/openstack'
import type { Seen } from '../model/world'
import type { Order } from '../sim/orders/orders'

export const isOff = ({ status }: Seen<Server>): boolean => status === 'SHUTOFF'

export const startOrder = ({ id }: Seen<Server>): Order => ({ order: 'start-server', server: id })

/** The client takes several at a time. */
export const startLine = (servers: readonly Seen<Server>[]): string =>
  servers.length > 0 ? `openstack server start ${servers.map(({ name }) => name).join(' ')}` : ''
