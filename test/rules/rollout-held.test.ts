/** A rollout that is held where it is, let go on, or rolled back. */

import { describe, expect, it } from 'vitest'
import type { Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { aPark, aRun, at, aWorkload, told, whyNot } from '../given'

const lineOf = (run: Run, verb: Verb) => commandLine(run, { verb, target: 'rider/web', by: 'player' })

describe('SAVE while a Deployment is rolled out', () => {
  const released = () => {
    const run = aRun({
      slo: 0,
      lasts: 900,
      park: aPark({ images: ['web', 'web2'].map(name => ({ name, sizeMiB: 240, cached: true })) }) as never,
      workloads: [
        aWorkload({
          replicas: 4,
          readinessProbe: { periodSeconds: 1, initialDelaySeconds: 10 },
          releases: [{ at: 100, image: 'web2' }],
        }),
      ],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return at(run, 106)
  }
  const templates = ({ world }: Run) =>
    new Set(world.pods.filter(({ gone }) => !gone).map(({ replicaSet }) => replicaSet)).size

  it('pauses it where it is, and once more lets it go on', () => {
    const run = released()
    expect(lineOf(run, 'SAVE')).toBe('kubectl rollout pause deployment/web')
    told(run, 'SAVE', 'rider/web')
    expect(templates(at(run, 300))).toBe(2)
    expect(lineOf(run, 'SAVE')).toBe('kubectl rollout resume deployment/web')
    told(run, 'SAVE', 'rider/web')
    expect(templates(at(run, 500))).toBe(1)
    expect(run.world.deployments[0]?.template.image).toBe(run.world.workloads[0]?.template.image)
  })

  it('UNDO of one that is paused resumes it and rolls it back', () => {
    const run = released()
    told(run, 'SAVE', 'rider/web')
    at(run, 300)
    expect(lineOf(run, 'UNDO')).toBe('kubectl rollout resume deployment/web && kubectl rollout undo deployment/web')
    expect(told(run, 'UNDO', 'rider/web').state).toBe('done')
    expect(templates(at(run, 500))).toBe(1)
    expect(run.world.pods.filter(({ gone }) => !gone).map(({ replicaSet }) => replicaSet)).toContain(0)
  })

  it('when it is done there is nothing to pause', () => {
    expect(whyNot(told(at(released(), 400), 'SAVE', 'rider/web'))).toBe('refused.nothingToSave')
  })
})
