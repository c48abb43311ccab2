/** What a park lets the player choose: the tool that its cluster is made with, and its pod network. */

import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import type { Target } from '../../src/model/command'
import { TOOLS, type Tool } from '../../src/model/toolbox'
import type { Era } from '../../src/model/units'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { planOf } from '../../src/rules/verbs'
import { enforces } from '../../src/sim/traffic/network'
import { targetsOf } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aLevelText, aPark, aPlane, aRun, at, aWorkload, bringDown, thePlane, told } from '../given'
import { WORDS } from '../words'

interface Wish {
  readonly tool?: Tool
  readonly era?: Era
  readonly incidents?: readonly object[]
  readonly park?: object
}

function made({ tool = 'kubeadm', era = '2017', incidents = [], park: more = {} }: Wish = {}): Run {
  const park = {
    ...aPark(),
    ...aPlane(1, 2),
    tool,
    network: { plugin: 'flannel' },
    choices: [...TOOLS, 'calico', 'flannel'],
    ...more,
  }
  const run = aRun({
    era,
    slo: 0,
    lasts: 3_600,
    park: park as never,
    workloads: [aWorkload({ replicas: 2 })],
    incidents: incidents as never,
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, 200)
}

const lineOf = (run: Run, target: Target) => commandLine(run, { verb: 'MOVE', target, by: 'player' })
function whyNot(run: Run, target: Target, verb: 'MOVE' | 'SCALE' = 'MOVE'): string | undefined {
  const plan = planOf(run, { verb, target, by: 'player' })
  return plan.kind === 'refused' ? (plan.why.by === 'system' ? plan.why.text : plan.why.key) : undefined
}

/** When the cluster is made with it, counted from when it was asked for. */
function takes(run: Run, tool: Tool): number {
  told(run, 'MOVE', `choice/${tool}`)
  const asked = run.world.tick
  while (run.world.toolbox?.tool !== tool) at(run, run.world.tick + 1)
  return run.world.tick - 1 - asked // the second in which it is there is over
}

describe('A choice of tools', () => {
  it.each([
    ['heat', 'openstack stack create --template kubecluster.yaml k1', 140],
    ['juju', 'juju deploy canonical-kubernetes', 140],
    ['kargo', 'ansible-playbook -i inventory/k1/hosts.ini cluster.yml', 1_187],
  ] as const)('%s: `%s`, and it is there after %i s', (tool, line, seconds) => {
    const run = made()
    expect(lineOf(run, `choice/${tool}`)).toBe(line)
    expect(takes(run, tool)).toBe(seconds)
    expect(run.world.workloads[0]?.traffic.lostNow).toBe(0)
  })

  it('decides whether a lost master can be replaced: by kubeadm of 2017 not, by Kargo it can', () => {
    const second = (run: Run) => whyNot(run, 'control-plane/k1', 'SCALE')
    const run = made()
    expect(second(run)).toBe('Error: unknown flag: --control-plane')
    takes(run, 'kargo')
    expect(second(run)).toBeUndefined()
    told(run, 'SCALE', 'control-plane/k1')
    expect(thePlane(at(run, run.world.tick + 60).world).members).toHaveLength(2)
  })

  it.each([
    ['it is made with that', undefined, 'kubeadm', 'error: this cluster was made with kubeadm'],
    ['that is being made', 'kargo', 'kargo', 'error: a cluster is being made with kargo already'],
    ['hosts were asked of the cloud', 'heat', 'kargo', 'error: a cluster is being made with heat already'],
  ] as const)('is refused where %s', (_, before, tool, why) => {
    const run = made()
    if (before) told(run, 'MOVE', `choice/${before}`)
    expect(whyNot(run, `choice/${tool}`)).toBe(why)
  })

  it('can be changed while a playbook runs, which is then stopped', () => {
    const run = made()
    told(run, 'MOVE', 'choice/kargo')
    bringDown(run.world, 'machine', 'm1')
    at(run, run.world.tick + 10)
    told(run, 'MOVE', 'choice/kubeadm')
    at(run, run.world.tick + 60)
    expect(run.world.toolbox?.adopts).toBeUndefined()
    expect(thePlane(run.world).working.api).toBe(true)
    expect(at(run, run.world.tick + 1_300).world.toolbox?.tool).toBe('kubeadm')
  })

  it('has no other trick than MOVE, and costs a hand as in the bowl', () => {
    const run = made()
    expect(whyNot(run, 'choice/kargo', 'SCALE')).toBe('refused.notHere')
    const before = run.play.handTime
    told(run, 'MOVE', 'choice/kargo')
    expect(run.play.handTime - before).toBe(60)
  })
})

describe('A master that is lost is made anew', () => {
  const lose = (run: Run) => {
    bringDown(run.world, 'machine', 'm1')
    return at(run, run.world.tick + 10)
  }
  const guests = (run: Run) => run.world.servers.filter(({ becomes }) => becomes === 'control-plane').length

  it.each([
    ['kubeadm', 30, 'one, on a machine that is ready', 1, 0],
    ['heat', 140, 'one, on a host from the cloud', 1, 1],
    ['juju', 140, 'three, on hosts from the cloud', 3, 3],
    ['kargo', 1_187, 'one where two machines are ready, for two lose what one loses', 1, 0],
  ] as const)('by %s after %i s: %s', (tool, seconds, _, members, fromCloud) => {
    const run = lose(made())
    expect(whyNot(run, 'control-plane/k1', 'SCALE')).toBeDefined()
    told(run, 'MOVE', `choice/${tool}`)
    at(run, run.world.tick + seconds - 1)
    expect(thePlane(run.world).working.api).toBe(false)
    at(run, run.world.tick + 10)
    expect(thePlane(run.world).working.api).toBe(true)
    expect(thePlane(run.world).members.filter(({ role }) => role === 'voter')).toHaveLength(members)
    expect(guests(run)).toBe(fromCloud)
  })

  it('in the quota, or on a machine that is ready, or not at all', () => {
    const quota = { instances: 2, cores: 20, ramMiB: 51_200 }
    const why = (tool: Tool) => whyNot(lose(made({ park: { ...aPlane(1), quota } })), `choice/${tool}`)
    expect(why('juju')).toMatch(/^Quota exceeded for instances: Requested 3/)
    expect(why('heat')).toBeUndefined()
    expect(why('kubeadm')).toBe('ssh: connect to host m1 port 22: No route to host')
    expect(why('kargo')).toBe('ssh: connect to host m1 port 22: No route to host')
  })

  it('but not while it lives: by kubeadm it was made already, and Kargo leaves its members', () => {
    expect(whyNot(made(), 'choice/kubeadm')).toBe('error: this cluster was made with kubeadm')
    const run = made()
    takes(run, 'kargo')
    expect(thePlane(at(run, run.world.tick + 20).world).members).toMatchObject([{ role: 'voter' }])
  })
})

describe('A choice of networks', () => {
  it('makes every pod anew, and then somebody obeys the policies', () => {
    const run = made({ era: 'now' })
    expect(enforces(run.world)).toBe(false)
    expect(lineOf(run, 'choice/calico')).toBe(
      'kubectl delete -f flannel.yaml && kubectl apply -f calico.yaml && kubectl delete pods --all --all-namespaces',
    )
    expect(lineOf(made({ era: '2017' }), 'choice/calico')).toMatch(
      /for ns in \$\(kubectl get namespaces \S+ \S+\); do kubectl delete pods --all -n \$ns; done$/,
    )
    told(run, 'MOVE', 'choice/calico')
    expect(enforces(run.world)).toBe(true)
    at(run, 260)
    expect(run.world.pods.map(({ gone }) => gone)).toEqual([true, true, false, false])
    expect(run.world.workloads[0]?.endpoints).toHaveLength(2)
    expect(whyNot(run, 'choice/calico')).toBe('daemonset.apps/calico unchanged')
  })

  it('is refused by kubectl while no API server answers', () => {
    const run = made({ era: 'now' })
    bringDown(run.world, 'machine', 'm1')
    expect(whyNot(at(run, 220), 'choice/calico')).toMatch(/^(The connection|Error from server|Unable)/)
  })
})

describe('A choice', () => {
  it('is walked through with the other targets, and has a name for who listens', () => {
    const run = made()
    expect(targetsOf(run)).toContain('choice/kargo')
    const view = seePark(run, { rider: undefined, plate: 'choice/kargo', last: 'plate', since: 0 })
    expect(view.target).toMatchObject({ kind: 'choice', name: 'kargo' })
    expect(view.target?.explained).toContain('Made with: kubeadm')
    expect(view.verbs.find(({ verb }) => verb === 'MOVE')?.caption).toMatchObject({
      key: 'does.MOVE.deck.long',
      values: { name: 'kargo', seconds: 40 },
    })
    for (const key of ['target.choice', 'does.MOVE.deck.long', 'short.MOVE.deck.long'])
      expect(WORDS).toHaveProperty([key])
  })

  it('that the park does not offer is not there, nor in a level’s solution', () => {
    expect(whyNot(made(), 'choice/weave')).toBe('refused.noPlate')
    const solution = [{ when: 1, command: { verb: 'MOVE' as const, target: 'choice/weave' as const } }]
    expect(diagnose(aLevelText({ solution })).diagnostics.map(({ code }) => code)).toContain('KOD-S010')
  })
})

describe('A level is told', () => {
  const upgrade = { id: 'new', what: 'cluster-upgrade', at: 300, target: 'control-plane/k1' }
  it.each([
    ['a tool where the park names none', { choices: ['kargo'] }, [], 'tool'],
    ['a network where it names none', { choices: ['calico'] }, [], 'network'],
    ['an upgrade of what nobody knows how it was made', aPlane(1), [upgrade], 'tool'],
  ])('that %s can only be refused', (_, park, incidents, key) => {
    const text = aLevelText({ park: { ...aPark(), ...park } as never, incidents: incidents as never })
    expect(diagnose(text).diagnostics.filter(({ code }) => code === 'KOD-L019')).toMatchObject([
      { message: expect.stringContaining(`the park does not say its "${key}"`) },
    ])
  })
})

describe('An upgrade by the timetable', () => {
  it.each([
    ['juju', 'is over at once: kubelets are started again under their pods', false],
    ['kargo', 'goes from node to node and empties each', true],
  ] as const)('with %s %s', (tool, _, evicts) => {
    const incidents = [{ id: 'new', what: 'cluster-upgrade', at: 300, target: 'control-plane/k1' }]
    const run = at(made({ tool, era: 'now', incidents }), 302)
    expect(run.play.incidents[0]?.hit).toEqual([0])
    at(run, 2_000)
    expect(run.play.told.map(({ reason }) => reason)).toContain('UpgradeDone')
    expect(run.world.pods.some(({ gone }) => gone)).toBe(evicts)
    expect(WORDS).toHaveProperty(['incident.cluster-upgrade'])
  })
})
