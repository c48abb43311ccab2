/** What a button says: the whole of it for who listens or hovers, and a few words for everybody. */

import { describe, expect, it } from 'vitest'
import type { Target, Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { markedOn, NO_MARKS } from '../../src/view/aim'
import { ui } from '../../src/view/phrase'
import { seePark } from '../../src/view/see-park'
import { told } from '../given'
import { INCIDENTS } from '../incidents'
import { WORDS as words } from '../words'

const english: Readonly<Record<string, string>> = words

const seen = (run: Run, verb: Verb, target: Target) =>
  seePark(run, markedOn(run, NO_MARKS, target)).verbs.find(each => each.verb === verb)

const short = (run: Run, verb: Verb, target: Target) => {
  const phrase = seen(run, verb, target)?.short
  return phrase?.from === 'ui' ? english[phrase.key] : undefined
}

describe('MOVE is five things, and its button says which:', () => {
  const hostOf = (run: Run) => {
    const server = run.world.servers.find(({ name }) => name.startsWith('orders'))
    return `hypervisor/${run.world.hypervisors[server?.hypervisor ?? -1]?.name}` as const
  }
  const cases: readonly [string, (run: Run) => Target, keyof typeof INCIDENTS][] = [
    ['live-migrate', () => 'rider/orders', 'riding'],
    ['evacuate', () => 'rider/orders', 'evacuable'],
    ['migrate all', hostOf, 'riding'],
    ['evacuate all', hostOf, 'evacuable'],
    ['drain', () => 'node/b1', 'riding'],
    ['declare dead', () => 'node/b1', 'noticed'],
    ['copy to local', () => 'volume/orders', 'riding'],
    ['evict the pod', () => 'rider/wiki', 'riding'],
  ]
  it.each(cases)('%s', (said, target, incident) => {
    const run = INCIDENTS[incident]()
    expect(short(run, 'MOVE', target(run))).toBe(said)
  })
})

describe('So do the others:', () => {
  const cases: readonly [string, Verb, Target, keyof typeof INCIDENTS][] = [
    ['cordon', 'SAVE', 'node/b1', 'riding'],
    ['disable', 'SAVE', 'hypervisor/h1', 'riding'],
    ['snapshot', 'SAVE', 'volume/orders', 'riding'],
    ['restore', 'UNDO', 'volume/orders', 'riding'],
    ['rebuild', 'UNDO', 'rider/orders', 'riding'],
    ['start the VM', 'UNDO', 'rider/orders', 'off'],
    ['one more pod', 'SCALE', 'rider/shop', 'riding'],
    ['order it', 'SCALE', 'machine/s1', 'riding'],
  ]
  it.each(cases)('%s: %s %s', (said, verb, target, incident) =>
    expect(short(INCIDENTS[incident](), verb, target)).toBe(said),
  )
})

it('The short form is of the same key as the long one, has no name in it, and fits a button', () => {
  const keys = Object.keys(english).filter(key => key.startsWith('short.'))
  expect(keys.length).toBeGreaterThan(50)
  for (const key of keys) {
    expect(english).toHaveProperty([key.replace('short.', 'does.')])
    expect(english[key]?.length, key).toBeLessThanOrEqual(15)
    expect(english[key], key).not.toMatch(/[{}]/)
  }
})

describe('A plate that is marked binds the next ROUTE into its lane, and that is said before:', () => {
  const run = INCIDENTS.riding()
  const park = (plate: Target) => seePark(run, { ...markedOn(run, NO_MARKS, 'rider/orders'), plate })
  const lane = (plate: Target, name: string) => park(plate).lanes.find(each => each.lane === name)

  it('on the lane', () => {
    expect(lane('node/b2', 'bowl')?.boundTo).toBe('b2')
    expect(lane('node/b2', 'slab')?.boundTo).toBeUndefined()
    expect(lane('hypervisor/h2', 'bowl')?.boundTo).toBeUndefined()
  })

  it('and where it holds for good, by ROUTE itself', () => {
    const wiki = seePark(run, { ...markedOn(run, NO_MARKS, 'rider/cron'), plate: 'node/b2' })
    const route = wiki.verbs.find(each => each.verb === 'ROUTE' && each.lane === 'bowl')
    expect(route?.caption).toEqual(ui('does.ROUTE.bowl.only', { name: 'cron', plate: 'b2' }))
    expect(route?.command).toContain('nodeSelector')
  })
})

it('HOLD says of who rides that a third of its users is turned away, and then that its gate is opened', () => {
  const run = INCIDENTS.riding()
  const says = () => seen(run, 'HOLD', 'rider/orders')?.caption
  expect(says()).toEqual(ui('does.HOLD.boxes', { name: 'orders' }))
  told(run, 'HOLD', 'rider/orders')
  expect(says()).toEqual(ui('does.HOLD.open', { name: 'orders' }))
})
