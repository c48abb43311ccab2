import { describe, expect, it } from 'vitest'
import type { Command, Target } from '../../src/model/command'
import type { Given } from '../../src/rules/play'
import { marksAfter } from '../../src/session/meaning'
import { type Marks, NO_MARKS } from '../../src/view/aim'

const onPlate = (plate: Target): Marks => ({ ...NO_MARKS, plate, last: 'plate' })
const onRider = (rider: Target): Marks => ({ ...NO_MARKS, rider, last: 'rider', since: 40 })

const route: Command = { verb: 'ROUTE', target: 'rider/web', lane: 'bowl', by: 'player' }
const land: Command = { verb: 'LAND', target: 'rider/web', by: 'player' }
const cordon: Command = { verb: 'SAVE', target: 'node/b1', by: 'player' }

const markedAfter = (marks: Marks, command: Command, given?: Given) => {
  const left = marksAfter(marks, command, given)
  return left.last && left[left.last]
}

describe('What is marked still', () => {
  it.each([
    ['ROUTE uses up a plate that it may have been bound to', onPlate('node/b1'), route, undefined],
    ['and leaves a backpack', onPlate('volume/orders-db'), route, 'volume/orders-db'],
    ['a control plane', onPlate('control-plane/k1'), route, 'control-plane/k1'],
    ['a choice', onPlate('choice/calico'), route, 'choice/calico'],
    ['and another rider', onRider('rider/old'), route, 'rider/old'],
    ['but not its own', onRider('rider/web'), route, undefined],
    ['LAND leaves a plate', onPlate('node/b1'), land, 'node/b1'],
    ['a backpack', onPlate('volume/orders-db'), land, 'volume/orders-db'],
    ['and another rider', onRider('rider/old'), land, 'rider/old'],
    ['but not its own', onRider('rider/web'), land, undefined],
    ['a trick leaves its plate', onPlate('node/b1'), cordon, 'node/b1'],
  ] as const)('%s', (_, marks, command, left) => {
    expect(markedAfter(marks, command)).toBe(left)
  })

  it('is all of it after a refusal', () => {
    expect(markedAfter(onPlate('node/b1'), route, { state: 'refused' } as Given)).toBe('node/b1')
  })

  it('means no longer the next ROUTE', () => {
    expect(marksAfter(onRider('rider/old'), route, undefined).since).toBe(-Infinity)
    expect(marksAfter(onPlate('node/b1'), cordon, undefined).used).toBe(true)
  })
})
