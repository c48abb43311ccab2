/**
 * Disks, apart from what uses them: where data lies, what holds it, and what it would
 * be set back to.
 *
 * Kubernetes calls them PersistentVolumes and OpenStack calls them volumes; both are
 * rows of this one table. `local` is a directory on one machine's own disk: fast, and
 * there only. `network` lies on the storage cluster (Ceph RBD through Cinder): slower,
 * and to be attached wherever it is wanted, to one host at a time (ReadWriteOnce); or it is
 * a file system (CephFS, NFS) that every node mounts by itself (ReadWriteMany, ReadOnlyMany).
 *
 * Data is not kept byte by byte: acknowledged writes are counted, so what a lost or
 * restored disk costs is a difference of two counts.
 */

import type { Cause } from './happening'
import type { HostKind, HostRef, Id } from './refs'
import type { Bytes, Tick } from './units'

export const DISKS = ['local', 'network'] as const
export type DiskKind = (typeof DISKS)[number]

/**
 * Who may have it mounted: one node to write; a file system that all nodes share, to write or
 * only to read; or a single pod of the whole cluster (today's Kubernetes only).
 */
export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOncePod'] as const
export type AccessMode = (typeof ACCESS_MODES)[number]

export const VOLUME_STATES = ['available', 'attaching', 'in-use', 'detaching', 'lost', 'deleted'] as const
/** Cinder's words but for `lost`, when its data is gone: ours alone, and shown nowhere as a status (`explain/volume.ts`). */
export type VolumeState = (typeof VOLUME_STATES)[number]

export interface Volume {
  readonly id: Id
  readonly name: string
  readonly workload: Id
  readonly size: Bytes
  readonly disk: DiskKind
  state: VolumeState
  /** A local one: the machine whose disk it lies on, NONE until it is first used. */
  machine: Id
  /** The node, server or machine that it is attached to, or is being attached to or detached from. */
  holder: HostRef | undefined
  /** When the attaching or detaching under way ends. */
  until: Tick
  /** It is being copied to another kind of disk, or set back, until then; NONE while it is not. */
  busyUntil: Tick
  /** Acknowledged writes that it holds, counted from the start of the run. */
  written: number
  /** Which release migrated its schema last, by its number; NONE while it is as it was made. */
  schema: number
  /** The ordinal of the StatefulSet's pod, or of the store's process, whose disk it is; 0 where there is but one. */
  readonly claim: number
  /** Of those other than 0: the kind of host that it is for. */
  readonly place: HostKind
  /** It is made for the place that its workload changes to; undefined of one that is written to. */
  copy: Copying | undefined
  /** Of an emptyDir: the pod with which it goes, or NONE. */
  pod: Id
  /** Since two copies write side by side: how many writes there were when they parted, or NONE. */
  splitAt: number
  cause: Cause
}

/** A copy of the disk that a workload has, for another place. */
export interface Copying {
  /** The kind of host that it is made for: pods have theirs on nodes, units on servers or machines. */
  readonly onto: HostKind
  /** All was copied once, and what is written since follows it. */
  whole: boolean
}

export const BACKUP_PLACES = ['same', 'elsewhere'] as const
export type BackupPlace = (typeof BACKUP_PLACES)[number]

/** A moment of a volume that it can be restored to. */
export interface Snapshot {
  readonly id: Id
  readonly name: string
  readonly volume: Id
  readonly askedAt: Tick
  readonly written: number
  /** The schema of that moment. */
  readonly schema: number
  /** On the disk that it is of, with which it dies, or elsewhere. */
  readonly on: BackupPlace
  /** The disk that it was on is dead. */
  lost: boolean
  /** Somebody has restored it elsewhere, and it was good. */
  proven: boolean
  /** Can be restored from then on. */
  readyAt: Tick
}
