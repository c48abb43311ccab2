/**
 * A park and a crowd of the size of a contest, for measuring: three minutes at 30:1,
 * twenty riders, twenty machines. Made here, because no contest is a level yet.
 */

import { diagnose } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import type { Command } from '../src/model/command'
import type { Hire } from '../src/proof/players'
import { usualLane } from '../src/proof/players'

const LASTS = 5_400
const RIDERS = 20

const machines = [
  ...many(8, i => ({ name: `b${i}`, cores: 32, memoryMiB: 131_072, gpus: 0, runs: 'kubelet' })),
  ...many(6, i => ({ name: `h${i}`, cores: 32, memoryMiB: 131_072, gpus: 0, runs: 'nova-compute' })),
  ...many(6, i => ({ name: `s${i}`, cores: 48, memoryMiB: 262_144, gpus: 4, runs: 'spare' })),
]

const workload = (i: number) => ({
  name: `rider-${i}`,
  requests: { cpuMillicores: 1_000, memoryMiB: 1_024, gpus: 0 },
  replicas: 4,
  image: 'web',
  flavor: 'm1.medium',
  warmup: 2,
  readinessProbe: { periodSeconds: 2 },
  workers: 4,
  serviceMs: 50,
  latencySloMs: 1_000,
  kernel: i % 4 === 3 ? 'own' : 'shared',
  demand: [
    { at: 0, perSecond: 100 },
    { at: 3_000, perSecond: 220 },
  ],
})

const arrival = (i: number) => ({
  id: `rider-${i}`,
  workload: `rider-${i}`,
  announced: i * 240,
  up: i * 240 + 30,
  due: i * 240 + 120,
  patience: 600,
})

export function contestLevel(): Level {
  const text = JSON.stringify({
    format: 1,
    id: 'bench-contest',
    era: 'now',
    timeScale: 30,
    seed: 1,
    lasts: LASTS,
    slo: 900_000,
    medals: { slo: thirds(900_000, 950_000, 990_000), cost: thirds(3, 2, 1), toil: thirds(3, 2, 1) },
    teaches: 'teaches',
    claim: 'claim',
    park: {
      machines,
      images: [{ name: 'web', sizeMiB: 240, cached: false }],
      flavors: [{ name: 'm1.medium', vcpus: 2, ramMiB: 4_096 }],
      quota: { instances: 60, cores: 200, ramMiB: 500_000 },
      registryMiBPerSecond: 40,
    },
    workloads: many(RIDERS, workload),
    arrivals: many(RIDERS, arrival),
    incidents: [{ id: 'b0-dies', what: 'host-down', at: 3_000, target: 'machine/b0' }],
    goals: [{ id: 'some', must: true, that: { is: 'metric', metric: 'riders.landed', gte: 1 } }],
    may: ['ROUTE', 'LAND', 'SCALE'],
    solution: [{ when: 31, command: { verb: 'ROUTE', target: 'rider/rider-0', lane: 'bowl' } }],
    losesWithout: [],
    words: {
      en: Object.fromEntries(
        ['name', 'briefing', 'teaches', 'claim', ...many(RIDERS, i => `rider.rider-${i}`)].map(key => [key, key]),
      ),
    },
  })
  const { level, diagnostics } = diagnose(text)
  if (!level) throw new Error(JSON.stringify(diagnostics, null, 2))
  return level
}

/** Routes everybody and lands whatever is ready, like a person in a hurry. */
export const hurried: Hire = course => run => {
  const commands: Command[] = []
  for (const rider of run.play.riders) {
    const ready = rider.lane === 'boxes' && rider.readyAt === run.world.tick
    if (rider.state !== 'deck' && !ready) continue
    const workload = course.level.workloads[rider.workload]
    const target = `rider/${workload?.name ?? ''}` as const
    const lane = usualLane(workload?.kernel === 'own' ? ['ANCHOR'] : ['GHOST'])
    if (rider.state === 'deck') commands.push({ verb: 'ROUTE', target, lane, by: 'player' })
    if (ready) commands.push({ verb: 'LAND', target, by: 'player' })
  }
  return commands
}

function many<Row>(count: number, row: (i: number) => Row): Row[] {
  return Array.from({ length: count }, (_, i) => row(i))
}

const thirds = (bronze: number, silver: number, gold: number) => ({ bronze, silver, gold })
