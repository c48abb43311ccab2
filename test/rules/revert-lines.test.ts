/** UNDO on a volume, as it can be typed: Cinder reverts an available volume only (cinder/volume/api.py). */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { commandLine } from '../../src/rules/runbook'
import { captionByLine } from '../../src/view/line-captions'
import { anArrival, aPark, aRun, at, aWorkload, told } from '../given'

const FREE = 'until openstack volume show web-data -f value -c status | grep -qx available; do sleep 1; done'
const NOW = 'openstack volume revert web-data-1'
const THEN = 'cinder --os-volume-api-version 3.40 revert-to-snapshot web-data-1'

function saved(lane: Lane, era: Era) {
  const run = aRun({
    slo: 0,
    era,
    lasts: 2_000,
    park: aPark({ images: [{ name: 'web', sizeMiB: 240, cached: true }] }) as never,
    workloads: [aWorkload({ warmup: 5, data: { sizeMiB: 100, copies: 'one', disk: 'network' } })],
    arrivals: [anArrival('web', { due: 1_000, patience: 1_000 })],
  })
  told(run, 'ROUTE', 'rider/web', { lane })
  at(run, 1_000)
  told(run, 'SAVE', 'volume/web')
  return at(run, 1_100)
}
const undo = (lane: Lane, era: Era) =>
  commandLine(saved(lane, era), { verb: 'UNDO', target: 'volume/web', by: 'player' })

describe('UNDO on a volume stops what has it, takes it off, reverts it and does all that again backwards', () => {
  it.each<[Lane, Era, readonly string[]]>([
    [
      'boxes',
      'now',
      [
        'ssh web sudo systemctl stop web',
        'ssh web sudo umount /srv/web-data',
        'openstack server remove volume web web-data',
        FREE,
        NOW,
        FREE,
        'openstack server add volume web web-data',
        'ssh web sudo systemctl start web',
      ],
    ],
    [
      'slab',
      'now',
      [
        'ssh s1 sudo systemctl stop web',
        'ssh s1 sudo umount /srv/web-data',
        'ssh s1 sudo cinder local-detach web-data',
        FREE,
        NOW,
        FREE,
        'ssh s1 sudo cinder local-attach web-data',
        'ssh s1 sudo systemctl start web',
      ],
    ],
    [
      'bowl',
      'now',
      ['kubectl scale statefulset/web --replicas=0', FREE, NOW, FREE, 'kubectl scale statefulset/web --replicas=1'],
    ],
    [
      'bowl',
      '2017',
      ['kubectl scale statefulset/web --replicas=0', FREE, THEN, FREE, 'kubectl scale statefulset/web --replicas=1'],
    ],
  ])('%s (%s)', (lane, era, lines) => {
    const line = undo(lane, era)
    expect(line.split(' && ')).toEqual(lines)
    expect(captionByLine('UNDO', line, undefined)).toBe(undefined) // called as it usually is
  })

  it('and of one that nobody has it is the revert alone', () => {
    const run = saved('bowl', 'now')
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    run.world.workloads[0]?.units.splice(0)
    for (const each of run.world.deployments) each.deleted = true
    expect(commandLine(run, { verb: 'UNDO', target: 'volume/web', by: 'player' })).toBe(NOW)
  })
})
