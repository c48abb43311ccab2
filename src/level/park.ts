/**
 * What a level says of its park: machines, images, flavors, quota, registry.
 *
 * Only the written form and its bounds; `specs.ts` makes of it what the simulation
 * is built from. Sizes carry their unit in the key.
 */

import { BACKENDS, CNI_PLUGINS } from '../model/network'
import { CLEANINGS, NODE_TUNINGS, QUIET_ETCD } from '../model/park'
import { RUNTIMES } from '../model/runtime'
import { TOOLS } from '../model/toolbox'
import { image, name, oneOf, ticks, whole } from './fields'
import { CAPS } from './metrics'
import { LABELS, PROFILE, TAINT } from './placement'
import { z } from './zod'

const MOST_MIB = 16_777_216
const MOST_DISK = 1_000_000_000
/** No more than etcd itself suggests. */
const MOST_DATABASE = 8_192

export const MACHINE = z
  .strictObject({
    name: name('The machine; what runs on it takes its name: node/b1, hypervisor/h1'),
    cores: whole(1, 1_024, 'CPU cores'),
    memoryMiB: whole(256, MOST_MIB, 'Memory in MiB'),
    gpus: whole(0, 16, 'Whole GPUs'),
    runs: oneOf(
      ['kubelet', 'nova-compute', 'spare', 'control-plane'],
      'role of a machine',
      'What stands on it at the start: a Kubernetes node, a hypervisor, nothing (it waits in state available), or the control plane (a member, or it is ready to join)',
    ),
    runtime: oneOf(RUNTIMES, 'container runtime', 'Of its kubelet; left out, the park’s').exactOptional(),
    zone: name(
      "The failure zone that it stands in: its node's label, its hypervisor's availability zone",
    ).exactOptional(),
    rack: name('Its rack: what an incident on rack/<name> takes').exactOptional(),
    powerFeed: name('What feeds it: what an incident on feed/<name> takes').exactOptional(),
    diskGiB: whole(1, 1_000_000, 'Its disks together: what a full erase overwrites').exactOptional(),
    nodefsMiB: whole(
      1,
      MOST_DISK,
      'Disk of its node for logs, scratch and images, in MiB; left out, it never fills',
    ).exactOptional(),
    imagefsMiB: whole(
      1,
      MOST_DISK,
      'A disk of its own for the images of its node, in MiB; left out, they lie on the other',
    ).exactOptional(),
    provisionState: oneOf(
      ['enroll', 'manageable', 'available'],
      'provision state',
      "Ironic's state of a spare machine at the start; left out: available",
    ).exactOptional(),
    labels: LABELS.exactOptional(),
    taints: z.array(TAINT).max(20).meta({ description: 'Taints that its node registers with' }).exactOptional(),
  })
  .meta({ title: 'machine', examples: [{ name: 'b1', cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'kubelet' }] })

export const SERVER = z
  .strictObject({
    name: name('The server; the node in it takes its name: node/w1'),
    flavor: name('A flavor of this park'),
    hypervisor: name('The machine on whose hypervisor it runs at the start'),
    runs: oneOf(
      ['kubelet', 'control-plane'],
      'role of a server',
      'A node of the cluster, or a member of its control plane',
    ).default('kubelet'),
  })
  .meta({ title: 'server', examples: [{ name: 'w1', flavor: 'm1.large', hypervisor: 'h1' }] })

/** How etcd and the certificates of a control plane stand when the run begins. */
const PLANE_STATE = {
  databaseMiB: whole(1, MOST_DATABASE, "etcd's database file at the start, in MiB").default(QUIET_ETCD.databaseMiB),
  liveMiB: whole(1, MOST_DATABASE, 'What is left of it when it has been defragmented, in MiB').default(
    QUIET_ETCD.liveMiB,
  ),
  growthKiBPerSecond: whole(0, 1_048_576, 'How fast it grows, in KiB a second').default(QUIET_ETCD.growthKiBPerSecond),
  certificatesEnd: ticks('When the certificates of a year ago run out; left out, not in this run', 1).exactOptional(),
}

const CONTROL_PLANE = z
  .strictObject({
    name: name('The cluster, by which its control plane is marked: control-plane/k1'),
    members: z
      .array(name('A machine that runs kubelet or control-plane, or a server that runs control-plane'))
      .min(1)
      .max(CAPS.members)
      .meta({ description: 'Machines that carry a member at the start; the first one leads' }),
    ...PLANE_STATE,
  })
  .meta({
    title: 'control plane',
    description:
      'Members, etcd and certificates of the cluster; left out, they always work and are no part of the game',
    examples: [{ name: 'k1', members: ['m1', 'm2', 'm3'] }],
  })

const TENANT = z
  .strictObject({
    name: name('The cluster; its control plane is control-plane/<name>'),
    project: name('A project of the park: whose quota its guests count in'),
    servers: z
      .array(SERVER)
      .min(1)
      .max(CAPS.machines)
      .meta({ description: 'Its nodes and the members of its control plane; without members, that always works' }),
    controlPlane: z
      .strictObject(PLANE_STATE)
      .meta({
        title: "tenant's control plane",
        description: "etcd and certificates of its members; left out, as the operator's where it says nothing of them",
      })
      .exactOptional(),
  })
  .meta({
    title: 'tenant',
    description: "A tenant's own Kubernetes beside the operator's, in guests of the cloud",
    examples: [
      { name: 'k-acme', project: 'acme', servers: [{ name: 'acme-w1', flavor: 'm1.large', hypervisor: 'h1' }] },
    ],
  })

