/**
 * `npm test`: every stage in order, all of them even when one fails, and the sum at the end.
 *
 * Names after the command choose stages (`npm run check` is `types style unit`).
 * The journeys need a browser; where there is none it is installed by apt, aloud.
 */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { findChromium } from './play/chromium'

interface Stage {
  readonly name: string
  readonly what: string
  readonly run: () => boolean
}

const STAGES: readonly Stage[] = [
  { name: 'browser', what: 'a Chromium for the journeys', run: () => Boolean(findChromium()) || installChromium() },
  { name: 'types', what: 'TypeScript, everywhere', run: () => shell('tsc -p tsconfig.json') },
  { name: 'types', what: 'TypeScript, pure floors', run: () => shell('tsc -p tsconfig.pure.json') },
  {
    name: 'style',
    what: 'Biome: lint and format',
    run: () => shell('biome check --error-on-warnings --max-diagnostics=100'),
  },
  { name: 'unit', what: 'Vitest', run: () => shell('vitest run --project pure --project page') },
  { name: 'command', what: 'the command line, as it is typed', run: () => shell('vitest run --project node') },
  { name: 'proofs', what: 'every level, won and lost', run: () => shell('node --import tsx src/cli/kod.ts prove') },
  { name: 'build', what: 'the page', run: () => shell('vite build --logLevel warn') },
  { name: 'journeys', what: 'Playwright', run: () => shell('playwright test') },
]

function everything(chosen: readonly string[]) {
  const stages = STAGES.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  const failed = stages.filter(stage => !passes(stage))
  for (const { name, what } of failed) console.log(`failed: ${name} (${what})`)
  console.log(`${stages.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

function passes({ name, what, run }: Stage) {
  console.log(`\n--- ${name}: ${what}`)
  const begun = performance.now()
  const passed = run()
  console.log(`--- ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return passed
}

function installChromium() {
  const install = 'apt-get update -qq && apt-get install -y -qq chromium'
  const command = asRoot(install)
  if (!command) {
    console.log(`No Chromium found. Install one (Debian: ${install}), or set CHROMIUM to the path of yours.`)
    return false
  }
  console.log(`No Chromium found; installing Debian's: ${install}`)
  return shell(command) && Boolean(findChromium())
}

/** The same command as root, or nothing where we may not be root or there is no apt. */
function asRoot(command: string) {
  if (!existsSync('/usr/bin/apt-get')) return undefined
  if (process.getuid?.() === 0) return command
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? `sudo -n sh -c '${command}'` : undefined
}

const OURS = {
  ...process.env,
  DEBIAN_FRONTEND: 'noninteractive',
  PATH: ['node_modules/.bin', process.env.PATH].join(delimiter),
  KOD_BUILT: '1', // the build is a stage of its own here, so the journeys need not build again
}

const shell = (command: string) => spawnSync(command, { shell: true, stdio: 'inherit', env: OURS }).status === 0

everything(process.argv.slice(2))
