import { describe, expect, it } from 'vitest'
import type { Template } from '../../src/model/heat'
import type { World } from '../../src/model/world'
import { usageOf } from '../../src/sim/cloud/projects'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aWorld, order, pass, refusalOf, when } from '../given'

const aTemplate = (over: Partial<Template> = {}): Template => ({ flavor: 'm1', servers: 3, volumes: true, ...over })

const aCloud = (instances = 10, hosts = 2): World =>
  aWorld({
    machines: Array.from({ length: hosts }, (_, i) => aHypervisor(`h${i + 1}`)),
    park: { quota: { instances, cores: 100, ramMiB: 1_000_000 } },
  })

const create = (world: World, over: Partial<Template> = {}, rollback = false) =>
  order(world, { order: 'create-stack', name: 'k8s', template: aTemplate(over), rollback })

const notes = (world: World, seconds: number) =>
  pass(world, seconds)
    .filter(({ reason }) => reason.startsWith('Stack'))
    .map(({ note }) => note)

const status = (world: World) => explain(world, { kind: 'stack', id: 0 }).slice(1, 3)
const left = (world: World) => usageOf(world, 0).instances

describe('A stack is made in the order of what needs what', () => {
  it('a group before its servers, a server and a volume before the attachment', () => {
    const world = aCloud(10, 3)
    const told = [...create(world, { servers: 1, serverGroup: 'anti-affinity' })]
    told.push(...pass(world, 60))
    expect(told.filter(({ reason }) => reason.startsWith('Stack')).map(({ note }) => note)).toEqual([
      '[k8s]: CREATE_IN_PROGRESS  Stack CREATE started',
      '[k8s.group]: CREATE_IN_PROGRESS  state changed',
      '[k8s.port_0]: CREATE_IN_PROGRESS  state changed',
      '[k8s.volume_0]: CREATE_IN_PROGRESS  state changed',
      '[k8s.group]: CREATE_COMPLETE  state changed',
      '[k8s.port_0]: CREATE_COMPLETE  state changed',
      '[k8s.server_0]: CREATE_IN_PROGRESS  state changed',
      '[k8s.volume_0]: CREATE_COMPLETE  state changed',
      '[k8s.server_0]: CREATE_COMPLETE  state changed',
      '[k8s.attachment_0]: CREATE_IN_PROGRESS  state changed',
      '[k8s.attachment_0]: CREATE_COMPLETE  state changed',
      '[k8s]: CREATE_COMPLETE  Stack CREATE completed successfully',
    ])
  })

  it('its servers side by side, so that ten take no longer than one', () => {
    const one = aCloud()
    create(one, { servers: 1, volumes: false })
    const ten = aCloud()
    create(ten, { servers: 10, volumes: false })
    expect(when(ten, 'StackComplete') - when(one, 'StackComplete')).toBeLessThanOrEqual(1)
  })
})

