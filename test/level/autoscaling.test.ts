import { expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import { aLevelText, aPark, aWorkload } from '../given'

type Over = NonNullable<Parameters<typeof aLevelText>[0]>

const park = (group: object) =>
  ({ ...aPark(), nodeGroups: [{ name: 'workers', maxSize: 3, ...group }] }) as NonNullable<Over['park']>

const said = (over: Over) => diagnose(aLevelText(over)).diagnostics.map(({ code, message }) => `${code} ${message}`)

it.each([
  ['a flavor that is not there', { park: park({ flavor: 'm9' }) }, /KOD-S010 .*flavor of this park/],
  ['a server that is not there', { park: park({ flavor: 'm1', servers: ['w1'] }) }, /KOD-S010 .*server of this park/],
  [
    'a group smaller than it is',
    { park: park({ minSize: 4 }) },
    /KOD-S016 The least \(4\) cannot be more than the most \(3\)/,
  ],
  [
    'fewer at most than at least',
    { workloads: [aWorkload({ autoscale: { minReplicas: 5, maxReplicas: 4 } })] },
    /KOD-S016 The least \(5\) cannot be more than the most \(4\)/,
  ],
])('%s is told', (_, over, why) => expect(said(over).join('\n')).toMatch(why))

it('a level with all of it is a level', () => {
  const batch = { schedule: '*/5 * * * *', requests: 10, runSeconds: 20, within: 60 } as const
  const workloads = [
    aWorkload({ autoscale: { maxReplicas: 4 } }),
    aWorkload({ name: 'tick', batch, demand: [{ at: 0, perSecond: 0 }] }),
  ]
  expect(said({ park: park({ flavor: 'm1' }), workloads })).toEqual([])
})
