/**
 * What the kubelet says of a container on its way: its Events as 1.6 printed them, and
 * as 1.37 does. A time is what the simulation really took, in whole seconds; with
 * pulls one after the other, waiting for one's turn counts in the second figure only.
 */

import { fullReference, referenceOf } from '../../model/image'
import type { Pod } from '../../model/kubernetes'
import type { Bytes, Era, Seconds } from '../../model/units'
import type { ProbeKind } from '../../model/wake'
import type { Seen, World } from '../../model/world'
import { containerId, podName } from '../names'

export interface Pull {
  readonly pull: Seconds
  readonly inAll: Seconds
  readonly bytes: Bytes
}

interface Says {
  readonly pulling: (image: string) => string
  readonly pulled: (image: string, took: Pull) => string
  readonly present: (image: string) => string
  readonly created: (world: Seen<World>, pod: Seen<Pod>) => string
  readonly started: (world: Seen<World>, pod: Seen<Pod>) => string
  /** What a probe's HTTP client says: nobody listens, or nobody answers in time. */
  readonly refused: (pod: Seen<Pod>) => string
  readonly timedOut: (pod: Seen<Pod>) => string
  readonly unhealthy: (world: Seen<World>, pod: Seen<Pod>, kind: ProbeKind) => string
  /** Its pod is deleted. */
  readonly stopping: (world: Seen<World>, pod: Seen<Pod>) => string
  readonly backOff: (container: string, pod: string) => string
  readonly notFound: (image: string) => string
  readonly noRegistry: (image: string) => string
  /** Its layers do not fit on the disk. */
  readonly noSpace: (image: string) => string
  readonly systemOom: (process: string) => string
}

export const KUBELET: Readonly<Record<Era, Says>> = {
  '2017': {
    pulling: image => `pulling image "${image}"`,
    pulled: image => `Successfully pulled image "${image}"`,
    present: image => `Container image "${image}" already present on machine`,
    created: (world, pod) => `Created container with id ${containerId(world, pod)}`,
    started: (world, pod) => `Started container with id ${containerId(world, pod)}`,
    refused: pod => `Get http://${address(pod)}/: dial tcp ${address(pod)}: getsockopt: connection refused`,
    timedOut: pod =>
      `Get http://${address(pod)}/: net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
    unhealthy: (world, pod) => {
      const [id, name] = [containerId(world, pod), containerName(world, pod)]
      return `Killing container with id docker://${id}:pod "${podName(world, pod)}_default" container "${name}" is unhealthy, it will be killed and re-created.`
    },
    stopping: (world, pod) => `Killing container with id docker://${containerId(world, pod)}:Need to kill Pod`,
    backOff: () => 'Back-off restarting failed container',
    notFound: image =>
      `Failed to pull image "${image}": rpc error: code = 2 desc = Error: image ${shortReference(image)} not found`,
    noRegistry: image =>
      `Failed to pull image "${image}": rpc error: code = 2 desc = Network timed out while trying to connect to https://${referenceOf(image).registry}/v2/. You may want to check your internet connection or if you are behind a proxy.`,
    noSpace: image => `Failed to pull image "${image}": rpc error: code = 2 desc = write: no space left on device`,
    systemOom: () => 'System OOM encountered',
  },
  now: {
    pulling: image => `Pulling image "${image}"`,
    pulled: (image, { pull, inAll, bytes }) =>
      `Successfully pulled image "${image}" in ${duration(pull)} (${duration(inAll)} including waiting). Image size: ${bytes} bytes.`,
    present: image => `Container image "${image}" already present on machine and can be accessed by the pod`,
    created: () => 'Container created',
    started: () => 'Container started',
    refused: pod => `Get "http://${address(pod)}/": dial tcp ${address(pod)}: connect: connection refused`,
    timedOut: pod =>
      `Get "http://${address(pod)}/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    unhealthy: (world, pod, kind) => `Container ${containerName(world, pod)} failed ${kind} probe, will be restarted`,
    stopping: (world, pod) => `Stopping container ${containerName(world, pod)}`,
    backOff: (container, pod) => `Back-off restarting failed container ${container} in pod ${pod}_default`,
    notFound: image =>
      `Failed to pull image "${image}": rpc error: code = NotFound desc = ${unresolved(image)}: ${fullReference(image)}: not found`,
    noRegistry: image =>
      `Failed to pull image "${image}": ${unresolved(image)}: failed to do request: Head "${manifestOf(image)}": dial tcp 192.0.2.20:443: i/o timeout`,
    noSpace: image =>
      `Failed to pull image "${image}": failed to pull and unpack image "${fullReference(image)}": failed to extract layer: write: no space left on device`,
    systemOom: process => `System OOM encountered, victim process: ${process}`,
  },
}

/** What containerd says before the reason. */
const unresolved = (image: string) =>
  `failed to pull and unpack image "${fullReference(image)}": failed to resolve reference "${fullReference(image)}"`

function manifestOf(image: string): string {
  const { registry, repository, tag } = referenceOf(image)
  return `https://${registry}/v2/${repository}/manifests/${tag}`
}

/** As dockerd named one: without its registry. */
function shortReference(image: string): string {
  const { repository, tag } = referenceOf(image)
  return `${repository}:${tag}`
}

/** A pod's own, made of where it is and which it is; everything listens on 8080. */
const address = ({ node, id }: Seen<Pod>) => `10.${244 + Math.floor(node / 256)}.${node % 256}.${2 + (id % 250)}:8080`

const containerName = (world: Seen<World>, { workload }: Seen<Pod>) => world.workloads[workload]?.spec.name ?? ''

/** Go's way with whole seconds: `6s`, `1m45s`, `1h0m5s`. */
export function duration(seconds: Seconds): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const rest = `${seconds % 60}s`
  if (hours > 0) return `${hours}h${minutes % 60}m${rest}`
  return minutes > 0 ? `${minutes}m${rest}` : rest
}
