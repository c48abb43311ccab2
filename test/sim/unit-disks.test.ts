/** Processes outside Kubernetes, and the disk that somebody else still has. */

import { describe, expect, it } from 'vitest'
import { aWorld, bringDown, inBowl, inBoxes, order, pass, reasons, theUnit } from '../given'

/** A database whose pod died with its node; its Deployment was taken away, and it is booted as a VM. */
function afterTheNode(dies: boolean) {
  const data = { sizeMiB: 1_024, copies: 'one', disk: 'network', writes: 500_000 } as const
  const world = aWorld({ spec: { data, controller: 'StatefulSet' } })
  inBowl(world, 0, 'b1')
  pass(world, 60)
  if (dies) bringDown(world, 'machine', 'b1')
  pass(world, 70)
  order(world, { order: 'delete-deployment', workload: 0 })
  inBoxes(world)
  return { world, told: pass(world, 200) }
}

describe('A server that finds its volume attached to a dead node', () => {
  it('is told so in Cinder’s words, and its process waits', () => {
    const { world, told } = afterTheNode(true)
    const failed = told.find(({ reason, regarding }) => reason === 'FailedAttachVolume' && regarding.kind === 'unit')
    expect(failed?.note).toBe('Invalid volume: Volume status must be available to reserve, but the status is in-use.')
    expect(theUnit(world).state).toBe('waiting')
  })

  it('has it as soon as somebody vouches that the node is dead', () => {
    const { world } = afterTheNode(true)
    order(world, { order: 'confirm-dead', node: 0 })
    expect(reasons(pass(world, 60))).toContain('UnitReady')
  })
})

it('A server whose volume was given up has it at once, and is told nothing', () => {
  const { told } = afterTheNode(false)
  expect(reasons(told)).toContain('UnitReady')
  expect(told.filter(({ reason, regarding }) => reason === 'FailedAttachVolume' && regarding.kind === 'unit')).toEqual(
    [],
  )
})
