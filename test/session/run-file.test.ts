import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labOf } from '../../src/level/lab'
import { type Command, LANES } from '../../src/model/command'
import { courseOf } from '../../src/rules/course'
import { ENGINE, give, openRun } from '../../src/rules/run'
import { levelHash, printRun, type RunFile, runFileOf } from '../../src/session/run-file'
import { parseRun } from '../../src/session/run-reading'
import { aLevel, aRun, aWorkload, toEnd, told } from '../given'
import { usualWish } from '../given-lab'

const MARKS = { planned: false, rewound: true }

function aFile(): RunFile {
  const run = aRun({ slo: 0 })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return runFileOf(toEnd(run), MARKS)
}

const fileOf = (text: string) => {
  const decoded = parseRun(text)
  return decoded.kind === 'run' ? decoded.file : decoded
}

/** The file with its parts written over, or its only command. */
const edited = (over: object) => JSON.stringify({ ...JSON.parse(printRun(aFile())), ...over })
const ROUTE = { verb: 'ROUTE', target: 'rider/web', lane: 'bowl' }
const logged = (over: object, ...more: object[]) =>
  edited({ log: [{ tick: 1, command: { ...ROUTE, ...over } }, ...more] })

const name = fc.constantFrom('web', 'a-b', 'x1')
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    verb: fc.constant('ROUTE' as const),
    target: name.map(each => `rider/${each}` as const),
    lane: fc.constantFrom(...LANES),
    by: fc.constant('player' as const),
  }),
  fc.record({
    verb: fc.constantFrom('SCALE' as const, 'MOVE' as const),
    target: name.map(each => `machine/${each}` as const),
    by: fc.constant('player' as const),
  }),
)

const file: fc.Arbitrary<RunFile> = fc.record({
  format: fc.constant(1 as const),
  level: fc.record({ id: name, hash: fc.constant('0123456789abcdef') }),
  seed: fc.nat({ max: 4_294_967_295 }),
  log: fc
    .array(fc.record({ tick: fc.nat({ max: 14_400 }), command }), { maxLength: 20 })
    .map(log => log.sort((a, b) => a.tick - b.tick)),
  marks: fc.record({ planned: fc.boolean(), rewound: fc.boolean() }),
  engine: fc.integer({ min: 1, max: 9 }),
  end: fc.record({ tick: fc.nat({ max: 14_400 }), hash: fc.constant('fedcba9876543210') }),
})

describe('A run file', () => {
  it('is read as it was printed (seed 8)', () => {
    fc.assert(
      fc.property(file, each => {
        expect(fileOf(printRun(each))).toEqual(each)
      }),
      { seed: 8, numRuns: 60 },
    )
  })

  it('says what was played, by whom it was not, and where it ended', () => {
    const { level, seed, log, marks, engine, end } = aFile()
    expect(level).toEqual({ id: 'T01-given', hash: levelHash(aLevel({ slo: 0 })) })
    expect({ seed, marks, engine }).toEqual({ seed: 7, marks: MARKS, engine: ENGINE })
    expect(log).toEqual([{ tick: 1, command: { verb: 'ROUTE', target: 'rider/web', lane: 'bowl', by: 'player' } }])
    expect(end).toEqual({ tick: 600, hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(printRun(aFile())).not.toContain('player')
  })

  it('brings a level along that others do not have', () => {
    const run = aRun()
    expect(runFileOf(run, MARKS).level).not.toHaveProperty('whole')
    expect(runFileOf(run, MARKS, true).level.whole).toMatchObject({ id: 'T01-given', format: 1 })
  })

  it.each([
    ['is empty', ' \n', 'run.empty', ''],
    ['is progress', '{"count":1,"checksum":"0","progress":{}}', 'run.isProgress', ''],
    ['is a level', '{"format":1,"park":{},"workloads":[]}', 'run.isLevel', ''],
    ['is not JSON', '{"format": 1', 'run.notJson', ''],
    ['is no object', '"run"', 'run.notJson', ''],
    ['is of a newer game', edited({ format: 2 }), 'run.newer', '2'],
    ['has a key too many', edited({ score: 1 }), 'run.wrong', 'score'],
    ['has a seed that is none', edited({ seed: -1 }), 'run.wrong', 'seed'],
    ['has a verb that is none', logged({ verb: 'JUMP' }), 'run.wrong', 'log.0'],
    ['aims LAND at a machine', logged({ verb: 'LAND', target: 'machine/s1' }), 'run.wrong', 'log.0'],
    ['says who gave a command', logged({ by: 'scenario' }), 'run.wrong', 'by'],
    ['runs back in time', logged({}, { tick: 0, command: ROUTE }), 'run.wrong', 'ticks run back'],
  ])('that %s is refused, and why', (_, text, key, detail) => {
    expect(parseRun(text)).toMatchObject({ kind: 'problem', key, detail: expect.stringContaining(detail) })
  })

  it('never throws, whatever the text (seed 9)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        expect(['run', 'problem']).toContain(parseRun(text).kind)
      }),
      { seed: 9, numRuns: 200 },
    )
  })
})

describe('The hash of a level', () => {
  it('is of what decides a run: not of its words', () => {
    const level = aLevel()
    const reworded = { ...level, words: { en: { ...level.words.en, name: 'Another' } }, extensions: { 'x-by': 'me' } }
    expect(levelHash(reworded as typeof level)).toBe(levelHash(level))
  })

  it('is another when anything else is another', () => {
    const hashes = [
      aLevel(),
      aLevel({ seed: 8 }),
      aLevel({ lasts: 601 }),
      aLevel({ workloads: [aWorkload({ warmup: 1 })] }),
    ]
    expect(new Set(hashes.map(levelHash)).size).toBe(4)
  })

  it('does not mind in which order keys were written', () => {
    const { seed, ...rest } = aLevel()
    expect(levelHash({ ...rest, seed })).toBe(levelHash({ seed, ...rest }))
  })
})

describe('A run of the Lab', () => {
  const labRun = () => {
    const level = aLevel({ workloads: [aWorkload({ name: 'web' })] })
    const run = openRun(courseOf(labOf(level, { ...usualWish(level), era: '2017' })))
    give(run, { verb: 'FIRE', target: 'node/b1', fire: { what: 'host-down', lasts: 60 } })
    give(run, { verb: 'ROUTE', target: 'rider/web', lane: 'bowl', by: 'player' })
    give(run, { verb: 'LOAD', target: 'rider/web', percent: 250 })
    give(run, { verb: 'ADD', target: 'rider/cart' })
    return run
  }

  it('is a file of what was fired, turned and done, in its order, and reads as it was written', () => {
    const file = runFileOf(labRun(), MARKS)
    expect(file.log.map(({ command }) => command.verb)).toEqual(['FIRE', 'ROUTE', 'LOAD', 'ADD'])
    expect(fileOf(printRun(file))).toEqual(file)
    expect(file.level.lab).toMatchObject({ era: '2017', riders: 'own' })
  })

  it('may be longer than any level', () => {
    const file = runFileOf(labRun(), MARKS)
    const long = (lab: object | undefined) =>
      parseRun(
        JSON.stringify({
          ...JSON.parse(printRun(file)),
          level: { ...file.level, lab },
          end: { ...file.end, tick: 50_000 },
        }),
      ).kind
    expect([long(file.level.lab), long(undefined)]).toEqual(['run', 'problem'])
  })
})
