/** The commands as a person types them: what they print, and what they end with. Half a second each. */

import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { ALTERED, LEVEL, otherEnd, ROOT } from './given-files'

interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const kod = (...args: readonly string[]): Promise<Said> =>
  new Promise(resolve => {
    execFile(process.execPath, ['--import', 'tsx', 'src/cli/kod.ts', ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

describe('From the command line', () => {
  it('--json prints JSON and nothing else, and 0 says that it was done', async () => {
    const { code, stdout } = await kod('play', LEVEL, '--bot', 'sticker', '--seed', '3', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ level: 'T01-given', seed: 3, outcome: 'landed', ticks: 600 })
  }, 20_000)

  it('1 says that what was looked at is not as it should be: a recorded end that differs', async () => {
    const { code, stdout } = await kod('verify', otherEnd({ hash: '0123456789abcdef' }), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ same: false, expected: { hash: '0123456789abcdef' } })
  }, 20_000)

  it('1 says so too of a case that is answered otherwise than expected, with what was got', async () => {
    const { code, stdout } = await kod('fidelity', ALTERED, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      passed: 119,
      failed: 1,
      failures: [
        {
          id: 'least-02',
          expected: { scores: { node1: 38, node2: 50 } },
          got: { scores: { node1: 37, node2: 50 } },
        },
      ],
    })
  }, 20_000)

  it('2 says that it could not be done, in a sentence without a stack, and prints nothing else', async () => {
    const wrong = [
      [['play', 'nowhere.json', '--json'], 'nowhere.json: there is no such file'],
      [['play', LEVEL, '--seed', '1.5'], 'A seed is a whole number from 0 to 4294967295.'],
      [['prov'], "unknown command 'prov'"],
      [['fidelity', 'nowhere.json', '--json'], 'nowhere.json: there is no such file'],
      [['fidelity', LEVEL], 'is not a file of cases; it has no list "cases"'],
    ] as const
    const said = await Promise.all(wrong.map(([args]) => kod(...args)))
    said.forEach(({ code, stdout, stderr }, i) => {
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(wrong[i]?.[1])
      expect(stderr).not.toMatch(/\bat .*\.ts:|node:internal/)
    })
    expect(said[2]?.stderr).toContain('Did you mean prove?')
  }, 20_000)
})