describe('A stack that the quota stops half way', () => {
  it.each([
    ['stays half built and keeps its part of the quota: rollback is off by default', false, 2, 'CREATE_FAILED'],
    ['is taken away again with rollback', true, 0, 'ROLLBACK_COMPLETE'],
  ] as const)('%s', (_, rollback, servers, ends) => {
    const world = aCloud(2)
    create(world, {}, rollback)
    pass(world, 60)
    expect(left(world)).toBe(servers)
    expect(status(world)[0]).toBe(`stack_status: ${ends}`)
  })

  it('fails when the third server is asked for, after its port; a rollback waits for the two that are being built', () => {
    const world = aCloud(2)
    const told = [...create(world, {}, true), ...pass(world, 60)]
    const at = (what: string) => told.find(({ note }) => note.startsWith(what))?.tick
    expect(at('[k8s]: CREATE_FAILED')).toBe(2)
    expect(at('[k8s]: ROLLBACK_IN_PROGRESS')).toBe(2)
    expect(at('[k8s.server_0]: CREATE_COMPLETE')).toBeGreaterThanOrEqual(2 + 12)
    expect(at('[k8s.server_0]: DELETE_IN_PROGRESS')).toBe(at('[k8s.server_0]: CREATE_COMPLETE'))
    expect(at('[k8s.port_0]: DELETE_IN_PROGRESS')).toBe((at('[k8s.server_0]: DELETE_IN_PROGRESS') ?? 0) + 3)
    expect(told.some(({ note }) => note.startsWith('[k8s.attachment_0]'))).toBe(false)
    const ports = [0, 1].map(i => at(`[k8s.port_${i}]: DELETE_COMPLETE`) ?? 0)
    expect(at('[k8s]: ROLLBACK_COMPLETE')).toBe(Math.max(...ports))
  })

  it('says why in the words of the cloud, and leaves the next one less room', () => {
    const world = aCloud(2)
    create(world)
    expect(status(world)[0]).toBe('stack_status: CREATE_IN_PROGRESS')
    pass(world, 3)
    expect(status(world)).toEqual([
      'stack_status: CREATE_FAILED',
      'stack_status_reason: Resource CREATE failed: Forbidden: resources.server_2: Quota exceeded for instances: Requested 1, but already used 2 of 2 instances (HTTP 403)',
    ])
    order(world, { order: 'create-stack', name: 'again', template: aTemplate({ servers: 1 }) })
    pass(world, 3)
    expect(explain(world, { kind: 'stack', id: 1 })[1]).toBe('stack_status: CREATE_FAILED')
    order(world, { order: 'delete-stack', stack: 0 })
    expect(left(world)).toBe(2)
    expect(explain(world, { kind: 'stack', id: 0 })[1]).toBe('stack_status: DELETE_IN_PROGRESS')
    pass(world, 3 + 1 + 1)
    expect(left(world)).toBe(0)
    expect(explain(world, { kind: 'stack', id: 0 })[1]).toBe('stack_status: DELETE_COMPLETE')
  })
})

describe('A server of a stack that goes to ERROR', () => {
  it('is deleted and made anew five times, after 2, 4, 8, 16 and 32 s, and then the stack fails', () => {
    const world = aCloud(10, 2)
    create(world, { serverGroup: 'anti-affinity', volumes: false })
    const failed = when(world, 'StackFailed')
    const [port, call, gone] = [1, 1, 3]
    expect(failed).toBe(port + call + (2 + 4 + 8 + 16 + 32) + 5 * (gone + call))
    expect(world.servers.filter(({ status }) => status === 'DELETED')).toHaveLength(5)
    expect(status(world)[1]).toBe(
      'stack_status_reason: Resource CREATE failed: ResourceInError: resources.server_2: Went to status ERROR due to "Message: No valid host was found. There are not enough hosts available., Code: 500"',
    )
  })

  it('comes after all where room is made meanwhile', () => {
    const world = aCloud(10, 3)
    order(world, { order: 'disable-service', hypervisor: 2 })
    create(world, { serverGroup: 'anti-affinity', volumes: false })
    pass(world, 12)
    order(world, { order: 'enable-service', hypervisor: 2 })
    expect(notes(world, 60)).toContain('[k8s]: CREATE_COMPLETE  Stack CREATE completed successfully')
  })
})

describe('A stack that is not made within the hour', () => {
  it('has timed out, and what it was at is aborted', () => {
    const world = aCloud()
    create(world, { servers: 1, volumes: false })
    pass(world, 3)
    for (const { id } of [...world.hypervisors]) order(world, { order: 'bring-down', host: { kind: 'hypervisor', id } })
    expect(when(world, 'StackFailed')).toBe(3_600)
    expect(status(world)[1]).toBe('stack_status_reason: Timed out')
    const why = world.stacks[0]?.resources.map(({ reason }) => reason)
    expect(why).toEqual(['', 'CREATE aborted (Task create from Server "server_0" Stack "k8s" Timed out)'])
  })
})

describe('Heat refuses', () => {
  it.each([
    [
      'a name that is there already',
      { order: 'create-stack', name: 'k8s', template: aTemplate() },
      'ERROR: The Stack (k8s) already exists.',
    ],
    [
      'more resources than a stack may have',
      { order: 'create-stack', name: 'big', template: aTemplate({ servers: 251 }) },
      'Maximum resources per stack exceeded.',
    ],
    ['to delete what is not there', { order: 'delete-stack', stack: 7 }, 'ERROR: The Stack (7) could not be found.'],
  ] as const)('%s', (_, what, why) => {
    const world = aCloud()
    create(world)
    expect(refusalOf(world, what)).toBe(why)
  })
})
