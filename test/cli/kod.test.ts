import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/cli/explain'
import { fidelity } from '../../src/cli/fidelity'
import { Complaint, ownLevel, ownLevels } from '../../src/cli/files'
import { lint } from '../../src/cli/lint'
import { play } from '../../src/cli/play'
import { prove } from '../../src/cli/prove'
import { verify } from '../../src/cli/verify'
import { LEVEL_IDS } from '../../src/level/catalogue'
import { BOTS } from '../../src/proof/bots'
import { ALTERED, BROKEN, CASES, FOLDER, file, LEVEL, NO_RUN, otherEnd, RUN } from './given-files'

const complaint = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Complaint) return error.message
    throw error
  }
  return 'nothing to complain about'
}

describe('kod lint', () => {
  it('finds nothing wrong with a sound level', () => {
    expect(lint([LEVEL, ...ownLevels()])).toMatchObject({ failed: false, json: { diagnostics: [] } })
  })

  it('tells every problem by its place', () => {
    const { failed, text } = lint([BROKEN])
    expect(failed).toBe(true)
    expect(text).toMatch(/broken\.json:1:\d+ KOD-S012 "then" is not an era \(2017, now\)/)
    expect(text).toMatch(/1 error\(s\)$/)
  })
})

describe('kod play', () => {
  it('plays the same run for the same seed', () => {
    const end = (seed: number) => (play(LEVEL, { seed, bot: 'random' }).json as { hash: string }).hash
    expect(end(4)).toBe(end(4))
    expect(end(4)).not.toBe(end(5))
  })

  it('tells the whole ledger, which adds up', () => {
    const { json } = play(LEVEL, { bot: 'idle' })
    const { ledger } = json as { ledger: { lost: number; rows: { requests: number }[] } }
    expect(ledger.rows.reduce((sum, row) => sum + row.requests, 0)).toBe(ledger.lost)
  })

  it('plays a log again to the same end', () => {
    const saved = JSON.parse(readFileSync(RUN, 'utf8')) as { end: { hash: string } }
    expect((play(LEVEL, { log: RUN }).json as { hash: string }).hash).toBe(saved.end.hash)
  })

  it('keeps runs that can be verified, whoever played', () => {
    for (const bot of BOTS) {
      const kept = join(FOLDER, 'bot.json')
      play(LEVEL, { bot, seed: 2, save: kept })
      expect([bot, verify(kept).failed]).toEqual([bot, false])
    }
  })
})

describe('kod prove', () => {
  it('fails for a level that teaches nothing', () => {
    const { failed, json, text } = prove([LEVEL])
    expect(failed).toBe(true)
    expect(json).toMatchObject({
      levels: [{ id: 'T01-given', solution: 'landed', untouched: 'landed', idle: 'wipedOut' }],
    })
    expect(text).toContain('T01-given: NOT PROVED')
  })
})

describe('kod fidelity', () => {
  it('finds that the simulation answers as the real ones', () => {
    expect(fidelity(CASES)).toMatchObject({ failed: false, json: { passed: 120, failed: 0, failures: [] } })
  })

  it('tells each case that is answered otherwise, with what was expected and what was got', () => {
    const { failed, text } = fidelity(ALTERED)
    expect(failed).toBe(true)
    expect(text.split('\n')).toEqual([
      'least-02: OTHERWISE (nothing scheduled, resources requested, differently sized nodes)',
      '  expected {"scores":{"node1":38,"node2":50}}',
      '  got      {"scores":{"node1":37,"node2":50}}',
      '119 passed, 1 failed',
    ])
  })
})

describe('kod verify', () => {
  it('finds the same end', () => expect(verify(RUN)).toMatchObject({ failed: false, json: { same: true, notes: [] } }))

  it('finds another tick', () => expect(verify(otherEnd({ tick: 599 })).failed).toBe(true))

  it('says when it was saved by another engine', () => {
    const { engine, ...saved } = JSON.parse(readFileSync(RUN, 'utf8'))
    const { text } = verify(file('engine.json', JSON.stringify({ ...saved, engine: engine + 1 })))
    expect(text).toContain(`note: saved by engine ${engine + 1}; this is engine ${engine}`)
  })
})

