/** Who bears which taint, and what it does to those who do not. */

import { describe, expect, it } from 'vitest'
import type { Taint, TaintEffect, Toleration } from '../../src/model/placement'
import { taintScores, tolerates, untolerated } from '../../src/sim/scheduling/taints'

const taint = (key = 'gpu', value = 'a100', effect: TaintEffect = 'NoSchedule'): Taint => ({ key, value, effect })

describe('The taint gpu=a100:NoSchedule', () => {
  const cases: readonly (readonly [string, Toleration, boolean])[] = [
    ['is borne by its like', { key: 'gpu', operator: 'Equal', value: 'a100', effect: 'NoSchedule' }, true],
    ['is borne without an operator: Equal is meant', { key: 'gpu', value: 'a100' }, true],
    ['is borne whatever its value by Exists', { key: 'gpu', operator: 'Exists' }, true],
    ['is borne by Exists without a key, which bears all', { operator: 'Exists' }, true],
    ['is borne for any effect', { key: 'gpu', operator: 'Exists', effect: '' }, true],
    ['is not borne for another effect', { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }, false],
    ['is not borne by another key', { key: 'disk', operator: 'Exists' }, false],
    ['is not borne by another value', { key: 'gpu', value: 'h100' }, false],
    ['is not borne by no value', { key: 'gpu' }, false],
    ['is not borne by a comparison: it is no number', { key: 'gpu', operator: 'Gt', value: '1' }, false],
  ]
  it.each(cases)('%s', (_, toleration, borne) => expect(tolerates(toleration, taint(), true)).toBe(borne))
})

describe('A taint of 950 is', () => {
  const cases: readonly (readonly ['Gt' | 'Lt', string, boolean])[] = [
    ['Gt', '949', true],
    ['Gt', '950', false],
    ['Gt', '951', false],
    ['Lt', '951', true],
    ['Lt', '950', false],
    ['Lt', '9223372036854775807', true],
    ['Lt', '9223372036854775808', false],
    ['Gt', '-5', true],
    ['Gt', '+5', true],
    ['Gt', '', false],
    ['Gt', '1.5', false],
    ['Gt', 'many', false],
  ]
  it.each(cases)('borne by %s %s: %s', (operator, value, borne) => {
    expect(tolerates({ key: 'sla', operator, value }, taint('sla', '950'), true)).toBe(borne)
    expect(tolerates({ key: 'sla', operator, value }, taint('sla', '950'), false)).toBe(false)
  })
})

describe('A Node keeps a Pod off', () => {
  const keeps = (taints: readonly Taint[], ...tolerations: readonly Toleration[]) =>
    untolerated(taints, { tolerations })

  it('not without taints', () => expect(keeps([])).toBeUndefined())
  it('by NoSchedule and NoExecute', () => {
    expect(keeps([taint()])).toEqual(taint())
    expect(keeps([taint('gpu', '', 'NoExecute')])).toEqual(taint('gpu', '', 'NoExecute'))
  })
  it('not by PreferNoSchedule', () => expect(keeps([taint('gpu', '', 'PreferNoSchedule')])).toBeUndefined())
  it('by the first that it does not bear', () => {
    expect(keeps([taint(), taint('disk'), taint('rack')], { key: 'gpu', operator: 'Exists' })?.key).toBe('disk')
  })
})

describe('Nodes that would rather not have it', () => {
  const soft = (key: string): Taint => taint(key, '', 'PreferNoSchedule')
  const cases: readonly (readonly [string, readonly (readonly Taint[])[], readonly Toleration[], readonly number[]])[] =
    [
      ['none at all', [], [], []],
      ['none of these', [[], [taint()]], [], [100, 100]],
      [
        'some more than others, rounded: 1 and 2 of 3',
        [[soft('a')], [soft('a'), soft('b')], [soft('a'), soft('b'), soft('c')]],
        [],
        [67, 34, 0],
      ],
      ['all alike: nobody is better off', [[soft('a')], [soft('b')]], [], [0, 0]],
      ['it bears the one and not the other', [[soft('a')], [soft('b')]], [{ key: 'a', operator: 'Exists' }], [100, 0]],
      [
        'it bears that for another effect only',
        [[soft('a')], []],
        [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }],
        [0, 100],
      ],
    ]
  it.each(cases)('%s', (_, nodes, tolerations, scores) => expect(taintScores(nodes, { tolerations })).toEqual(scores))
})
