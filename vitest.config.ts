/**
 * Three rooms for the tests, by what they may touch: nothing, a page, or Node.
 *
 * The pure floors (and the sitting on them) keep no state between tests, so their
 * files share one room and start at once. The journeys in a real browser are Playwright's: test/play.
 */

import { defineConfig } from 'vitest/config'

const inFolders = (...folders: string[]) => folders.map(folder => `test/${folder}/**/*.test.ts`)

const pure = ['model', 'sim', 'level', 'rules', 'proof', 'view', 'fidelity', 'session']
const page = ['scenes', 'hud', 'sound', 'input', 'editor']
const node = ['classroom', 'cli']

export default defineConfig({
  test: {
    passWithNoTests: true,
    pool: 'threads',
    maxWorkers: 2, // left alone it takes a core less than there are: of two, one
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['test/*.test.ts', ...inFolders(...pure)], environment: 'node', isolate: false },
      },
      { extends: true, test: { name: 'page', include: inFolders(...page), environment: 'jsdom', isolate: false } },
      { extends: true, test: { name: 'node', include: inFolders(...node), environment: 'node' } },
    ],
  },
})
