/**
 * What is heard: the cues of what has happened and of what hands have done.
 *
 * Only names. `hearing.ts` chooses among those that are due at once, `sound/speaker.ts`
 * plays one, and `cue.<name>` among the words of the interface captions it, so that
 * nothing is told by sound alone. How a run ends is not a happening (an end can be
 * reached with a goal missed): `ENDING_CUES` has it.
 *
 * Two families keep two truths apart, as the two lamps of a plate do: what *is* (a host
 * goes silent, or is back) rumbles, what a control plane *knows* clicks like a relay.
 */

import type { Lane, Verb } from '../model/command'
import type { Happening, Reason } from '../model/happening'
import type { Seen } from '../model/world'
import type { Given } from '../rules/play'
import { QUOTA_EXCEEDED } from '../sim/cloud/nova'
import { EVICTION_REFUSED } from '../sim/controllers/drain'

/** The most important first: where many are due, the first few are heard. */
export const CUES = [
  'wipeOut',
  'landed',
  'twoWriters',
  'writesLost',
  'slam', // what is: a host went down with all that stood on it
  'cutOff', // what is: it lives, and its control planes lose it
  'failing',
  'budgetLow',
  'budgetHalf',
  'early',
  'noComply', // a budget or a quota says no
  'refused',
  'bailDisk', // a rider falls, by its cause
  'bailUnit',
  'bailContainer',
  'hangup',
  'migrationAborted',
  'healingPaused',
  'lampOut', // what the control plane knows now
  'land',
  'routeBowl', // hands are answered before routine is told
  'routeRail',
  'routeBoxes',
  'routeSlab',
  'scale',
  'save',
  'undo',
  'move',
  'strained',
  'comboLost',
  'bank', // rolled away clean
  'incidentClosed',
  'call',
  'ready',
  'active',
  'order',
  'hostBack',
  'lampBack',
  'migrated',
  'restored',
  'copied',
  'snapshot',
  'gateClosed',
  'gateOpened',
  'drained',
  'migrating',
  'sweep', // a pod is swept off its node
  'serving',
  'detach',
  'attach',
  'announced',
  'tick', // HOLD
] as const
export type Cue = (typeof CUES)[number]

export const ENDING_CUES = { landed: 'landed', wipedOut: 'wipeOut' } as const satisfies Record<string, Cue>

