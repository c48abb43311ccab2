import { describe, expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aLevel, aRun, at, aWorkload, reasons, theDeployment, told, whyNot } from '../given'

const images = ['web', 'web-v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

function shipping(defect: 'none' | 'hangs') {
  const releases = [{ at: 200, image: 'web-v2', defect }]
  const web = aWorkload({ releases, replicas: 4, readinessProbe: { periodSeconds: 2 } })
  const run = aRun({ park: { ...aLevel().park, images }, workloads: [web], lasts: 1_200 })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return run
}

const image = ({ world }: ReturnType<typeof shipping>) => theDeployment(world).template.image

describe('A release of the timetable', () => {
  it('is on the INCOMING board, to the second, and comes then', () => {
    const run = at(shipping('none'), 150)
    const seen = seePark(run, NO_MARKS).incoming.find(({ name }) => name === 'web')
    expect(seen).toMatchObject({ inSeconds: 50, about: { key: 'incoming.release' } })
    expect(image(at(run, 200))).toBe('web')
    at(run, 202)
    expect(image(run)).toBe('web-v2')
    expect(seePark(run, NO_MARKS).incoming).toEqual([])
  })

  it('that goes wrong is undone by UNDO, which is kubectl rollout undo', () => {
    const run = at(shipping('hangs'), 400)
    expect(theDeployment(run.world).replicaSets.map(id => run.world.replicaSets[id]?.pods.length)).toEqual([3, 2])
    expect(whyNot(told(run, 'UNDO', 'rider/web'))).toBeUndefined()
    at(run, 500)
    expect(image(run)).toBe('web')
    expect(theDeployment(run.world).progress.settled).toBe(true)
    expect(reasons(run.play.told)).toContain('Released')
  })

  it('before which there is nothing to undo', () => {
    expect(whyNot(told(at(shipping('none'), 100), 'UNDO', 'rider/web'))).toContain('no rollout history found')
  })
})
