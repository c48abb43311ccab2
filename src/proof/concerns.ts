/**
 * What gives occasion to decide something: somebody is announced or has landed, a sign
 * is seen, something strikes, a lamp comes on, a system has learnt of something.
 *
 * A concern says what to think about, never what to do. It is told by what anybody at
 * the board could see.
 */

import type { Target } from '../model/command'
import type { Happening, Reason } from '../model/happening'
import type { Id } from '../model/refs'
import { NONE, type Seen } from '../model/world'
import { fellIn, hungIn } from '../rules/carriers'
import { losesNow } from '../rules/incident-log'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'

export const CONCERNS = ['struck', 'failing', 'sign', 'known', 'landed', 'coming'] as const

export interface Concern {
  /** The most urgent first. */
  readonly about: (typeof CONCERNS)[number]
  /** The machine it is about, or NONE. */
  readonly machine: Id
  /** The host that a system has told something of, or an empty text. */
  readonly plate: Target | ''
  /** The workload it is about, or NONE. */
  readonly workload: Id
  /** The entry of the timetable, or an empty text. */
  readonly entry: string
}

/** What was known of the incidents a second ago. */
export interface Known {
  readonly seen: number
  readonly struck: number
}

export const knownOf = ({ play }: Seen<Run>): Known => {
  let struck = 0
  for (const { struckAt } of play.incidents) if (struckAt !== NEVER) struck += 1
  return { seen: play.incidents.length, struck }
}

/** While somebody is served badly, it is thought about again after so long. */
const AGAIN = 120

/** After a second of play. */
export function concernsOf(run: Seen<Run>, told: readonly Happening[], before: Known): readonly Concern[] {
  const found: Concern[] = []
  const now = knownOf(run)
  if (now.seen > before.seen || now.struck > before.struck) found.push(...ofIncidents(run, before))
  for (const each of told) {
    const concern = ofHappening(run, each)
    if (concern && !found.some(other => alike(other, concern))) found.push(concern)
  }
  if (run.world.tick % AGAIN === 0) found.push(...stillFailing(run))
  return found
}

function ofIncidents(run: Seen<Run>, before: Known): readonly Concern[] {
  const { play, world } = run
  const { tick } = world
  return play.incidents.flatMap(({ entry, struckAt, machine, workloads }, i) => {
    const fresh = i >= before.seen || struckAt === tick || struckAt === tick - 1
    if (!fresh) return []
    const about = struckAt === NEVER ? 'sign' : 'struck'
    const [first = NONE, ...others] = workloads
    const whom = machine !== NONE ? [NONE] : isOfSeveral(run, entry) ? [first, ...others] : [first]
    return whom.map(workload => ({ about, machine, plate: '', workload, entry }) as const)
  })
}

/** Whoever stands where the power goes has to think about it; of other such incidents one rider is meant. */
export const isOfSeveral = ({ level }: Seen<Run>, entry: string): boolean =>
  level.incidents.find(({ id }) => id === entry)?.what === 'power-lost'

/** What the systems tell, by what there is to think about then. */
const TELLS: Readonly<Partial<Record<Reason, Concern['about']>>> = {
  RiderAnnounced: 'coming',
  RiderLanded: 'landed',
  Overloaded: 'failing',
  Failing: 'failing',
  RunLost: 'failing',
  UnitFailed: 'failing',
  BackOff: 'failing',
  FailedScheduling: 'failing',
  NoValidHost: 'failing',
  FailedAttachVolume: 'failing',
  FailedMount: 'failing',
  OOMKilled: 'failing',
  Released: 'failing',
  ServerShutOff: 'failing',
  NodeNotReady: 'known',
  NodeReady: 'known',
  ComputeServiceDown: 'known',
  ComputeServiceUp: 'known',
  EtcdLeaderLost: 'struck',
  EtcdAlarm: 'struck',
  ApiServerDown: 'struck',
  CertificatesExpired: 'struck',
  EtcdMemberStarted: 'known',
}

function ofHappening(run: Seen<Run>, { reason, regarding }: Happening): Concern | undefined {
  const about = TELLS[reason]
  if (!about) return undefined
  const { kind, id } = regarding
  const { world } = run
  const nothing = { about, machine: NONE, plate: '', workload: NONE, entry: '' } as const
  if (kind === 'workload') return { ...nothing, workload: id }
  if (kind === 'node') return { ...nothing, plate: `node/${world.nodes[id]?.name ?? ''}` }
  if (kind === 'hypervisor') return { ...nothing, plate: `hypervisor/${world.hypervisors[id]?.name ?? ''}` }
  if (kind === 'pod') return { ...nothing, workload: world.pods[id]?.workload ?? NONE }
  if (kind === 'unit') return { ...nothing, workload: world.units[id]?.workload ?? NONE }
  if (kind === 'server') return { ...nothing, workload: world.units[world.servers[id]?.unit ?? NONE]?.workload ?? NONE }
  return nothing
}

function stillFailing(run: Seen<Run>): readonly Concern[] {
  return run.play.riders.flatMap(rider => {
    const workload = run.world.workloads[rider.workload]
    if (!workload || rider.state !== 'placed' || !rider.lane) return []
    const lost = hungIn(run.world, workload, rider.lane) || fellIn(run.world, workload, rider.lane)
    if (!lost && !losesNow(run, workload)) return []
    return [{ about: 'failing', machine: NONE, plate: '', workload: rider.workload, entry: '' } as const]
  })
}

export const alike = (one: Concern, other: Concern): boolean =>
  one.about === other.about &&
  one.machine === other.machine &&
  one.plate === other.plate &&
  one.workload === other.workload &&
  one.entry === other.entry

/** Joined, each once, the most urgent first. */
export function withConcerns(old: readonly Concern[], fresh: readonly Concern[]): readonly Concern[] {
  if (fresh.length === 0) return old
  const all = [...fresh, ...old.filter(each => !fresh.some(other => alike(each, other)))]
  return CONCERNS.flatMap(about => all.filter(each => each.about === about)).slice(0, MOST)
}

/** What lies longer than that is thought about no more. */
const MOST = 8
