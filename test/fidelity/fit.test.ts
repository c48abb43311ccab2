/** What a Pod asks for, and what of it a Node lacks. */

import { describe, expect, it } from 'vitest'
import type { Amounts } from '../../src/model/amounts'
import { type Ignored, insufficient, isTooSmall, type NodeRoom, roomsOf } from '../../src/sim/scheduling/fit'
import { podRequests, withDefaults } from '../../src/sim/traffic/requests'

describe('A Pod asks for', () => {
  const cases: readonly (readonly [string, Parameters<typeof podRequests>[0], Amounts])[] = [
    ['nothing without containers', { containers: [] }, {}],
    ['what its containers do together', { containers: [{ cpu: 1, memory: 2 }, { cpu: 3 }] }, { cpu: 4, memory: 2 }],
    [
      'what its greediest init container does, if that is more: resource by resource',
      { containers: [{ cpu: 4, memory: 1 }], initContainers: [{ cpu: 3, memory: 5 }, { memory: 2 }] },
      { cpu: 4, memory: 5 },
    ],
    [
      'not what init containers do together: they run one after the other',
      { containers: [{ cpu: 1 }], initContainers: [{ cpu: 2 }, { cpu: 2 }] },
      { cpu: 2 },
    ],
    [
      'its overhead besides, on top of the greater',
      { containers: [{ cpu: 1 }], initContainers: [{ cpu: 2 }], overhead: { cpu: 3, memory: 1 } },
      { cpu: 5, memory: 1 },
    ],
    ['a device that only an init container wants', { containers: [{}], initContainers: [{ gpu: 1 }] }, { gpu: 1 }],
  ]
  it.each(cases)('%s', (_, pod, wants) => expect(podRequests(pod)).toEqual(wants))

  it('for scoring, something for each container that states nothing; nought is stated', () => {
    const unstated = { cpu: 100, memory: 200 }
    expect(withDefaults({ memory: 0 }, unstated)).toEqual({ cpu: 100, memory: 0 })
    expect(podRequests({ containers: [{}, { cpu: 50 }, { memory: 0 }] }, unstated)).toEqual({ cpu: 250, memory: 400 })
    expect(podRequests({ containers: [] }, unstated)).toEqual({})
  })
})

describe('Of a Node, a Pod', () => {
  const aNode = (over: Partial<NodeRoom> = {}): NodeRoom => ({
    allocatable: { cpu: 10, memory: 20, 'ephemeral-storage': 20, 'x/gpu': 2, 'hugepages-2Mi': 5 },
    requested: { cpu: 8, memory: 20 },
    pods: 1,
    mostPods: 2,
    ...over,
  })
  const lacks = (wants: Amounts, node = aNode(), ignored?: Ignored) =>
    insufficient(roomsOf(wants, node, ignored)).map(({ resource }) => resource)

  const cases: readonly (readonly [string, Amounts, readonly string[]])[] = [
    ['lacks nothing of what is just enough', { cpu: 2, 'x/gpu': 2, 'ephemeral-storage': 20 }, []],
    ['lacks what is one too little', { cpu: 3 }, ['cpu']],
    ['lacks nothing of what it does not want, though nothing is left', { cpu: 1, memory: 0 }, []],
    [
      'lacks all that there is too little of, in the order in which it is looked at',
      { 'x/gpu': 3, memory: 1, cpu: 9 },
      ['cpu', 'memory', 'x/gpu'],
    ],
    ['lacks a device that the node has never heard of', { 'y/fpga': 1 }, ['y/fpga']],
    ['lacks nothing if it wants none of it', { 'y/fpga': 0 }, []],
    ['lacks disk', { 'ephemeral-storage': 21 }, ['ephemeral-storage']],
    ['lacks huge pages', { 'hugepages-2Mi': 6 }, ['hugepages-2Mi']],
  ]
  it.each(cases)('%s', (_, wants, lacking) => expect(lacks(wants)).toEqual(lacking))

  it('lacks nothing of what it does not want where more is promised than there is', () => {
    expect(lacks({ cpu: 1, memory: 0 }, aNode({ requested: { memory: 21, 'x/gpu': 3 } }))).toEqual([])
  })

  it('lacks a place where there are as many pods as may be, whatever it wants', () => {
    expect(lacks({}, aNode({ pods: 2 }))).toEqual(['pods'])
    expect(lacks({ cpu: 3 }, aNode({ pods: 3 }))).toEqual(['pods', 'cpu'])
  })

  it('is told what it asked, what is used and what there is', () => {
    expect(insufficient(roomsOf({ cpu: 3 }, aNode()))).toEqual([
      { resource: 'cpu', requested: 3, used: 8, capacity: 10 },
    ])
  })

  it('could have what others hold, not what the node never had', () => {
    const tooSmall = (wants: Amounts) => insufficient(roomsOf(wants, aNode())).map(isTooSmall)
    expect([tooSmall({ cpu: 10 }), tooSmall({ cpu: 11 }), tooSmall({ 'y/fpga': 1 })]).toEqual([[false], [true], [true]])
  })

  it('is not held up by a device that somebody else manages, by name or by vendor', () => {
    const wants = { 'x/gpu': 3, 'x/nic': 1, 'y/fpga': 1 }
    expect(lacks(wants, aNode(), { resources: ['x/gpu'] })).toEqual(['x/nic', 'y/fpga'])
    expect(lacks(wants, aNode(), { groups: ['x'] })).toEqual(['y/fpga'])
    expect(lacks(wants, aNode(), { resources: ['x'] })).toEqual(['x/gpu', 'x/nic', 'y/fpga'])
    expect(lacks({ cpu: 3, 'hugepages-2Mi': 6 }, aNode(), { resources: ['cpu', 'hugepages-2Mi'] })).toHaveLength(2)
  })
})
