/** What people who work on Kubernetes would ask of the corners: access modes, grace, tolerations, the DNS cache. */

import { ask, aWorkload, aWorld, wait } from './inquiry'
import type { Question } from './question'

const NODES = ['n1', 'n2', 'n3'].map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }))

function accessModes(): readonly string[] {
  return (['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'] as const).flatMap(access => {
    const writes = access === 'ReadOnlyMany' ? 0 : 200_000
    const data = { sizeMiB: 100, copies: 'one', access, writes }
    const world = aWorld({
      park: { machines: NODES },
      workloads: [aWorkload({ controller: 'Deployment', replicas: 2, data })],
    })
    ask(world, { order: 'create', workload: 0, node: undefined })
    wait(world, 300)
    const said = world.pods.map(({ message, mountMessage }) => message || mountMessage).filter(each => each !== '')
    const ready = world.pods.filter(pod => pod.ready).length
    return [`${access}: ${ready} of ${world.pods.length} pods Ready; ${said.join('; ') || 'nobody waits'}`]
  })
}

export const QUESTIONS_GAPS: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'Two replicas of a Deployment use one claim. What does each access mode come to, and who is it that says no?',
    answer: accessModes,
  },
]
