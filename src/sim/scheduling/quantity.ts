/**
 * Kubernetes' quantities as they are printed: with the largest suffix that leaves a whole
 * number, so 1,024 Mi are 1Gi and 2,000 m are 2; and etcdctl's sizes, in thousands. Pure.
 */

import type { Bytes } from '../../model/units'

const SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti'] as const

export function bytesQuantity(bytes: Bytes): string {
  let [left, i] = [bytes, 0]
  for (; left !== 0 && left % 1_024 === 0 && i < SUFFIXES.length - 1; i += 1) left /= 1_024
  return `${left}${SUFFIXES[i]}`
}

export const cpuQuantity = (millicores: number): string =>
  millicores % 1_000 === 0 ? `${millicores / 1_000}` : `${millicores}m`

/** As go-humanize has it: powers of ten, and one digit behind the point below ten. */
export function humanBytes(bytes: Bytes): string {
  let [unit, i] = [1, 0]
  for (; bytes / unit >= 1_000 && i < HUMAN.length - 1; i += 1) unit *= 1_000
  const tenths = Math.floor((bytes * 10) / unit + 0.5)
  return `${tenths >= 100 || i === 0 ? Math.round(tenths / 10) : (tenths / 10).toFixed(1)} ${HUMAN[i]}`
}

const HUMAN = ['B', 'kB', 'MB', 'GB', 'TB'] as const
