/**
 * What is heard: the cues of what has happened and of what hands have done.
 *
 * Only names. `sound/speaker.ts` plays a cue, and `cue.<name>` among the words of the
 * interface captions it, so that nothing is told by sound alone. How a run ends is not
 * a happening (an end can be reached with a goal missed): `ENDING_CUES` has it.
 */

import type { Lane, Verb } from '../model/command'
import type { Happening, Reason } from '../model/happening'
import type { Seen } from '../model/world'
import type { Given } from '../rules/play'

/** The most important first: where many are due, the first few are heard. */
export const CUES = [
  'wipeOut',
  'landed',
  'slam',
  'failing',
  'budgetLow',
  'budgetHalf',
  'early',
  'refused',
  'land',
  'call',
  'ready',
  'active',
  'order',
  'strained',
  'serving',
  'routeBowl',
  'routeBoxes',
  'routeSlab',
  'scale',
  'save',
  'undo',
  'move',
  'announced',
  'tick', // HOLD, and moving in a menu
] as const
export type Cue = (typeof CUES)[number]

export const ENDING_CUES = { landed: 'landed', wipedOut: 'wipeOut' } as const satisfies Record<string, Cue>

const AT_ONCE = 3 // more is a noise

export function cuesOf(told: readonly Seen<Happening>[], settled: readonly Seen<Given>[]): readonly Cue[] {
  const due = new Set([...told.map(toldCue), ...settled.map(settledCue)])
  return CUES.filter(cue => due.has(cue)).slice(0, AT_ONCE)
}

/** Reasons without a cue are steps on the way to one that has it, or are seen well enough. */
const REASON_CUES: Readonly<Record<Exclude<Reason, 'CutOver'>, Cue | undefined>> = {
  ScalingReplicaSet: undefined,
  SuccessfulCreate: undefined,
  SuccessfulDelete: undefined,
  FailedScheduling: 'refused',
  Scheduled: undefined,
  Pulling: undefined,
  Pulled: undefined,
  Created: undefined,
  Started: undefined,
  Unhealthy: undefined,
  Ready: undefined, // a probe lands it: RiderLanded
  Killing: undefined,
  NodeNotReady: undefined, // HostDown was heard
  NodeReady: undefined,
  ServerBuilding: undefined,
  ServerActive: undefined, // ACTIVE is not serving
  NoValidHost: 'refused',
  ServerDeleted: undefined,
  ServerShutOff: 'failing',
  ServerStarted: undefined,
  LiveMigrationStarted: undefined,
  LiveMigrationDone: 'land',
  LiveMigrationAborted: 'refused',
  ServerEvacuating: undefined,
  ImageCreated: undefined,
  ComputeServiceDown: undefined,
  ComputeServiceUp: undefined,
  MachineDeploying: 'order',
  MachineWaitCallBack: undefined,
  MachineActive: 'active',
  UnitStarting: undefined,
  UnitReady: 'ready', // now LAND is clean
  UnitStopped: undefined,
  UnitFailed: 'slam',
  SuccessfulAttachVolume: undefined,
  FailedAttachVolume: 'refused',
  VolumeDetached: undefined,
  SnapshotCreated: undefined,
  VolumeRestored: undefined,
  VolumeCopying: undefined,
  VolumeCopied: undefined,
  DiskLost: 'slam',
  TwoWriters: 'slam',
  WritesLost: 'slam',
  HostDown: 'slam',
  HostUp: undefined,
  HostCutOff: 'slam',
  HostReconnected: undefined,
  TaintManagerEviction: undefined,
  EvictionsPaused: 'refused',
  EvictionsResumed: undefined,
  NodeNotSchedulable: undefined,
  NodeSchedulable: undefined,
  Evicted: undefined,
  Drained: undefined,
  ForceDeleted: undefined,
  ContainerDied: 'slam',
  BackOff: undefined,
  ApiServerDown: 'slam',
  ApiServerUp: 'serving',
  LeaderElection: undefined,
  EndpointsSynced: undefined,
  EtcdLeaderLost: undefined, // seconds later another leads, or the API server is down
  EtcdLeaderElected: undefined,
  EtcdMemberAdded: undefined,
  EtcdMemberStarted: undefined,
  EtcdMemberPromoted: 'ready',
  EtcdMemberRemoved: undefined,
  EtcdSnapshotSaved: 'ready',
  EtcdRestored: 'active',
  EtcdAlarm: 'slam',
  EtcdDefragmented: undefined,
  EtcdAlarmDisarmed: 'ready',
  StaticPodStopped: 'slam',
  StaticPodStarted: undefined,
  CertificatesExpired: 'slam',
  CertificatesRenewed: 'ready',
  Serving: 'serving',
  Overloaded: 'strained',
  Failing: 'failing',
  Abandoned: 'failing',
  GateClosed: 'tick',
  GateOpened: 'tick',
  RiderAnnounced: 'announced',
  RiderUp: 'call',
  RiderLanded: 'land',
  BudgetHalf: 'budgetHalf',
  BudgetLow: 'budgetLow',
  BudgetGone: undefined, // the ending has its own
}

/** A cut-over before its unit is ready is told as a warning. */
const toldCue = ({ reason, type }: Seen<Happening>): Cue | undefined => {
  if (reason === 'CutOver') return type === 'Warning' ? 'early' : 'land'
  return REASON_CUES[reason]
}

const ROUTE_CUES: Readonly<Record<Lane, Cue>> = { bowl: 'routeBowl', boxes: 'routeBoxes', slab: 'routeSlab' }

/** LAND is heard by what comes of it: CutOver. */
const VERB_CUES: Readonly<Record<Exclude<Verb, 'ROUTE' | 'LAND'>, Cue>> = {
  SCALE: 'scale',
  SAVE: 'save',
  UNDO: 'undo',
  MOVE: 'move',
  HOLD: 'tick',
}

function settledCue({ state, command: { verb, lane, by } }: Seen<Given>): Cue | undefined {
  if (state === 'waiting' || by === 'scenario') return undefined
  if (state === 'refused') return 'refused'
  if (verb === 'LAND') return undefined
  if (verb === 'ROUTE') return lane && ROUTE_CUES[lane]
  return VERB_CUES[verb]
}
