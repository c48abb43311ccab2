/** What somebody would ask who runs OpenStack's own services as pods: its database, its queue. */

import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_SWITCH: readonly Question[] = [
  {
    system: 'databases',
    asks: 'Power fails under all three members of a Galera. Two are back after a minute, the third after ten. When does it take writes again, and could somebody have had it sooner?',
    answer: () => {
      const world = cloud()
      const told = power(world, ['b1', 'b2', 'b3'], 'bring-down')
      told.push(...wait(world, 60), ...power(world, ['b1', 'b2'], 'bring-up'), ...wait(world, 530))
      const waits = explain(world, { kind: 'workload', id: MARIADB }).filter(line => line.startsWith('w'))
      const bootstrap = `pc.bootstrap: ${refusal(world, { order: 'recover-quorum', workload: MARIADB }) ?? 'it would be done'}`
      told.push(...wait(world, 10), ...power(world, ['b3'], 'bring-up'), ...wait(world, 120))
      return [...lines(told, /^Host|Galera/), `before the third is back: ${waits.join('; ')}`, bootstrap]
    },
  },
  {
    system: 'nova',
    asks: 'The queue of the cloud is one pod with a volume. Its process is killed; later the node under it reboots, which takes ten minutes. For how long can nova not be asked, each time, and if somebody vouches for the dead node after a minute?',
    answer: () => [
      `process killed: ${away((world, second) => second === 0 && ask(world, { order: 'crash', workload: QUEUE }))}`,
      `node rebooted: ${away(reboot)}`,
      `vouched for: ${away((world, second) => (second === 0 ? reboot(world, 0) : second === 60 && vouch(world)))}`,
    ],
  },
]

const [MARIADB, QUEUE, TENANT] = [0, 1, 2]
const REBOOT = 600

/** Seconds in which a server cannot be asked for, of fifteen minutes. */
function away(happens: (world: World, second: number) => unknown): string {
  const world = cloud()
  let seconds = 0
  let why: string | undefined
  for (let second = 0; second < 900; second += 1) {
    happens(world, second)
    wait(world, 1)
    const refused = refusal(world, { order: 'boot', workload: TENANT, servers: 1, hypervisor: undefined })
    if (refused) [seconds, why] = [seconds + 1, refused]
  }
  return `${seconds} s${why ? `: ${why}` : ''}`
}

function reboot(world: World, second: number): void {
  if (second === 0) ask(world, { order: 'bring-down', host: { kind: 'machine', id: under(world) } })
  if (second === REBOOT) power(world, ['b1', 'b2', 'b3'], 'bring-up')
}

const vouch = (world: World) => ask(world, { order: 'confirm-dead', node: under(world) })

/** The node of the queue's pod; nodes are numbered as their machines here. */
const under = (world: World): number =>
  world.nodes.findIndex(({ pods }) => pods.some(id => world.pods[id]?.workload === QUEUE))

const power = (world: World, names: readonly string[], order: 'bring-down' | 'bring-up') =>
  names.flatMap(name =>
    ask(world, { order, host: { kind: 'machine', id: world.machines.findIndex(each => each.name === name) } }),
  )

function cloud(): World {
  const machine = (name: string, runs: 'kubelet' | 'nova-compute') => ({
    name,
    cores: 16,
    memoryMiB: 65_536,
    gpus: 0,
    runs,
  })
  const data = (copies: 'galera' | 'one') => ({ sizeMiB: 2_048, copies, disk: 'network' })
  const probe = { readinessProbe: { periodSeconds: 1 } }
  const world = aWorld({
    park: {
      machines: [...['b1', 'b2', 'b3'].map(name => machine(name, 'kubelet')), machine('h1', 'nova-compute')],
      cloudServices: ['mariadb', 'rabbitmq'],
    },
    workloads: [
      aWorkload({ name: 'mariadb', replicas: 3, data: data('galera'), ...probe }),
      aWorkload({ name: 'rabbitmq', data: data('one'), ...probe }),
      aWorkload({ name: 'tenant' }),
    ],
  })
  for (const workload of [MARIADB, QUEUE]) ask(world, { order: 'create', workload, node: undefined })
  wait(world, 120)
  return world
}
