/** A sound level, a run of it and what is wrong with others, in a folder that goes with the tests. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { play } from '../../src/cli/play'
import { aLevelText } from '../given'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const FOLDER = mkdtempSync(join(tmpdir(), 'kod-'))
afterAll(() => rmSync(FOLDER, { recursive: true }))

export const file = (name: string, text: string) => {
  const path = join(FOLDER, name)
  writeFileSync(path, text)
  return path
}
export const LEVEL = file('given.json', aLevelText())
export const BROKEN = file('broken.json', aLevelText().replace('"now"', '"then"'))
export const NO_RUN = file('no-run.json', '{"format":1}')
export const RUN = join(FOLDER, 'run.json')
play(LEVEL, { seed: 3, bot: 'sticker', save: RUN })

export const CASES = join(ROOT, 'test/fidelity/kube-cases.json')
/** The cases, with one expectation altered: least-02 has node1 at 37. */
export const ALTERED = file('altered.json', readFileSync(CASES, 'utf8').replace(/("node1":\s*)37\b/, '$138'))

/** The saved run with its end written over. */
export const otherEnd = (over: object) => {
  const saved = JSON.parse(readFileSync(RUN, 'utf8')) as { end: object }
  return file('other-end.json', JSON.stringify({ ...saved, end: { ...saved.end, ...over } }))
}