export const IMAGE = z
  .strictObject({
    name: image('The image, as workloads name it: [registry/]repository[:tag]'),
    sizeMiB: whole(1, 1_048_576, 'Its size in MiB; a node without it pulls it first'),
    cached: z.boolean().meta({ description: 'Every node has it from the start' }),
  })
  .meta({ title: 'image' })

export const FLAVOR = z
  .strictObject({
    name: name('The flavor, as OpenStack names the size of a server'),
    vcpus: whole(1, 256, 'Virtual CPUs'),
    ramMiB: whole(256, MOST_MIB, 'Memory in MiB'),
  })
  .meta({ title: 'flavor' })

const QUOTA = z
  .strictObject({
    instances: whole(0, 10_000, 'Servers at most'),
    cores: whole(0, 100_000, 'Virtual CPUs at most'),
    ramMiB: whole(0, 1_000_000_000, 'Memory of all servers at most, in MiB'),
    serverGroups: whole(0, 10_000, "Server groups at most; left out, nova's default").exactOptional(),
  })
  .meta({ title: 'quota', description: "The project's limits in OpenStack" })

const PROJECT = z
  .strictObject({ name: name('The tenant, as workloads name it'), quota: QUOTA })
  .meta({ title: 'project', description: 'A tenant of the cloud beside the first one' })

const NODE_GROUP = z
  .strictObject({
    name: name('The group; its new guests are called <name>-1, <name>-2, …'),
    flavor: name('A flavor of the park; left out, its nodes are spare machines').exactOptional(),
    minSize: whole(0, CAPS.nodes, 'No fewer nodes').default(0),
    maxSize: whole(1, CAPS.nodes, 'No more nodes'),
    servers: z
      .array(name('A server of the park'))
      .max(CAPS.machines)
      .meta({ description: 'Those that belong to it from the start' })
      .exactOptional(),
  })
  .meta({ title: 'node group' })

const NETWORK = z
  .strictObject({
    plugin: oneOf(CNI_PLUGINS, 'CNI plugin', 'What connects the pods'),
    backend: oneOf(
      BACKENDS,
      'backend',
      'How a packet gets from node to node; left out: flannel vxlan, calico bgp, weave fastdp',
    ).exactOptional(),
    allowedAddressPairs: z
      .boolean()
      .meta({ description: "Neutron lets pods' addresses through the ports of VMs that are nodes" })
      .default(false),
  })
  .meta({ title: 'network', description: "The cluster's pod network; left out, it is no part of the game" })

export const PARK = z
  .strictObject({
    machines: z.array(MACHINE).min(1).max(CAPS.machines).meta({ description: 'Every machine of the park' }),
    servers: z
      .array(SERVER)
      .max(CAPS.machines)
      .meta({ description: 'Nodes of the cluster that are guests of the cloud' })
      .exactOptional(),
    network: NETWORK.exactOptional(),
    otherServices: whole(
      0,
      10_000,
      'Services in the cluster beside those of the workloads: in 2017 each makes kube-proxy slower; left out, none',
    ).exactOptional(),
    runtime: oneOf(
      RUNTIMES,
      'container runtime',
      'Of every kubelet; left out: docker in 2017, containerd now',
    ).exactOptional(),
    images: z.array(IMAGE).max(100).meta({ description: 'What the registry holds' }),
    flavors: z.array(FLAVOR).max(40).meta({ description: 'The sizes that servers come in' }),
    quota: QUOTA,
    projects: z
      .array(PROJECT)
      .max(100)
      .meta({ description: 'Tenants beside the first, each with limits of its own' })
      .exactOptional(),
    tenants: z
      .array(TENANT)
      .max(20)
      .meta({ description: "Tenants' own clusters; left out, there is only the operator's" })
      .exactOptional(),
    cleaning: oneOf(
      CLEANINGS,
      'way of cleaning',
      'What Ironic does with the disks of a machine that is given back; left out: full, it erases them whole',
    ).exactOptional(),
    registryMiBPerSecond: whole(1, 100_000, 'How fast one node pulls from the registry, in MiB a second'),
    registryTotalMiBPerSecond: whole(
      1,
      1_000_000,
      'What the registry has for all nodes together, in MiB a second; left out, as much as they ask for',
    ).exactOptional(),
    storageMiBPerSecond: whole(1, 100_000, 'How fast the storage cluster copies, in MiB a second').default(100),
    networkMiBPerSecond: whole(1, 100_000, 'How fast a live migration copies memory, in MiB a second').default(1_000),
    nodeTuning: oneOf(
      NODE_TUNINGS,
      'tuning of node health',
      'How soon a silent node is missed and its pods given up, by the names of Kubespray; left out, as Kubernetes comes',
    ).exactOptional(),
    nodeGroups: z
      .array(NODE_GROUP)
      .max(20)
      .meta({ description: 'What the cluster autoscaler may make larger and smaller; left out, none runs' })
      .exactOptional(),
    cloudServices: z
      .array(name('A workload of this level'))
      .max(20)
      .meta({ description: "Workloads that are OpenStack's own services; left out, the cloud can always be asked" })
      .exactOptional(),
    tool: oneOf(TOOLS, 'tool', 'What the cluster was made with; left out, a host that is up is a node').exactOptional(),
    choices: z
      .array(oneOf([...TOOLS, ...CNI_PLUGINS], 'choice', 'A tool or a CNI plugin'))
      .max(TOOLS.length + CNI_PLUGINS.length)
      .meta({
        description:
          'What the player may have the cluster made anew with: other tools than "tool", other plugins than that of "network"; left out, nothing',
      })
      .exactOptional(),
    controlPlane: CONTROL_PLANE.exactOptional(),
    scheduler: PROFILE.exactOptional(),
  })
  .meta({ title: 'park', description: 'The machines there are, and what stands on them when the run begins' })
