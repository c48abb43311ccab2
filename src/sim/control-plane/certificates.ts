/**
 * The certificates of the control plane: kubeadm's last a year.
 *
 * When they have run out nobody believes an API server any more: kubectl, kubelets,
 * scheduler and controller manager are all turned away by x509, while what runs runs
 * on. `kubeadm certs renew all` writes new ones, and the static pods take them up when
 * they have been started again; kubeadm of 2017 has no such command.
 *
 * Simpler than the real thing: all of them run out in the same second, connections
 * that stand break with them, and members are started again in turn, so that nobody
 * notices a renewal in time.
 */

import { constantsOf } from '../../model/constants'
import type { ControlPlane } from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Days, Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'

export const expired = ({ tick }: Seen<World>, { certificatesEnd }: Seen<ControlPlane>): boolean =>
  certificatesEnd !== NONE && tick >= certificatesEnd

/** The Go library's words; today's add the dates, and that it was tls which found out (Go 1.20, crypto/tls CertificateVerificationError). */
export function x509(world: Seen<World>, plane: Seen<ControlPlane>): string {
  const why = 'x509: certificate has expired or is not yet valid'
  if (world.era === '2017') return why
  const ran = world.tick - plane.certificatesEnd
  return `tls: failed to verify certificate: ${why}: current time ${dated(ran)} is after ${dated(-1)}`
}

/**
 * The game has no calendar but this: the day on which a year is over, at nine; the second
 * before is the last in which they hold (crypto/x509: `now.After(NotAfter)`). No run lasts until midnight.
 */
const dated = (sinceNine: Seconds) => {
  const second = 9 * 3_600 + sinceNine
  return `2027-05-10T${[Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60].map(twoDigits).join(':')}Z`
}

const twoDigits = (part: number) => String(part).padStart(2, '0')

/** The year is over, unless they were renewed meanwhile. */
export function runOut(world: World, plane: ControlPlane, tell: Telling): boolean {
  if (world.tick !== plane.certificatesEnd) return false
  if (renewsItself(world, plane)) return renewByTimer(world, plane, tell)
  plane.cause = tell.warning('CertificatesExpired', 'control-plane', plane.cluster, x509(world, plane), plane.cause)
  return true
}

/** Long before, and nobody had to. */
function renewByTimer(world: World, plane: ControlPlane, tell: Telling): boolean {
  plane.certificatesEnd = NONE
  plane.renewedOn = world.day
  const note = 'kubeadm-certs-renew.service: Done renewing certificates'
  tell.normal('CertificatesRenewed', 'control-plane', plane.cluster, note, plane.cause)
  return true
}

/** Days that are left of their year. */
export const daysLeft = ({ era, day }: Seen<World>, { renewedOn }: Seen<ControlPlane>): Days =>
  constantsOf(era).certificateYear - (day - renewedOn)

/** Days have passed: what was not renewed in time has run out meanwhile. */
export function ageCertificates(world: World, plane: ControlPlane, tell: Telling, cause: Cause): void {
  if (daysLeft(world, plane) > 0) return
  if (renewsItself(world, plane)) plane.renewedOn = world.day
  else expire(world, plane, tell, cause)
}

const renewsItself = ({ era }: Seen<World>, { automated }: Seen<ControlPlane>): boolean => automated && era === 'now'

/** It is over now, whenever it was to be; what a timer renews never is. */
export function expire(world: World, plane: ControlPlane, tell: Telling, cause: Cause): void {
  if (expired(world, plane) || renewsItself(world, plane)) return
  plane.certificatesEnd = world.tick
  plane.cause = cause
  runOut(world, plane, tell)
}

/** Why kubeadm does not renew them. */
export const refusesRenewal = ({ era }: Seen<World>): string | undefined =>
  era === '2017' ? 'Error: unknown command "certs" for "kubeadm"' : undefined

export function beginRenewal(world: World, plane: ControlPlane, cause: Cause): void {
  plane.renewedAt = world.tick + constantsOf(world.era).staticPodRestart
  plane.cause = cause
  wakeAt(world.wake, plane.renewedAt, { cluster: plane.cluster, what: 'certificatesRenewed' })
}

/** Another year: none of them runs out in this run. */
export function renewed(world: World, plane: ControlPlane, tell: Telling): boolean {
  if (world.tick !== plane.renewedAt) return false
  plane.renewedAt = NONE
  plane.certificatesEnd = NONE
  plane.renewedOn = world.day
  const note = 'Done renewing certificates, and the static pods have taken them up'
  plane.cause = tell.normal('CertificatesRenewed', 'control-plane', plane.cluster, note, plane.cause)
  return true
}
