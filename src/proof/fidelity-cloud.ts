/** Cases about nova, given to its filters for room and its weighers. */

import { takes, WHOLE_WEIGHT, weigh } from '../sim/cloud/weighers'
import type { CoreCase, Got, RamCase, WeightCase } from './fidelity-cases'

export function novaWeight({ config, hosts }: WeightCase): Got {
  const { weigher, multiplier, minval } = config
  const raw = hosts.map(host => rawOf(host, weigher))
  const weights = weigh(raw, { multiplier, ...(minval === null || minval === undefined ? {} : { floor: minval }) })
  const [most, least] = [Math.max(...weights), Math.min(...weights)]
  return {
    best: most === least ? null : hosts[weights.indexOf(most)]?.host, // the first among equals
    bestWeight: shown(most),
    worst: hosts[weights.lastIndexOf(least)]?.host,
    worstWeight: shown(least),
  }
}

/** Most weighers read a figure of the host; that of free cores works it out. */
function rawOf(host: WeightCase['hosts'][number], weigher: string): number {
  const { vcpus_total = 0, vcpus_used = 0, cpu_allocation_ratio = 1 } = host
  const raw = weigher === 'free_vcpus' ? vcpus_total * cpu_allocation_ratio - vcpus_used : host[weigher]
  if (raw === undefined) throw new TypeError(`${host.host} has no ${weigher}`)
  return raw
}

/** Zero has no sign. */
const shown = (weight: number) => weight / WHOLE_WEIGHT + 0

export function novaRamFilter({ host, flavor }: RamCase): Got {
  const { free_ram_mb, total_usable_ram_mb: total, ram_allocation_ratio } = host
  const limit = total * ram_allocation_ratio
  return { passes: takes({ total, used: total - free_ram_mb, limit }, flavor.memory_mb), limit_mb: limit }
}

/** A host that does not say how many cores it has is not held back by them. */
export function novaCoreFilter({ host, flavor }: CoreCase): Got {
  const { vcpus_total: total, vcpus_used: used = 0, cpu_allocation_ratio = 1 } = host
  if (!total) return { passes: true }
  const limit = total * cpu_allocation_ratio
  return { passes: takes({ total, used, limit }, flavor.vcpus), limit_vcpus: limit, limit_vcpu: limit }
}
