/**
 * Things to test with: say what matters, the rest is ordinary.
 *
 * An ordinary park has three nodes (b1 b2 b3, 4 cores each), two hypervisors (h1 h2,
 * 16 cores) and two spare machines (s1 s2, 16 cores and 4 GPUs). An ordinary workload
 * is one small web server whose image every node has, with ten requests a second that
 * it serves without effort. A level has both, lasts ten minutes and may everything.
 */

import { diagnose, lineOf } from '../src/level/diagnose'
import type { LEVEL_V1, Level } from '../src/level/level'
import type { z } from '../src/level/zod'
import type { Command, Lane, Target, Verb } from '../src/model/command'
import type { ControlPlane, Part } from '../src/model/control-plane'
import type { Cause, Happening, Reason } from '../src/model/happening'
import type { Deployment, Pod } from '../src/model/kubernetes'
import type { Server } from '../src/model/openstack'
import type { ControlPlaneSpec, MachineSpec, ParkSpec } from '../src/model/park'
import type { Resources } from '../src/model/resources'
import type { Unit } from '../src/model/systemd'
import { BYTES_PER_MIB } from '../src/model/units'
import type { WorkloadSpec } from '../src/model/workload'
import type { Workload, World } from '../src/model/world'
import { courseOf } from '../src/rules/course'
import type { Given } from '../src/rules/play'
import { give, openRun, type Run, tick } from '../src/rules/run'
import { buildWorld, type Scenario } from '../src/sim/build'
import { type Order, obey, refusal } from '../src/sim/orders/orders'
import { step } from '../src/sim/step'

// What a world is made of

export const asks = (cpu: number, memoryMiB: number, gpus = 0): Resources => ({
  cpu,
  memory: memoryMiB * BYTES_PER_MIB,
  gpus,
})

export const aMachine = (over: Partial<MachineSpec> = {}): MachineSpec => ({
  name: 'b1',
  cores: 4,
  memoryMiB: 8_192,
  gpus: 0,
  runs: 'kubelet',
  ...over,
})

export const aHypervisor = (name: string, over: Partial<MachineSpec> = {}): MachineSpec =>
  aMachine({ name, cores: 16, memoryMiB: 32_768, runs: 'nova-compute', ...over })

export const aSpare = (name: string, over: Partial<MachineSpec> = {}): MachineSpec =>
  aMachine({ name, cores: 16, memoryMiB: 65_536, gpus: 4, runs: 'spare', ...over })

