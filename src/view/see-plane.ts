/**
 * The control plane on its strip: a lamp for each of its parts, and what it waits for
 * or what stands still. Only where the level's park names one.
 */

import type { Target } from '../model/command'
import { type ControlPlane, LEADING_PARTS, type LeadingPart } from '../model/control-plane'
import { NONE, type Seen } from '../model/world'
import type { Run } from '../rules/run'
import { mustRenew } from '../rules/tricks-control-plane'
import { daysLeft, expired } from '../sim/control-plane/certificates'
import { serves } from '../sim/control-plane/control-plane'
import { hasQuorum, lives, membersOf, quorumOf, votersOf } from '../sim/control-plane/etcd'
import { planeOf } from '../sim/control-plane/working'
import { memberName } from '../sim/names'
import { type Phrase, ui } from './phrase'
import type { LampView, PlaneView } from './plane-view'
import type { Tone } from './tone'

export function seePlane(run: Seen<Run>, mark: Target | undefined): PlaneView | undefined {
  const plane = planeOf(run.world)
  return plane && seeThisPlane(run, plane, mark)
}

/** Of any cluster. */
export function seeThisPlane(run: Seen<Run>, plane: Seen<ControlPlane>, mark: Target | undefined): PlaneView {
  const target: Target = `control-plane/${plane.name}`
  return {
    target,
    name: plane.name,
    marked: mark === target,
    lamps: [apiLamp(run, plane), ...LEADING_PARTS.map(part => leaseLamp(plane, part)), etcdLamp(run, plane)],
    on: membersOf(plane).map(member => memberName(run.world, member)),
    known: knownOfPlane(run, plane),
  }
}

const SHORT = { 'kube-scheduler': 'scheduler', 'kube-controller-manager': 'controllers' } as const

function apiLamp({ world }: Seen<Run>, plane: Seen<ControlPlane>): LampView {
  const voters = votersOf(plane)
  const serving = voters.filter(member => serves(world, plane, member)).length
  if (expired(world, plane) && voters.some(member => lives(world, member))) return refusedLamp()
  if (!plane.working.api || serving === 0) return lamp('api', 'down')
  return lamp('api', serving === voters.length ? 'well' : 'strained')
}

/** It answers, and its clients hang up. */
const refusedLamp = (): LampView => ({
  ...lamp('api', 'down'),
  about: ui('plane.api.inWords', { tone: 'refused' }),
})

/** Between two holders it waits for the lease to run out, and in an election for the next leader of etcd. */
function leaseLamp({ working, leases, etcd }: Seen<ControlPlane>, part: LeadingPart): LampView {
  const waits = leases[part].takenAt !== NONE || etcd.electionAt !== NONE
  return lamp(SHORT[part], working[part] ? 'well' : waits ? 'waiting' : 'down')
}

function etcdLamp(run: Seen<Run>, plane: Seen<ControlPlane>): LampView {
  const voters = votersOf(plane)
  const living = voters.filter(member => lives(run.world, member)).length
  return lamp('etcd', etcdTone(run, plane, living), { living, of: voters.length })
}

function etcdTone({ world }: Seen<Run>, plane: Seen<ControlPlane>, living: number): Tone {
  if (!hasQuorum(world, plane)) return 'down'
  if (plane.etcd.alarm) return 'failing'
  if (plane.etcd.leader === NONE) return 'waiting'
  const of = votersOf(plane).length
  return living < of || isFragile(of) ? 'strained' : 'well'
}

/** More can fail than of one, and no more may. */
const isFragile = (voters: number) => voters === 2

const lamp = (part: LampView['part'], tone: Tone, values: Readonly<Record<string, number>> = {}): LampView => ({
  part,
  tone,
  short: ui(`plane.${part}`, values),
  about: ui(`plane.${part}.inWords`, { ...values, tone }),
})

/** The one thing about it that matters most; undefined while all is well. */
function knownOfPlane(run: Seen<Run>, plane: Seen<ControlPlane>): Phrase | undefined {
  const { world } = run
  const { etcd } = plane
  const left = (tick: number) => ({ seconds: Math.max(0, Math.ceil((tick - world.tick) / run.level.timeScale)) })
  if (etcd.restoredAt !== NONE) return ui('plane.restoring', left(etcd.restoredAt))
  if (plane.renewedAt !== NONE) return ui('plane.renewing', left(plane.renewedAt))
  if (expired(world, plane)) return ui('plane.expired')
  const voters = votersOf(plane).length
  if (!hasQuorum(world, plane)) return ui('plane.lost', { needs: quorumOf(voters), of: voters })
  if (etcd.defragmenting.length > 0) return ui('plane.defragmenting')
  if (etcd.alarm) return ui('plane.full')
  if (etcd.leader === NONE) return ui('plane.electing')
  const joining = membersOf(plane).find(({ started, role }) => !started || role === 'learner')
  if (joining) return ui('plane.joining', { name: memberName(world, joining) })
  if (votersOf(plane).some(member => !lives(world, member)))
    return ui('plane.dead', { may: run.level.may.includes('MOVE') ? 'yes' : 'no' })
  if (isFragile(voters)) return ui('plane.fragile')
  if (plane.automated && world.era === 'now') return ui('plane.automated')
  if (plane.certificatesEnd !== NONE) return ui('plane.ends', left(plane.certificatesEnd))
  return mustRenew(world, plane) ? ui('plane.days', { days: daysLeft(world, plane) }) : undefined
}