describe('It complains, in a sentence, of', () => {
  const cases: readonly [string, () => unknown, string][] = [
    ['a file that is not there', () => lint(['nowhere.json']), 'nowhere.json: there is no such file'],
    ['a folder', () => lint([FOLDER]), `${FOLDER}: is a folder; a file is wanted`],
    ['a level with problems, all of which it tells', () => play(BROKEN, {}), 'KOD-S012'],
    ['a run that is none', () => verify(NO_RUN), 'is not a run file (level: '],
    ['a run that is not JSON', () => verify(file('x.json', 'x')), 'is not JSON; a run file is wanted'],
    [
      'a run of a newer game',
      () => verify(file('new.json', '{"format":9}')),
      'made with a newer K8S or DIE (format 9)',
    ],
    ['a run of another level', () => play(ownLevels()[0] ?? '', { log: RUN }), 'is a run of T01-given, not of'],
    ['cases that are none', () => fidelity(LEVEL), 'is not a file of cases; it has no list "cases"'],
    ['cases that are not JSON', () => fidelity(file('y.json', '{"cases":')), 'is not JSON; a file of cases is wanted'],
    ['no cases', () => fidelity(file('none.json', '{"cases":[]}')), 'holds no cases'],
    ['nothing at all', () => fidelity(file('null.json', 'null')), 'it has no list "cases"'],
    [
      'cases of another format',
      () => fidelity(file('newer.json', '{"meta":{"format":"kube-cases/2"},"cases":[{}]}')),
      'is of the format "kube-cases/2"; kube-cases/1 is wanted',
    ],
    [
      'a case without its expectation',
      () => fidelity(file('half.json', '{"cases":[{"id":"a","kind":"fit"}]}')),
      'cases[0] is no case; it needs an id, a kind and "expected"',
    ],
    ['a bot that is none', () => play(LEVEL, { bot: 'spam:JUMP' }), `"spam:JUMP" is not a bot (${BOTS.join(', ')})`],
    ['a place where it cannot write', () => play(LEVEL, { save: '/nowhere/run.json' }), 'can not be written (ENOENT)'],
  ]

  it.each(cases)('%s', (_, act, sentence) => expect(complaint(act)).toContain(sentence))

  it('a run of a level that is neither here nor in the file, and opens no other file for it', () => {
    const saved = JSON.parse(readFileSync(RUN, 'utf8'))
    for (const id of ['T99-none', '../../package', '../levels/L01-drop-in']) {
      const run = file('strange.json', JSON.stringify({ ...saved, level: { id, hash: saved.level.hash } }))
      expect(complaint(() => verify(run))).toBe(`there is no level "${id}" here, and the run file does not bring it`)
    }
  })

  it('(the levels of the game are found by their ids)', () => {
    for (const id of LEVEL_IDS) expect(ownLevel(id)).toContain(`${id}.json`)
  })
})

describe('kod explain', () => {
  const L06 = ownLevel('L06-spine-transfer') as string

  it('walks from each lost request back to what decided it, the greatest losses first', () => {
    const { text } = explain(L06, undefined, { bot: 'solution' })
    const first = text.split('\n\n')[0]
    expect(first).toMatch(/^\d+ requests of shop lost, HostDown\n {2}<- 1051 s HostDown: machine b1 went down\n/)
    expect(first).toMatch(/<- the level's timetable: ledger-plate$/)
  })

  it('a pod that came in place of another leads back to why that one went', () => {
    const { text } = explain(L06, undefined, { bot: 'solution' })
    const starting = text.split('\n\n').find(each => each.includes('ledger lost, PodStarting')) ?? ''
    expect(starting).toMatch(
      /create Pod ledger-0 in StatefulSet ledger successful\n.*ForceDeleted.*\n.*TaintManagerEviction.*\n.*Tainted.*\n.*given: kubectl taint nodes b1/,
    )
  })

  it('says of a thing what `describe` would, at that second', () => {
    const lines = (at: number) => explain(L06, 'node/b1', { bot: 'solution', at }).text
    expect(lines(1_060)).toContain('Ready: True')
    expect(lines(1_102)).toContain('Ready: Unknown')
  })

  it('has nothing to tell of a run that lost nothing', () => {
    expect(explain(LEVEL, undefined, { bot: 'sticker', at: 1 }).text).toBe('nothing was lost')
  })

  it.each([
    ['pod/x', /^pod\/x: is not there at 1 s; there are none$/],
    ['x', /^x: is not there at 1 s; a kind is one of machine, /],
  ])('complains of %s', (thing, words) => {
    expect(complaint(() => explain(LEVEL, thing, { at: 1 }))).toMatch(words)
  })
})
