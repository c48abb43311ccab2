/** SAVE and UNDO where the clock takes backups, as they can be typed: a backup of Cinder's is no snapshot. */

import { describe, expect, it } from 'vitest'
import type { Verb } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import type { DiskKind } from '../../src/model/volume'
import { commandLine } from '../../src/rules/runbook'
import { captionByLine } from '../../src/view/line-captions'
import { aRun, at, aWorkload, told } from '../given'

function backedUp(disk: DiskKind, era: Era) {
  const data = { sizeMiB: 100, copies: 'one', disk, writes: 1_000, backup: { everySeconds: 300 } } as const
  const run = aRun({ slo: 0, era, lasts: 3_000, workloads: [aWorkload({ data })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
  return at(run, 500)
}
const linesOf = (run: ReturnType<typeof backedUp>, verb: Verb) =>
  commandLine(run, { verb, target: 'volume/web', by: 'player' }).split(' && ')

const free = (volume: string) =>
  `until openstack volume show ${volume} -f value -c status | grep -qx available; do sleep 1; done`

const started = (device: string) => [
  `ssh drill sudo mount ${device} /mnt`,
  'ssh drill sudo -u postgres pg_ctl start -w -D /mnt',
  'ssh drill sudo -u postgres pg_ctl stop -D /mnt',
  'ssh drill sudo umount /mnt',
]

describe('A drill restores the newest backup to a scratch disk, mounts it, starts from it, and clears up', () => {
  const SCRATCH = 'web-data-backup-1-drill'
  const network = [
    `openstack volume backup restore web-data-backup-1 ${SCRATCH}`,
    free(SCRATCH),
    `openstack server add volume drill ${SCRATCH}`,
    'until ssh drill test -b /dev/vdb; do sleep 1; done',
    ...started('/dev/vdb'),
    `openstack server remove volume drill ${SCRATCH}`,
    free(SCRATCH),
    `openstack volume delete --purge ${SCRATCH}`,
  ]

  it.each<[DiskKind, Era, readonly string[]]>([
    ['network', 'now', network],
    ['network', '2017', [`openstack volume create --size 1 ${SCRATCH}`, free(SCRATCH), ...network]],
    [
      'local',
      'now',
      [
        `ssh drill sudo lvcreate --size 1G --name ${SCRATCH} data`,
        `rbd export backups/web-data-backup-1 - | ssh drill sudo dd of=/dev/data/${SCRATCH} bs=4M`,
        ...started(`/dev/data/${SCRATCH}`),
        `ssh drill sudo lvremove --yes data/${SCRATCH}`,
      ],
    ],
  ])('%s disk (%s)', (disk, era, lines) => {
    const run = backedUp(disk, era)
    expect(linesOf(run, 'SAVE')).toEqual(lines)
    expect(captionByLine('SAVE', lines.join(' && '), undefined)).toBe('SAVE.backpack.prove')
    const { length } = run.world.snapshots
    told(run, 'SAVE', 'volume/web')
    expect(run.world.snapshots, 'the simulation keeps nothing new').toHaveLength(length)
  })

  it('and where a snapshot is the newest, that', () => {
    const run = backedUp('network', 'now')
    const taken = run.world.snapshots.map(snapshot => ({ ...snapshot, name: 'web-data-1' }))
    run.world.snapshots.splice(0, taken.length, ...taken)
    expect(linesOf(run, 'SAVE')[0]).toBe('openstack volume create --snapshot web-data-1 web-data-1-drill')
  })
})

describe('UNDO sets a disk back to its newest backup', () => {
  it.each<[Era, string]>([
    ['now', 'openstack volume backup restore --force web-data-backup-1 web-data'],
    ['2017', 'openstack volume backup restore web-data-backup-1 web-data'],
  ])('once nobody has it (%s)', (era, line) => {
    const lines = linesOf(backedUp('network', era), 'UNDO')
    expect(lines.slice(2, 6)).toEqual([
      'openstack server remove volume web web-data',
      free('web-data'),
      line,
      free('web-data'),
    ])
    expect(captionByLine('UNDO', lines.join(' && '), undefined)).toBeUndefined()
  })

  it('and a local one from where its copy lies', () => {
    expect(linesOf(backedUp('local', 'now'), 'UNDO')).toContain(
      'rbd export backups/web-data-backup-1 - | ssh web sudo dd of=/dev/data/web-data bs=4M',
    )
  })
})
