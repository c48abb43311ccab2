/**
 * What C4 claims, by playing its own solution otherwise: any one of the cloud's services
 * inside the cloud, and it never gets up from its cold start; the killed process, the node
 * that reboots and the guests that are off cost what they are said to.
 */

import { expect, it } from 'vitest'
import { readLevel } from '../src/cli/files'
import type { WitnessLine } from '../src/level/witness'
import type { Lane } from '../src/model/command'
import type { Seed } from '../src/model/units'
import { scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { budgetLeft } from '../src/rules/meters'
import type { Run } from '../src/rules/run'
import { refusesCloud } from '../src/sim/cloud/cloud-api'
import { inFull } from './runs'

const level = readLevel('levels/C4-switch-fifty-fifty.json')
const course = courseOf(level)
const DARK = level.incidents.find(({ id }) => id === 'hall-dark')?.at ?? Number.NaN

const otherwise = (name: string, lane: Lane): readonly WitnessLine[] => [
  ...level.solution.map(line =>
    line.command.verb === 'ROUTE' && line.command.target === `rider/${name}`
      ? { ...line, command: { ...line.command, lane } }
      : line,
  ),
  ...(lane === 'boxes' ? [landing(name)] : []),
]
const landing = (name: string): WitnessLine => ({
  when: { is: 'metric', metric: 'rider.ready', of: name, eq: 1 },
  command: { verb: 'LAND', target: `rider/${name}` },
})
const played = (lines: readonly WitnessLine[], seed: Seed = 1, until?: number) =>
  playOut(course, seed, scripted(lines), until)
const spent = (run: Run) => (100 * (run.play.budget - budgetLeft(run))) / run.play.budget

inFull('Of C4', () => {
  const services = level.park.cloudServices ?? []

  it.each(services.flatMap(name => (['rail', 'boxes'] as const).map(lane => [name, lane] as const)))(
    '%s in the %s: after the cold start nobody can ask the cloud for anything, and the run wipes out',
    (name, lane) => {
      const run = played(otherwise(name, lane))
      expect(run.play.outcome).toBe('wipedOut')
      expect(refusesCloud(run.world)).toMatch(/HTTP 500|Connection refused/)
    },
  )

  it('all of them on metal: the cloud can be asked before its guests are up', () => {
    const run = played(level.solution, 1, DARK + 62)
    expect(run.world.servers.filter(({ status }) => status === 'SHUTOFF').length).toBeGreaterThan(5)
    expect(refusesCloud(run.world)).toBeUndefined()
    expect(played(level.solution).play.outcome).toBe('landed')
  })

  it('a killed database process costs less than a hundredth of the budget', () => {
    const at = level.incidents.find(({ id }) => id === 'db-kill')?.at ?? Number.NaN
    expect(spent(played(level.solution, 1, at + 60)) - spent(played(level.solution, 1, at - 1))).toBeLessThan(1)
  })
})
