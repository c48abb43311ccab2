/** A cluster's pod network: which plugin, and how it carries a packet from node to node. */

export const CNI_PLUGINS = ['flannel', 'calico', 'weave'] as const
export type CniPlugin = (typeof CNI_PLUGINS)[number]

export const BACKENDS = ['vxlan', 'ipip', 'host-gw', 'bgp', 'fastdp'] as const
/** `host-gw` and `bgp` route packets with pods' own addresses; the others wrap them. */
export type Backend = (typeof BACKENDS)[number]

export interface NetworkSpec {
  readonly plugin: CniPlugin
  /** Left out, the plugin's default. */
  readonly backend?: Backend | undefined
  /** Neutron was told to let the pods' addresses through the ports of the VMs that are nodes. */
  readonly allowedAddressPairs: boolean
}

/** Who may ask a workload's pods, as its NetworkPolicy says. */
export interface PolicySpec {
  /** Workloads, by name. */
  readonly from: readonly string[]
  /** Whoever comes from outside the cluster. */
  readonly users: boolean
}
