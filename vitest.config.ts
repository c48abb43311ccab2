/**
 * Three rooms for the tests, by what they may touch: nothing, a page, or Node.
 *
 * The pure floors (and the sitting on them) keep no state between tests, so their
 * files share a room and start at once. Those of the page come first, in one room: a second page
 * costs more than it saves, and in `npm run check` TypeScript and Biome have the other core
 * meanwhile. The journeys in a real browser are Playwright's: test/play.
 */

import { defineConfig } from 'vitest/config'
import { levelFiles } from './src/cli/level-files.ts'
import { toldFigures } from './src/cli/told-figures.ts'

const inFolders = (...folders: string[]) => folders.map(folder => `test/${folder}/**/*.test.ts`)

/** Whole runs and whole pages, looked at from beginning to end: `npm run check` leaves them to `npm test`. */
const wholeRuns = [
  'c4-inside-out',
  'cli/docs',
  'cli/typed',
  'contests',
  'contests-lanes',
  'hud/call',
  'hud/debrief',
  'hud/hud',
  'hud/incidents',
  'hud/lab',
  'hud/prompts',
  'hud/theatre',
  'lab-parks',
  'level/palette',
  'levels',
  'levels-decks',
  'levels-sayings',
  'page/calls',
  'page/duel',
  'page/ears',
  'page/lab',
  'page/library',
  'page/settle-thread',
  'proof/oracle',
  'proof/other-line',
  'proof/players',
  'proof/settling',
  'rules/c1-on-the-rail',
  'rules/choices',
  'rules/disk-copy-lines',
  'rules/duel',
  'rules/flow',
  'rules/incident-log',
  'rules/incidents-control-plane',
  'rules/incidents-hosts',
  'rules/lab',
  'rules/lane-change',
  'rules/laws',
  'rules/machine-states',
  'rules/named-lines',
  'rules/power-care',
  'rules/rail',
  'rules/reader',
  'rules/runbook',
  'rules/score',
  'rules/stores',
  'rules/tricks-control-plane',
  'rules/tricks-engines',
  'scenes/atlas',
  'scenes/incidents',
  'session/link',
  'session/progress',
  'session/reckoning',
  'session/screening',
  'session/settler',
  'session/sitting',
  'sim/calls',
  'sim/cloud-laws',
  'sim/cluster-autoscaler',
  'sim/control-plane',
  'sim/cron-jobs',
  'sim/disk-laws',
  'sim/etcd',
  'sim/host-death',
  'sim/placement',
  'sim/primary-store',
  'sim/queueing',
  'sim/queueing-exact',
  'sim/quorum-store',
  'sim/rollout-bounds',
  'sim/rollouts',
  'sim/settled-probes',
  'sim/stacks',
  'sim/standby',
  'sim/tenants',
  'sim/tenants-control-plane',
  'sim/toolbox',
  'sound/climb',
  'sound/effects',
  'view/difficulty',
  'view/incidents-seen',
  'view/known',
  'view/lanes',
  'view/pips',
  'view/see-verbs',
  'view/see-warnings',
]
const left = process.env.KOD_QUICK === '1' ? wholeRuns.map(file => `test/${file}.test.ts`) : []

const pure = ['model', 'sim', 'level', 'rules', 'proof', 'view', 'fidelity', 'session']
const page = ['scenes', 'hud', 'sound', 'input', 'editor', 'page']
const node = ['classroom', 'cli']

export default defineConfig({
  plugins: [levelFiles(), toldFigures()],
  test: {
    passWithNoTests: true,
    exclude: ['**/node_modules/**', ...left],
    testTimeout: 600_000, // how fast something is, is measured in bench/; a slow machine fails nothing here
    pool: 'threads',
    maxWorkers: 2, // left alone it takes a core less than there are: of two, one
    experimental: { fsModuleCache: true }, // by the content of each file, in node_modules
    projects: [
      {
        extends: true,
        test: {
          name: 'page',
          include: inFolders(...page),
          environment: 'jsdom',
          setupFiles: ['./src/hud/words-later.ts'],
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/*.test.ts', ...inFolders(...pure)],
          environment: 'node',
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: { name: 'node', include: inFolders(...node), environment: 'node', sequence: { groupOrder: 3 } },
      },
    ],
  },
})
