/**
 * The tricks on a choice that the level's park offers: with what tool the cluster is
 * made, or which pod network it has. MOVE goes over to it; it takes its time, so it is
 * chosen ahead.
 */

import type { CniPlugin } from '../model/network'
import { OPERATOR } from '../model/tenant'
import { TOOLS, type Tool } from '../model/toolbox'
import type { Era } from '../model/units'
import type { Seen } from '../model/world'
import { inTurn } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import type { Trick, TrickName, Tricks } from './tricks'

export type Choice = Tool | CniPlugin

const notHere = (verb: TrickName): Trick<Choice> => ({
  plan: () => refused(byRules('refused.notHere', { verb })),
  line: () => '',
})

const isTool = (choice: Choice): choice is Tool => (TOOLS as readonly string[]).includes(choice)

export const CHOICE_TRICKS: Tricks<Choice> = {
  SCALE: notHere('SCALE'),
  SAVE: notHere('SAVE'),
  UNDO: notHere('UNDO'),
  MOVE: {
    plan: (_, choice) =>
      isTool(choice)
        ? orders({ order: 'adopt-tool', tool: choice })
        : orders({ order: 'change-network', plugin: choice }),
    line: (run, choice) => (isTool(choice) ? MADE_WITH[choice](nameOf(run)) : networkLine(run, choice)),
  },
}

export const choicesOf = ({ level }: Seen<Run>): readonly Choice[] => level.park.choices ?? []

export const choiceNamed = (run: Seen<Run>, name: string): Choice | undefined =>
  choicesOf(run).find(choice => choice === name)

const nameOf = ({ world }: Seen<Run>) => world.controlPlanes[OPERATOR]?.name ?? 'k1'

/** Templates, bundles, inventories and configurations are written already. */
const MADE_WITH: Readonly<Record<Tool, (cluster: string) => string>> = {
  heat: cluster => `openstack stack create --template kubecluster.yaml ${cluster}`,
  juju: () => 'juju deploy canonical-kubernetes',
  kubeadm: () => 'sudo kubeadm init --config kubeadm.yaml',
  kargo: cluster => `ansible-playbook -i inventory/${cluster}/hosts.ini cluster.yml`,
}

/** A pod has its address for life, so all are made anew. */
function networkLine({ world }: Seen<Run>, to: CniPlugin): string {
  const from = world.network?.plugin
  return from === undefined
    ? ''
    : inTurn(`kubectl delete -f ${from}.yaml`, `kubectl apply -f ${to}.yaml`, ALL_PODS_ANEW[world.era])
}

/** Of every namespace: kubectl of 2017 deleted in one at a time. */
const ALL_PODS_ANEW: Readonly<Record<Era, string>> = {
  '2017':
    'for ns in $(kubectl get namespaces -o jsonpath={.items[*].metadata.name}); do kubectl delete pods --all -n $ns; done',
  now: 'kubectl delete pods --all --all-namespaces',
}
