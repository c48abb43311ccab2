/**
 * What occurred in the cluster, with the fields of a Kubernetes Event and, always,
 * what brought it about.
 *
 * Happenings are the only way anything leaves the simulation: the log prints them,
 * scenes animate them, sound and the level's statechart listen for their `reason`,
 * the debrief walks their causes.
 */

import type { Ref } from './refs'
import type { Tick } from './units'

/** What no real system prints: users and their fortunes, riders, the budget. */
export const GAME_REASONS = [
  'Serving',
  'Overloaded',
  'Failing',
  'Abandoned',
  'RunLost',
  'SignPassed',
  'GateClosed',
  'GateOpened',
  'RiderAnnounced',
  'RiderUp',
  'RiderLanded',
  'BudgetHalf',
  'BudgetLow',
  'BudgetGone',
] as const

/** The closed list of reasons: Kubernetes' and the other systems' own words where they have one. */
export const REASONS = [
  // Kubernetes
  'ScalingReplicaSet',
  'SuccessfulCreate',
  'SuccessfulDelete',
  'FailedScheduling',
  'Scheduled',
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'Unhealthy',
  'Ready',
  'Killing',
  'NodeNotReady',
  'NodeReady',
  'TaintManagerEviction',
  'EvictionsPaused',
  'EvictionsResumed',
  'NodeNotSchedulable',
  'NodeSchedulable',
  'Evicted',
  'Drained',
  'ForceDeleted',
  'ContainerDied',
  'BackOff',
  'EvictionRefused',
  'DrainFailed',
  /** What gives up the pods of a lost node in 2017. */
  'NodeControllerEviction',
  'Failed',
  'OOMKilled',
  'SystemOOM',
  'EvictionThresholdMet',
  'NodeHasInsufficientMemory',
  'NodeHasSufficientMemory',
  'NodeHasDiskPressure',
  'NodeHasNoDiskPressure',
  'FreeDiskSpaceFailed',
  /** The image manager's log; nothing of the API tells it. */
  'RemovingImage',
  'DeletingNode',
  'NewReplicaSetAvailable',
  'ProgressDeadlineExceeded',
  'DeploymentRollback',
  'DeploymentRollbackRevisionNotFound',
  'DeploymentRollbackTemplateUnchanged',
  'FailedPlacement',
  'Released',
  'ReleaseFailed',
  'SchemaMigrated',
  'SchemaTooNew',
  // horizontal pod autoscaling
  'SuccessfulRescale',
  'FailedGetResourceMetric',
  'FailedComputeMetricsReplicas',
  // Jobs and CronJobs
  'Completed',
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'SawCompletedJob',
  'JobAlreadyActive',
  'TooManyMissedTimes',
  'FailedNeedsStart',
  // the cluster autoscaler
  'TriggeredScaleUp',
  'NotTriggerScaleUp',
  'ScaledUpGroup',
  'FailedToScaleUpGroup',
  'ScaleUpTimedOut',
  'ScaleDown',
  'ScaleDownEmpty',
  'ScaleDownFailed',
  'Preempted',
  'RuntimeRestarted',
  'Tainted',
  'Untainted',
  // the control plane: kubectl's view of it, and etcd's own log
  'ApiServerDown',
  'ApiServerUp',
  'LeaderElection',
  'EndpointsSynced',
  'EtcdLeaderLost',
  'EtcdLeaderElected',
  'EtcdElectionInVain',
  'EtcdHeartbeatLate',
  'EtcdMemberAdded',
  'EtcdMemberStarted',
  'EtcdMemberPromoted',
  'EtcdMemberRemoved',
  'EtcdSnapshotSaved',
  'EtcdRestored',
  'EtcdAlarm',
  'EtcdDefragmented',
  'EtcdAlarmDisarmed',
  'StaticPodStopped',
  'StaticPodStarted',
  'KubeletStopped',
  'KubeletStarted',
  'CertificatesExpired',
  'CertificatesRenewed',
  'Automated',
  // OpenStack servers
  'ServerBuilding',
  'ServerActive',
  'NoValidHost',
  'BuildRescheduled',
  'ServerDeleted',
  'ServerShutOff',
  'ServerStarted',
  'RegisteredNode',
  // the tool that the cluster was made with
  'PlaybookStarted',
  'HostUnreachable',
  'PlaybookEnded',
  'ClusterMaking',
  'ClusterMade',
  'NetworkChanged',
  'ConnectionSucceeded',
  'ConnectionTimedOut',
  'UpgradeStarted',
  'UpgradeDone',
  'LiveMigrationStarted',
  'LiveMigrationDone',
  'LiveMigrationAborted',
  'ServerEvacuating',
  'ImageCreated',
  'ComputeServiceDown',
  'ComputeServiceUp',
  'ServerRebooting',
  'ServerResized',
  'ServerResizeConfirmed',
  'ServerResizeReverted',
  'ServerStateReset',
  'KernelPanic',
  'CpuSteal',
  'CpuStealOver',
  // Heat: each note begins with the stack's or the resource's own status
  'StackInProgress',
  'StackComplete',
  'StackFailed',
  'StackEvent',
  // Ironic
  'MachineDeploying',
  'MachineWaitCallBack',
  'MachineActive',
  'MachineDeployFailed',
  'MachineDeleting',
  'MachineCleaning',
  'MachineCleanFailed',
  'MachineManageable',
  'MachineAvailable',
  'MachinePowerState',
  'PowerLost',
  'MachineWear',
  // a process under systemd, on a server or a machine
  'UnitStarting',
  'UnitReady',
  'UnitStopped',
  'UnitFailed',
  'CutOver',
  // disks, in the words of Kubernetes' attach/detach controller
  'SuccessfulAttachVolume',
  'SuccessfulMountVolume',
  'FailedAttachVolume',
  'FailedMount', // 1.6 of the same
  'VolumeDetached',
  'SnapshotCreated',
  'VolumeRestored',
  'VolumeCopying',
  'VolumeCopied',
  'BaseBackupStarted',
  'BaseBackupDone',
  'CopyBrokenOff',
  'Promoted',
  'DiskLost',
  'DiskSpared',
  'TwoWriters',
  'WritesLost',
  // replicated stores, in the words of CockroachDB's, Patroni's and Galera's logs
  'RangeUnavailable',
  'RangeAvailable',
  'ReplicaUnavailable',
  'LeaseAcquired',
  'StoreDead',
  'RangeReplicated',
  'QuorumRecovered',
  'RestoreDrilled',
  'PrimaryPromoted',
  'PrimaryDemoted',
  'SyncStandbyAssigned',
  'SyncStandbyLost',
  'GaleraPrimary',
  'GaleraNonPrimary',
  // hosts
  'HostDown',
  'HostUp',
  'HostCutOff',
  'HostReconnected',
  'ProcessHung',
  ...GAME_REASONS,
] as const
export type Reason = (typeof REASONS)[number]

/** What brought something about: something that occurred, something somebody asked for, or the level's timetable. */
export type Cause =
  | { readonly by: 'happening'; readonly id: number }
  | { readonly by: 'command'; readonly id: number }
  | { readonly by: 'scenario'; readonly id: string }

export interface Happening {
  readonly id: number
  readonly tick: Tick
  readonly type: 'Normal' | 'Warning'
  readonly reason: Reason
  readonly regarding: Ref
  /** The system's own words, in English as the real one prints them. */
  readonly note: string
  readonly cause: Cause
}
