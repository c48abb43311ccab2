/** UNDO and SAVE of a rider on the slab: its version first, its disk by its backpack. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { anArrival, aPark, aRun, at, aWorkload, told, whyNot } from '../given'
import { WORDS } from '../words'

const lineOf = (run: Run, verb: 'UNDO' | 'SAVE') => commandLine(run, { verb, target: 'rider/web', by: 'player' })

/** On its machine since long before its users come; bad from a moment on. */
function riding(over: Parameters<typeof aWorkload>[0] = {}): Run {
  const run = aRun({
    slo: 0,
    lasts: 2_000,
    park: aPark({ images: ['web', 'web2', 'web3'].map(name => ({ name, sizeMiB: 240, cached: true })) }) as never,
    workloads: [aWorkload({ warmup: 5, ...over })],
    arrivals: [anArrival('web', { due: 900, patience: 1_000 })],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'slab' })
  return at(run, 950)
}

const releases = [
  { at: 1_000, image: 'web2' },
  { at: 1_100, image: 'web3', defect: 'crashes' as const },
]
const version = (run: Run) => run.world.units[0]?.template.image

describe('UNDO on the slab', () => {
  it('puts the version before on it again, which costs a restart, and then there is nothing more to take back', () => {
    const run = at(riding({ releases }), 1_150)
    expect(run.world.workloads[0]?.traffic.lostNow).toBeGreaterThan(0)
    expect(lineOf(run, 'UNDO')).toBe('ansible-playbook -i s1, web.yaml -e image=web2')
    expect(told(run, 'UNDO', 'rider/web').state).toBe('done')
    at(run, 1_180)
    expect(version(run)).toBe('web2')
    expect(run.world.workloads[0]?.traffic.lostNow).toBe(0)
    expect(whyNot(told(run, 'UNDO', 'rider/web'))).toBe('refused.nothingToSave')
  })

  it('goes back to the first one where that is the one before', () => {
    const run = at(riding({ releases }), 1_050)
    told(run, 'UNDO', 'rider/web')
    expect(version(run)).toBe('web')
  })

  it('takes nothing from the disk: that is its backpack’s', () => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'local', writes: 1_000_000 } as const
    const run = riding({ releases, data })
    told(run, 'SAVE', 'volume/web')
    at(run, 1_150)
    told(run, 'UNDO', 'rider/web')
    at(run, 1_180)
    expect(run.world.workloads[0]?.traffic.writesLost).toBe(0)
    expect(lineOf(run, 'UNDO')).toMatch(
      /^ssh s1 sudo systemctl stop web && .* && rbd export backups\/web-data-1 - \| ssh s1 sudo dd .* && ssh s1 sudo systemctl start web$/,
    )
  })

  it('(and has words)', () => {
    for (const kind of ['does', 'short']) expect(WORDS).toHaveProperty([`${kind}.UNDO.slab.redeploy`])
  })
})

describe('SAVE on the slab', () => {
  it('does what its command line says, where the clock takes backups too', () => {
    const backup = { everySeconds: 120 }
    const run = riding({ data: { sizeMiB: 100, copies: 'one', disk: 'network', backup } })
    at(run, 1_300)
    const { length } = run.world.snapshots
    expect(lineOf(run, 'SAVE')).toMatch(/^openstack volume backup restore /)
    told(run, 'SAVE', 'rider/web')
    expect(run.world.snapshots).toHaveLength(length)
  })
})