export const aPark = (over: Partial<ParkSpec> = {}): ParkSpec => ({
  machines: [
    ...['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    ...['h1', 'h2'].map(name => aHypervisor(name)),
    ...['s1', 's2'].map(name => aSpare(name)),
  ],
  images: [{ name: 'web', sizeMiB: 240, cached: true }],
  flavors: [{ name: 'm1', vcpus: 2, ramMiB: 4_096 }],
  quota: { instances: 10, cores: 20, ramMiB: 51_200 },
  registryMiBPerSecond: 40,
  storageMiBPerSecond: 100,
  networkMiBPerSecond: 1_000,
  ...over,
})

/** A control plane of so many members on m1, m2, …, and so many machines more that are ready to join. */
export const aPlane = (members: number, ready = 0, over: Partial<ControlPlaneSpec> = {}): Partial<ParkSpec> => {
  const names = Array.from({ length: members + ready }, (_, i) => `m${i + 1}`)
  const machines = names.map(name => aMachine({ name, runs: 'control-plane' }))
  const controlPlane = { name: 'k1', databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0, ...over }
  return {
    machines: [...aPark().machines, ...machines],
    controlPlane: { ...controlPlane, members: names.slice(0, members) },
  }
}

export const aSpec = (over: Partial<WorkloadSpec> = {}): WorkloadSpec => ({
  name: 'web',
  requests: asks(500, 256),
  replicas: 1,
  controller: 'Deployment',
  minAvailable: undefined,
  dirtyMiBPerSecond: 20,
  image: 'web',
  flavor: 'm1',
  warmup: 0,
  readinessProbe: undefined,
  workers: 4,
  serviceMs: 50,
  latencySloMs: 1_000,
  demand: [{ at: 0, perSecond: 10 }],
  kernel: 'shared',
  trusted: true,
  data: undefined,
  schedule: false,
  releases: 0,
  ...over,
})

export interface WorldWish extends Partial<Omit<Scenario, 'workloads' | 'park'>> {
  readonly park?: Partial<ParkSpec>
  readonly machines?: readonly MachineSpec[]
  /** The only workload, where one is enough. */
  readonly spec?: Partial<WorkloadSpec>
  readonly due?: number
  readonly workloads?: readonly Partial<WorkloadSpec>[]
}

export function aWorld(wish: WorldWish = {}): World {
  const { park = {}, machines, spec = {}, due = 0, workloads = [spec], ...scenario } = wish
  return buildWorld({
    era: 'now',
    seed: 1,
    lasts: 3_600,
    ...scenario,
    park: aPark(machines ? { ...park, machines } : park),
    workloads: workloads.map(each => ({ spec: aSpec(each), due })),
  })
}

// What is done to a world

const BY_HAND: Cause = { by: 'command', id: 0 }

/** Orders it, and complains if the cluster will not. */
export function order(world: World, what: Order, cause: Cause = BY_HAND): readonly Happening[] {
  const obeyed = obey(world, what, cause)
  if (obeyed.kind === 'refused') throw new Error(`Refused: ${obeyed.why}`)
  return obeyed.happenings
}

/** Why the cluster would not; nothing is done either way. */
export const refusalOf = (world: World, what: Order): string | undefined => refusal(world, what)

export function pass(world: World, seconds: number): readonly Happening[] {
  const told: Happening[] = []
  for (let i = 0; i < seconds; i += 1) told.push(...step(world).happenings)
  return told
}

/** Lets time pass until something occurs, and says at which tick; complains if it does not within the hour. */
export function when(world: World, reason: Reason): number {
  for (let i = 0; i < 3_600; i += 1) {
    const found = step(world).happenings.find(happening => happening.reason === reason)
    if (found) return found.tick
  }
  throw new Error(`${reason} does not occur`)
}

export const inBowl = (world: World, workload = 0, node?: string) => order(world, { order: 'create', workload, node })
export const inBoxes = (world: World, workload = 0, servers = 1) =>
  order(world, { order: 'boot', workload, servers, hypervisor: undefined })
export const onSlab = (world: World, workload = 0, machine?: string) =>
  order(world, { order: 'provision', workload, machine })
export const cutOver = (world: World, workload = 0) => order(world, { order: 'cut-over', workload })

/** All nodes have been heard in this very second, so that their graces are whole. */
export function bringDown(world: World, kind: 'machine' | 'hypervisor' | 'node', name: string) {
  for (const node of world.nodes) node.heardAt = world.tick
  const tables = { machine: world.machines, hypervisor: world.hypervisors, node: world.nodes }
  return order(world, { order: 'bring-down', host: { kind, id: tables[kind].findIndex(row => row.name === name) } })
}

export const theMachine = (world: World, name: string) => world.machines.findIndex(machine => machine.name === name)
export const bringUp = (world: World, name: string) =>
  order(world, { order: 'bring-up', host: { kind: 'machine', id: theMachine(world, name) } })
export const thePlane = (world: World) => world.controlPlanes[0] as ControlPlane
export const stopPart = (world: World, part: Part) => order(world, { order: 'stop-part', part })
export const startPart = (world: World, part: Part) => order(world, { order: 'start-part', part })

export const theWorkload = (world: World, id = 0) => world.workloads[id] as Workload
export const theTraffic = (world: World, id = 0) => theWorkload(world, id).traffic
export const theDeployment = (world: World) => world.deployments.at(-1) as Deployment
export const theServer = (world: World) => world.servers.at(-1) as Server
export const theUnit = (world: World) => world.units.at(-1) as Unit
export const livePods = (world: World): readonly Pod[] => world.pods.filter(pod => !pod.gone)
export const podNames = (world: World) =>
  livePods(world).map(pod => `${theWorkload(world, pod.workload).spec.name}-${pod.ordinal}`)
export const reasons = (told: readonly Happening[]) => told.map(({ reason }) => reason)

/** What each reason has cost so far: `{ HostDown: 120 }`. */
export function losses(world: World): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { loss, requests } of world.ledger) if (requests > 0) sums[loss] = (sums[loss] ?? 0) + requests
  return sums
}

// Levels and their runs

type Written = z.input<typeof LEVEL_V1>
type WrittenWorkload = Written['workloads'][number]

export const aWorkload = (over: Partial<WrittenWorkload> = {}): WrittenWorkload => ({
  name: 'web',
  requests: { cpuMillicores: 500, memoryMiB: 256 },
  image: 'web',
  flavor: 'm1',
  warmup: 0,
  workers: 4,
  serviceMs: 50,
  demand: [{ at: 0, perSecond: 10 }],
  ...over,
})

