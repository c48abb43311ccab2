/**
 * The codex: a card for each figure of the real world, shown when a run has met it.
 *
 * Figures, units and sources are the simulation's own (`model/constants.ts`); a card
 * adds when it is worth showing, and its sentence stands among the interface's words.
 * What no level makes felt yet has no card: it stands in the page of numbers alone
 * (`docs/numbers.md`).
 */

import { ASSUMPTIONS } from '../model/assumptions'
import { FACTS } from '../model/constants'
import type { Happening, Reason } from '../model/happening'
import type { Store } from '../model/store'
import type { Era } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { BY_HEALTH_CHECK } from '../sim/hosts/systemd'

export type FactKey = keyof typeof FACT_CARDS
export type AssumptionKey = keyof typeof ASSUMPTION_CARDS

/** One number, both ends of a range, or one number for each of several names. */
export type Figure =
  | number
  | { readonly least: number; readonly most: number }
  | { readonly each: Readonly<Record<string, number>> }

export interface CardView {
  readonly key: FactKey | AssumptionKey
  /** Ours, not the world's. */
  readonly assumed: boolean
  readonly figures: Readonly<Record<Era, Figure>>
  /** Of a fact, in its source's own words; an assumption's is a word of the interface. */
  readonly unit: string | undefined
  readonly source: string | undefined
}

export function seeCodex(run: Seen<Run>): readonly CardView[] {
  const met = metBy(run)
  const facts = (Object.keys(FACT_CARDS) as FactKey[]).filter(key => FACT_CARDS[key](met)).map(factCard)
  const assumptions = (Object.keys(ASSUMPTION_CARDS) as AssumptionKey[]).filter(key => ASSUMPTION_CARDS[key](met))
  return [...facts, ...assumptions.map(assumptionCard)]
}

/** What of a run decides whether a card is shown. */
interface Met {
  readonly run: Seen<Run>
  told(...reasons: readonly Reason[]): boolean
  /** Something told that way, in such words. */
  said(reason: Reason, words: string): boolean
}

type Shows = (met: Met) => boolean

export const FACT_CARDS = {
  podStart: ({ told }) => told('Started'),
  readinessPeriod: ({ told, run }) => told('Unhealthy') || probedByDefault(run),
  podsPerNode: ({ said }) => said('FailedScheduling', 'Too many pods'),
  kubeReserved: met => wasMissed(met, 'kubeReserved'),
  systemReserved: met => wasMissed(met, 'systemReserved'),
  evictionHardMemory: ({ said }) => said('FailedScheduling', 'Insufficient memory'),
  schedulerBackoff: ({ told }) => told('FailedScheduling'),
  unschedulableRetry: ({ told }) => told('FailedScheduling'),
  defaultRequestCpu: ({ run }) => inBowlWith(run, requests => requests.cpu === 0),
  defaultRequestMemory: ({ run }) => inBowlWith(run, requests => requests.memory === 0),
  nodeMonitorGrace: ({ told }) => told('NodeNotReady'),
  serverActive: ({ told }) => told('ServerActive'),
  serverBoot: ({ told }) => told('ServerActive'),
  cpuAllocationRatio: ({ told }) => told('NoValidHost', 'CpuSteal'),
  ramAllocationRatioPercent: ({ told }) => told('NoValidHost'),
  machineDeploy: ({ told }) => told('MachineDeploying'),
  podEvictionWait: ({ told }) => told('NodeNotReady'),
  nodeEvictionEvery: ({ run }) => run.world.nodes.filter(({ taintedAt }) => taintedAt >= 0).length > 1,
  unhealthyZone: ({ told }) => told('EvictionsPaused'),
  crashBackOff: ({ told }) => told('BackOff'),
  terminationGrace: ({ told }) => told('Killing'),
  endpointLag: ({ run }) => run.world.ledger.some(({ loss, requests }) => loss === 'PodStopping' && requests > 0),
  drainRetry: ({ run }) => run.world.nodes.some(({ unschedulable }) => unschedulable),
  createVolume: ({ run }) => run.world.volumes.length > 0,
  attachVolume: ({ told }) => told('SuccessfulAttachVolume'),
  forceDetach: ({ told }) => told('FailedAttachVolume', 'FailedMount'),
  liveMigration: ({ told }) => told('LiveMigrationStarted'),
  migrationTimeout: ({ told }) => told('LiveMigrationAborted'),
  imageCreate: ({ told }) => told('ImageCreated'),
  networkDiskSpeed: ({ run }) => run.world.volumes.some(({ disk }) => disk === 'network'),
  evacuateAfter: ({ run }) => run.world.hypervisors.some(({ up }) => !up),
  etcdHeartbeat: ({ told }) => told('EtcdLeaderLost'),
  etcdElection: ({ told }) => told('EtcdLeaderLost'),
  etcdHealth: ({ told }) => told('EtcdMemberAdded', 'EtcdMemberRemoved'),
  etcdQuota: ({ told }) => told('EtcdAlarm', 'EtcdDefragmented'),
  leaseDuration: ({ told }) => told('LeaderElection'),
  certificateYear: ({ told }) => told('CertificatesExpired', 'CertificatesRenewed'),
  staticPodRestart: ({ told }) => told('CertificatesRenewed', 'EtcdRestored'),
  replicas: ({ run }) => run.world.stores.some(({ kind }) => kind === 'quorum'),
  leaseMoves: ({ told }) => told('LeaseAcquired'),
  galeraSuspect: ({ run }) =>
    run.world.ledger.some(({ loss }) => loss === 'WritesBlocked') && run.world.stores.some(isGalera),
  storeDead: ({ told }) => told('StoreDead'),
  kubeletPanicReset: ({ told }) => told('KernelPanic'),
  hpaSync: ({ told }) => told('SuccessfulRescale'),
  metricsResolution: ({ told }) => told('SuccessfulRescale'),
  nodeGroupScan: ({ told }) => told('TriggeredScaleUp'),
  cronJobCheck: ({ run }) => run.world.cronJobs.some(({ lastScheduleTime }) => lastScheduleTime >= 0),
  policyAgents: ({ told }) => told('ConnectionSucceeded', 'ConnectionTimedOut'),
} satisfies Readonly<Partial<Record<keyof typeof FACTS, Shows>>>