/** Reasons without a cue are steps on the way to one that has it, or are seen well enough. */
const REASON_CUES: Readonly<Record<Exclude<Reason, 'CutOver'>, Cue | undefined>> = {
  ScalingReplicaSet: undefined,
  SuccessfulCreate: undefined,
  SuccessfulDelete: undefined,
  NewReplicaSetAvailable: undefined,
  ProgressDeadlineExceeded: undefined,
  DeploymentRollback: undefined,
  DeploymentRollbackRevisionNotFound: undefined,
  DeploymentRollbackTemplateUnchanged: undefined,
  FailedPlacement: undefined,
  Released: undefined,
  ReleaseFailed: undefined,
  SchemaMigrated: undefined,
  SchemaTooNew: undefined,
  FailedScheduling: 'hangup',
  Preempted: undefined,
  Tainted: undefined,
  Untainted: undefined,
  Scheduled: undefined,
  Pulling: undefined,
  Pulled: undefined,
  Created: undefined,
  Started: undefined,
  Unhealthy: undefined,
  Ready: undefined, // a probe lands it: RiderLanded
  Killing: undefined, // Evicted was heard, or a trick
  NodeNotReady: 'lampOut',
  RegisteredNode: 'lampBack',
  PlaybookStarted: undefined,
  HostUnreachable: undefined,
  PlaybookEnded: undefined,
  ClusterMaking: undefined,
  ClusterMade: 'ready',
  NetworkChanged: undefined,
  ConnectionSucceeded: 'refused',
  ConnectionTimedOut: undefined,
  UpgradeStarted: undefined,
  UpgradeDone: undefined,
  NodeReady: 'lampBack',
  ServerBuilding: undefined,
  ServerActive: undefined, // ACTIVE is not serving
  NoValidHost: 'hangup',
  BuildRescheduled: undefined,
  ServerDeleted: undefined,
  ServerRebooting: undefined,
  ServerResized: undefined,
  ServerResizeConfirmed: undefined,
  ServerResizeReverted: undefined,
  ServerStateReset: undefined,
  KernelPanic: 'slam',
  CpuSteal: 'strained',
  CpuStealOver: undefined,
  StackInProgress: 'order',
  StackComplete: 'active',
  StackFailed: 'hangup',
  StackEvent: undefined,
  ServerShutOff: 'failing',
  ServerStarted: undefined,
  LiveMigrationStarted: 'migrating',
  LiveMigrationDone: 'migrated',
  LiveMigrationAborted: 'migrationAborted',
  ServerEvacuating: undefined,
  ImageCreated: 'snapshot',
  ComputeServiceDown: 'lampOut',
  ComputeServiceUp: 'lampBack',
  MachineDeploying: 'order',
  MachineWaitCallBack: undefined,
  MachineActive: 'active',
  MachineDeployFailed: 'hangup',
  MachineDeleting: undefined,
  MachineCleaning: undefined,
  MachineCleanFailed: 'hangup',
  MachineManageable: undefined,
  MachineAvailable: undefined,
  MachinePowerState: undefined,
  MachineWear: undefined,
  PowerLost: undefined, // each machine is heard: HostDown
  UnitStarting: undefined,
  UnitReady: 'ready', // now LAND is clean
  UnitStopped: undefined,
  UnitFailed: 'bailUnit',
  SuccessfulAttachVolume: 'attach',
  SuccessfulMountVolume: 'attach',
  FailedAttachVolume: 'hangup',
  FailedMount: 'hangup',
  VolumeDetached: 'detach',
  SnapshotCreated: 'snapshot',
  VolumeRestored: 'restored',
  VolumeCopying: undefined,
  VolumeCopied: 'copied',
  BaseBackupStarted: undefined,
  BaseBackupDone: 'copied',
  CopyBrokenOff: 'refused',
  Promoted: undefined,
  DiskLost: 'bailDisk',
  DiskSpared: undefined,
  TwoWriters: 'twoWriters',
  WritesLost: 'writesLost',
  HostDown: 'slam',
  HostUp: 'hostBack',
  HostCutOff: 'cutOff',
  HostReconnected: 'hostBack',
  TaintManagerEviction: 'sweep',
  NodeControllerEviction: 'sweep',
  EvictionsPaused: 'healingPaused',
  EvictionsResumed: 'lampBack',
  NodeNotSchedulable: undefined,
  NodeSchedulable: undefined,
  Evicted: 'sweep',
  Drained: 'drained',
  EvictionRefused: 'noComply',
  DrainFailed: 'refused',
  ForceDeleted: undefined,
  ContainerDied: 'bailContainer',
  RuntimeRestarted: undefined,
  BackOff: undefined,
  Failed: undefined,
  OOMKilled: 'bailContainer',
  SystemOOM: 'bailContainer',
  EvictionThresholdMet: undefined,
  NodeHasInsufficientMemory: 'lampOut',
  NodeHasSufficientMemory: 'lampBack',
  NodeHasDiskPressure: 'lampOut',
  NodeHasNoDiskPressure: 'lampBack',
  FreeDiskSpaceFailed: undefined,
  RemovingImage: undefined,
  DeletingNode: undefined,
  ProcessHung: undefined, // nobody hears it: that is what is bad about it
  SuccessfulRescale: undefined, // the pods it asks for are seen
  FailedGetResourceMetric: undefined,
  FailedComputeMetricsReplicas: undefined,
  Completed: undefined,
  BackoffLimitExceeded: 'bailContainer',
  DeadlineExceeded: 'bailContainer',
  SawCompletedJob: undefined,
  JobAlreadyActive: undefined,
  TooManyMissedTimes: undefined,
  FailedNeedsStart: 'hangup',
  TriggeredScaleUp: undefined,
  NotTriggerScaleUp: undefined,
  ScaledUpGroup: 'order',
  FailedToScaleUpGroup: 'hangup',
  ScaleUpTimedOut: 'hangup',
  ScaleDown: undefined,
  ScaleDownEmpty: undefined,
  ScaleDownFailed: 'refused',
  ApiServerDown: 'slam',
  ApiServerUp: 'serving',
  LeaderElection: undefined,
  EndpointsSynced: undefined,
  EtcdLeaderLost: undefined, // seconds later another leads, or the API server is down
  EtcdLeaderElected: undefined,
  RangeUnavailable: 'failing',
  RangeAvailable: undefined,
  ReplicaUnavailable: undefined,
  LeaseAcquired: undefined,
  StoreDead: undefined,
  RangeReplicated: undefined,
  QuorumRecovered: undefined,
  RestoreDrilled: undefined,
  PrimaryPromoted: undefined,
  PrimaryDemoted: undefined,
  SyncStandbyAssigned: undefined,
  SyncStandbyLost: undefined,
  GaleraPrimary: undefined,
  GaleraNonPrimary: 'failing',
  EtcdElectionInVain: undefined,
  EtcdHeartbeatLate: undefined,
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
  KubeletStopped: undefined,
  KubeletStarted: undefined,
  CertificatesExpired: 'slam',
  CertificatesRenewed: 'ready',
  Serving: 'serving',
  Overloaded: 'strained',
  Failing: 'failing',
  Abandoned: 'failing',
  RunLost: 'failing',
  SignPassed: undefined,
  GateClosed: 'gateClosed',
  Automated: undefined,
  GateOpened: 'gateOpened',
  RiderAnnounced: 'announced',
  RiderUp: 'call',
  RiderLanded: 'land',
  BudgetHalf: 'budgetHalf',
  BudgetLow: 'budgetLow',
  BudgetGone: undefined, // the ending has its own
}

/** A cut-over before its unit is ready is told as a warning. */
export const toldCue = ({ reason, type }: Seen<Happening>): Cue | undefined => {
  if (reason === 'CutOver') return type === 'Warning' ? 'early' : 'land'
  return REASON_CUES[reason]
}

const ROUTE_CUES: Readonly<Record<Lane, Cue>> = {
  bowl: 'routeBowl',
  rail: 'routeRail',
  boxes: 'routeBoxes',
  slab: 'routeSlab',
}

/** LAND is heard by what comes of it: CutOver. */
const VERB_CUES: Readonly<Record<Exclude<Verb, 'ROUTE' | 'LAND'>, Cue>> = {
  SCALE: 'scale',
  SAVE: 'save',
  UNDO: 'undo',
  MOVE: 'move',
  HOLD: 'tick',
}

export function settledCue({ state, refusal, command: { verb, lane, by } }: Seen<Given>): Cue | undefined {
  if (state === 'waiting' || by === 'scenario') return undefined
  if (state === 'refused') return refusal?.by === 'system' && isNoComply(refusal.text) ? 'noComply' : 'refused'
  if (verb === 'LAND') return undefined
  if (verb === 'ROUTE') return lane && ROUTE_CUES[lane]
  return VERB_CUES[verb]
}

const isNoComply = (text: string) => text.startsWith(QUOTA_EXCEEDED) || text.includes(EVICTION_REFUSED)
