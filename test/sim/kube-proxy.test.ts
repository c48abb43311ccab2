/** How long a pod that has gone is still sent requests. */

import { describe, expect, it } from 'vitest'
import { aPlane, aWorld, inBowl, losses, order, pass, stopPart, theTraffic } from '../given'

const PER_SECOND = 30

/** Of two pods one is deleted; what its half of the requests meets until everybody has heard of it. */
function lostByDeleting(era: '2017' | 'now', otherServices: number): number {
  const world = aWorld({
    era,
    park: { otherServices },
    spec: { replicas: 2, demand: [{ at: 0, perSecond: PER_SECOND }] },
    due: 30,
  })
  inBowl(world)
  pass(world, 40)
  order(world, { order: 'evict', pod: 0 })
  pass(world, 60)
  return losses(world).PodStopping ?? 0
}

describe('Requests go to a pod that stops until kube-proxy follows:', () => {
  it.each([
    ['2017', 0, 0],
    ['2017', 100, 1], // 1.1 s
    ['2017', 1_000, 11],
    ['now', 0, 1],
    ['now', 1_000, 1],
  ] as const)('in %s with %i other Services for %i s', (era, services, seconds) => {
    const sent = Math.round((100 * lostByDeleting(era, services)) / (PER_SECOND / 2)) / 100
    // while its replacement is there already, its share is a third
    expect(sent).toBeGreaterThanOrEqual(seconds * 0.6)
    expect(sent).toBeLessThanOrEqual(seconds)
  })
})

describe('Rules that are written stay', () => {
  it('and users are served as before while there is no control plane', () => {
    const world = aWorld({ park: aPlane(1), spec: { replicas: 2 }, due: 30 })
    inBowl(world)
    pass(world, 40)
    stopPart(world, 'kube-apiserver')
    pass(world, 600)
    expect(theTraffic(world)).toMatchObject({ planned: 6_100, served: 6_100 })
  })
})