export const ASSUMPTION_CARDS = {
  handBusy: ({ run }) => run.play.handTime > 0,
  hands: ({ run }) => run.play.given.some(({ state, doneAt, tick }) => state === 'waiting' || doneAt > tick),
  healthMonitor: ({ run }) => run.world.units.some(({ failedAt, inService }) => failedAt >= 0 && inService),
  shedPpm: ({ run }) => run.play.given.some(({ command }) => command.verb === 'HOLD'),
  lostWrite: ({ told }) => told('WritesLost'),
  cutOverByItself: ({ said }) => said('CutOver', BY_HEALTH_CHECK),
  machineCoreHour: ({ run }) => run.world.spent > 0,
  serverTaxPercent: ({ told }) => told('ServerActive'),
  memberJoins: ({ told }) => told('EtcdMemberAdded'),
  stealTold: ({ told }) => told('CpuSteal'),
} satisfies Readonly<Partial<Record<keyof typeof ASSUMPTIONS, Shows>>>

const isGalera = ({ kind }: Seen<Store>): boolean => kind === 'galera'

function metBy(run: Seen<Run>): Met {
  const reasons = new Set(run.play.told.map(({ reason }) => reason))
  const said = (reason: Reason, words: string) => run.play.told.some(each => isSaid(each, reason, words))
  return { run, told: (...any) => any.some(reason => reasons.has(reason)), said }
}

const isSaid = (happening: Seen<Happening>, reason: Reason, words: string) =>
  happening.reason === reason && happening.note.includes(words)

type Workload = Seen<Run>['world']['workloads'][number]

const inBowl = ({ world }: Seen<Run>): readonly Workload[] =>
  world.workloads.filter(({ deployment }) => deployment >= 0)

const inBowlWith = (run: Seen<Run>, is: (requests: Workload['spec']['requests']) => boolean) =>
  inBowl(run).some(({ spec }) => is(spec.requests))

/** Kept by nodes, while pods found too little; nothing kept is nothing to tell. */
const wasMissed = ({ said, run }: Met, key: 'kubeReserved' | 'systemReserved') => {
  const { cpu, memoryMiB } = FACTS[key].value[run.level.era]
  return cpu + memoryMiB > 0 && said('FailedScheduling', 'Insufficient')
}

/** A probe whose period its author left to Kubernetes. */
const probedByDefault = (run: Seen<Run>) =>
  inBowl(run).some(({ spec }) => spec.readinessProbe?.periodSeconds === FACTS.readinessPeriod.value[run.level.era])

function factCard(key: FactKey): CardView {
  const { value, unit, source } = FACTS[key]
  return { key, assumed: false, figures: { '2017': figureOf(value['2017']), now: figureOf(value.now) }, unit, source }
}

function assumptionCard(key: AssumptionKey): CardView {
  const figure = figureOf(ASSUMPTIONS[key])
  return { key, assumed: true, figures: { '2017': figure, now: figure }, unit: undefined, source: undefined }
}

type Value = (typeof FACTS)[FactKey]['value'][Era] | (typeof ASSUMPTIONS)[AssumptionKey]

const figureOf = (value: Value): Figure =>
  typeof value === 'number' || ('least' in value && !('forgottenAfter' in value)) ? value : { each: { ...value } }
