/**
 * The pod network: what it costs each packet, what it drops, and whether it obeys a
 * NetworkPolicy.
 *
 * A plugin that wraps packets (VXLAN, IPIP, Weave's fastdp) sends them from node address
 * to node address. One that routes them (Calico's BGP, flannel's host-gw) sends them with
 * the pods' own addresses, and Neutron's port security, which lets a VM speak only with
 * its own address, drops those: between nodes that are VMs nothing arrives, until
 * allowed_address_pairs names the pods' network. Within a node all is well, so a part of
 * the requests is answered, which is what makes it hard to find.
 *
 * The API server takes any NetworkPolicy; whether it does anything is the plugin's affair.
 * Flannel has nobody who would, and says nothing.
 *
 * Users come in at any node that is up, with the same chance (a NodePort behind a
 * balancer), and kube-proxy sends them on to any endpoint. Simpler than the real thing: a
 * drop is an answer that never comes, no throughput is lost to wrapping, and Weave's
 * slow path (sleeve) and encryption are left out, for nothing sound was measured of them.
 */

import type { Call } from '../../model/calls'
import { constantsOf } from '../../model/constants'
import type { Backend, CniPlugin, NetworkSpec } from '../../model/network'
import { PPB, type Ppb } from '../../model/units'
import type { Network, Seen, Workload, World } from '../../model/world'
import { clusterOf } from '../control-plane/working'
import { byScenario } from '../telling'
import { podAnswers } from './backends'
import type { Blame } from './ledger'

const DEFAULTS: Readonly<Record<CniPlugin, Backend>> = { flannel: 'vxlan', calico: 'bgp', weave: 'fastdp' }
const ROUTED: readonly Backend[] = ['host-gw', 'bgp']

export const networkOf = ({ plugin, backend, allowedAddressPairs }: NetworkSpec): Network => ({
  plugin,
  backend: backend ?? DEFAULTS[plugin],
  allowedAddressPairs,
})

/** Whether somebody acts on NetworkPolicies. Without a plugin that is named, all are obeyed. */
export const enforces = ({ network, era }: Seen<World>): boolean =>
  network === undefined || constantsOf(era).policyAgents[network.plugin] > 0

/** Packets with pods' addresses do not pass the ports of VMs. */
const isFiltered = ({ network }: Seen<World>): boolean =>
  network !== undefined && ROUTED.includes(network.backend) && !network.allowedAddressPairs

/** The share of its users' requests whose answer is dropped on its way from node to node. */
export function droppedForUsers(world: Seen<World>, workload: Seen<Workload>): Ppb {
  if (!isFiltered(world)) return 0
  const cluster = clusterOf(world, workload.id)
  const doors = world.nodes.filter(node => node.up && node.cluster === cluster).length
  const on = answeringNodes(world, workload)
  const guests = on.filter(id => isGuest(world, id)).length
  return doors === 0 || on.length === 0 ? 0 : Math.floor((PPB * guests * (doors - 1)) / (on.length * doors))
}

/** The share of one workload's calls to another that is dropped, whichever end is a VM. */
export function droppedBetween(world: Seen<World>, from: Seen<Workload>, to: Seen<Workload>): Ppb {
  if (!isFiltered(world)) return 0
  const [callers, called] = [answeringNodes(world, from), answeringNodes(world, to)]
  let dropped = 0
  for (const a of callers) for (const b of called) if (a !== b && (isGuest(world, a) || isGuest(world, b))) dropped += 1
  return dropped === 0 ? 0 : Math.floor((PPB * dropped) / (callers.length * called.length))
}

/** Of each pod that answers. */
const answeringNodes = (world: Seen<World>, { endpoints }: Seen<Workload>): readonly number[] =>
  endpoints.flatMap(id => {
    const pod = world.pods[id]
    return pod && podAnswers(world, pod) ? [pod.node] : []
  })

const isGuest = (world: Seen<World>, node: number): boolean => world.nodes[node]?.on.kind === 'server'

/** The share of its users' requests that never reach it, or whose answers never reach them. */
export function barredShare(world: Seen<World>, workload: Seen<Workload>): Ppb {
  if (world.network === undefined && workload.spec.networkPolicy === undefined) return 0
  return deniesUsers(world, workload) ? PPB : droppedForUsers(world, workload)
}

export const blameOfBar = (world: Seen<World>, workload: Seen<Workload>): Blame =>
  deniesUsers(world, workload) ? policyBlame(workload) : dropBlame(world)

export const policyBlame = ({ spec }: Seen<Workload>): Blame => ({
  loss: 'PolicyDenied',
  cause: byScenario(`networkpolicy/${spec.name}`),
})

export const dropBlame = ({ network }: Seen<World>): Blame => ({
  loss: 'PacketDropped',
  cause: byScenario(`cni/${network?.plugin}`),
})

/** A NetworkPolicy that is obeyed lets nobody from outside in. */
const deniesUsers = (world: Seen<World>, { spec }: Seen<Workload>): boolean =>
  spec.networkPolicy !== undefined && !spec.networkPolicy.users && enforces(world)

export function deniesCall(world: Seen<World>, from: Seen<Workload>, { to }: Seen<Call>): boolean {
  const policy = world.workloads[to]?.spec.networkPolicy
  return policy !== undefined && !policy.from.includes(from.spec.name) && enforces(world)
}

/** What is left of an Ethernet frame for a pod's packet on this node, in bytes. */
export function podMtu(world: Seen<World>, node: number): number {
  const { ethernetMtu, weaveMtu, overlayBytes } = constantsOf(world.era)
  const below = isGuest(world, node) ? ethernetMtu - overlayBytes.neutron : ethernetMtu
  const backend = world.network?.backend
  if (backend === 'fastdp') return Math.min(weaveMtu, below)
  if (backend === 'vxlan') return below - overlayBytes.vxlan
  return backend === 'ipip' ? below - overlayBytes.ipip : below
}

export const networkLines = (world: Seen<World>, node: number): readonly string[] =>
  world.network
    ? [
        `CNI: ${world.network.plugin} (${world.network.backend}), MTU ${podMtu(world, node)}`,
        ...(isFiltered(world) && isGuest(world, node)
          ? ["Neutron port security drops packets with pods' addresses: no allowed_address_pairs"]
          : []),
      ]
    : []

export const policyLines = (world: Seen<World>, { spec }: Seen<Workload>): readonly string[] => {
  if (!spec.networkPolicy) return []
  const { from, users } = spec.networkPolicy
  const allowed = [...from, ...(users ? ['users'] : [])].join(', ')
  return [
    `NetworkPolicy ${spec.name}: Allowing ingress from ${allowed === '' ? '<none>' : allowed}`,
    ...(enforces(world) ? [] : ['(created, and enforced by nobody: flannel has no policy controller)']),
  ]
}
