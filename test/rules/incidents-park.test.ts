/** Incidents of the whole park: a registry that does not answer, and days that pass. */

import { describe, expect, it } from 'vitest'
import { INCIDENT } from '../../src/level/level'
import type { Run } from '../../src/rules/run'
import { aRun, at, aWorkload, told } from '../given'
import { WORDS as english } from '../words'

type Incident = NonNullable<NonNullable<Parameters<typeof aRun>[0]>['incidents']>[number]

const town = (incident: Incident): Run =>
  aRun({ lasts: 3_000, slo: 0, workloads: [aWorkload()], incidents: [incident] })
const outage = (lasts?: number): Incident =>
  ({ id: 'pulls', what: 'registry-down', at: 10, target: 'registry/images', ...(lasts && { lasts }) }) as Incident

describe('A registry that does not answer', () => {
  it.each([
    ['for good', undefined, 'ImagePullBackOff'],
    ['for five minutes', 300, 'Running'],
  ] as const)('%s: who has to pull is, after ten, %s', (_, lasts, status) => {
    const run = at(town(outage(lasts)), 20)
    for (const node of run.world.nodes) node.images.length = 0
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(at(run, 100).world.pods[0]?.status).toBe('ImagePullBackOff')
    expect(at(run, 620).world.pods[0]?.status).toBe(status)
  })

  it('hits whoever runs in the cluster, and is not over before it answers', () => {
    const run = town(outage(300))
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    expect(at(run, 300).play.incidents[0]).toMatchObject({ hit: [0], closedAt: -1 })
    expect(at(run, 320).play.incidents[0]?.closedAt).toBe(312)
  })
})

it('Days pass at once', () => {
  const run = at(town({ id: 'years', what: 'days-pass', at: 10, target: 'park/all', days: 3_650 } as Incident), 12)
  expect(run.world.day).toBe(3_650)
})

it.each(INCIDENT.options.map(({ shape }) => shape.what.value))('%s has words', what => {
  expect((english as Record<string, string>)[`incident.${what}`]).toBeTruthy()
})