export const anArrival = (workload = 'web', over: Partial<Written['arrivals'][number]> = {}) => ({
  id: workload,
  workload,
  announced: 0,
  up: 0,
  due: 60,
  patience: 300,
  ...over,
})

/** A level as its author would write it, complete but for what is said otherwise. */
export function aLevelText(over: Partial<Written> = {}): string {
  const workloads = over.workloads ?? [aWorkload()]
  const level: Written = {
    format: 1,
    id: 'T01-given',
    era: 'now',
    timeScale: 30,
    seed: 7,
    lasts: 600,
    slo: 900_000,
    medals: {
      slo: { bronze: 900_000, silver: 950_000, gold: 990_000 },
      cost: { bronze: 9_000_000, silver: 7_000_000, gold: 5_000_000 },
      toil: { bronze: 600_000, silver: 400_000, gold: 200_000 },
    },
    teaches: 'teaches',
    claim: 'claim',
    park: aPark() as Written['park'],
    workloads,
    arrivals: workloads.map(({ name }) => anArrival(name)),
    goals: [{ id: 'ride', must: true, that: { is: 'metric', metric: 'riders.landed', gte: 1 } }],
    may: ['ROUTE', 'LAND', 'SCALE', 'SAVE', 'UNDO', 'MOVE', 'HOLD', 'PLAN', 'REWIND'],
    solution: [{ when: 1, command: { verb: 'ROUTE', target: `rider/${workloads[0]?.name}`, lane: 'bowl' } }],
    losesWithout: [],
    words: { en: { ...OWN_WORDS, ...ridersNamed(workloads.map(({ name }) => name)) } },
    ...over,
  }
  return JSON.stringify(level)
}

/** A chart of these states, the first of which comes first; whatever it says there are words for. */
export function aChart(states: object, riders: readonly string[] = ['web']): Pick<Written, 'machine' | 'words'> {
  const keys = [...JSON.stringify(states).matchAll(/"(?:text|hint)":"([^"]+)"/g)].map(([, key]) => key)
  const words = { ...Object.fromEntries(keys.map(key => [key, `${key}!`])), ...ridersNamed(riders) }
  const machine = { initial: Object.keys(states)[0], states } as Written['machine']
  return { machine, words: { en: { ...OWN_WORDS, ...words } } }
}

export const say = (text: string) => ({ type: 'say', params: { text } })
export const holds = (params: object) => ({ type: 'holds', params })

const OWN_WORDS = { name: 'Given', briefing: 'Play.', teaches: 'Nothing.', claim: 'None.' }
const ridersNamed = (names: readonly string[]) =>
  Object.fromEntries(names.map(name => [`rider.${name}`, `a rider called ${name}`]))

export function aLevel(over: Partial<Written> = {}): Level {
  const { level, diagnostics } = diagnose(aLevelText(over))
  if (!level) throw new Error(diagnostics.map(lineOf).join('\n'))
  return level
}

export const aCourse = (over: Partial<Written> = {}) => courseOf(aLevel(over))

/** A run of such a level one second in, when the first riders are up. */
export function aRun(over: Partial<Written> = {}, seed?: number): Run {
  const run = openRun(aCourse(over), seed)
  tick(run)
  return run
}

/** The same run at a later tick. */
export function at(run: Run, moment: number): Run {
  while (run.world.tick < moment && run.play.outcome === 'running') tick(run)
  return run
}

export const toEnd = (run: Run): Run => at(run, Number.POSITIVE_INFINITY)

/** Gives a command and returns what has become of it. */
export function told(
  run: Run,
  verb: Verb,
  target: Target,
  more: { readonly lane?: Lane; readonly plate?: Target } = {},
): Given {
  const command: Command = { verb, target, ...more, by: 'player' }
  const answer = give(run, command)
  if (!answer) throw new Error('The run has ended')
  return answer.given
}

/** Why it was refused: the system's words, or the key of a rule. */
export const whyNot = ({ refusal }: Given): string | undefined =>
  refusal && (refusal.by === 'system' ? refusal.text : refusal.key)

/** An incident of its timetable: the machine h1 is patched then, which is announced so long before. */
export const aPatch = (at = 400, before = 200) =>
  ({
    id: 'patch',
    what: 'host-down',
    at,
    target: 'machine/h1',
    lasts: 100,
    warning: { kind: 'plan', sign: 'patching', before },
  }) as const
