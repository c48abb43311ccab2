/**
 * `npm test`: every stage in order, all of them even when one fails, and the sum at the end.
 *
 * Names after the command choose stages, and --quick tries less of what is tried many times
 * (test/runs.ts): `npm run check` is `--quick types style unit`. Stages that share a row run side
 * by side; what they say comes out in order, one after the other. The journeys need a browser;
 * where there is none it is installed by apt, aloud.
 */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { findChromium } from './play/chromium'

type Say = (text: string | Buffer) => void

interface Stage {
  readonly name: string
  readonly what: string
  readonly run: (say: Say) => Promise<boolean>
}

const ROWS: readonly (readonly Stage[])[] = [
  [
    {
      name: 'browser',
      what: 'a Chromium for the journeys',
      run: async say => Boolean(findChromium()) || installChromium(say),
    },
  ],
  [
    { name: 'types', what: 'TypeScript, everywhere', run: types('tsconfig') },
    { name: 'types', what: 'TypeScript, pure floors', run: types('tsconfig.pure') },
    {
      name: 'style',
      what: 'Biome: lint and format',
      run: shell('biome check --error-on-warnings --max-diagnostics=100'),
    },
    { name: 'unit', what: 'Vitest, pure and on a page', run: shell('vitest run --project pure --project page') },
  ],
  [{ name: 'command', what: 'the command line, as it is typed', run: shell('vitest run --project node') }],
  [{ name: 'proofs', what: 'every level, won and lost', run: shell('node --import tsx src/cli/kod.ts prove') }],
  [{ name: 'build', what: 'the page', run: shell('vite build --logLevel warn') }],
  [{ name: 'journeys', what: 'Playwright', run: shell('playwright test') }],
]

async function everything(chosen: readonly string[]) {
  const failed: Stage[] = []
  const rows = ROWS.map(row => row.filter(({ name }) => chosen.length === 0 || chosen.includes(name)))
  for (const row of rows) {
    if (stopped) break
    for (const { stage, passed, takeTurn } of row.map(begin)) {
      takeTurn()
      if (!(await passed)) failed.push(stage)
    }
  }
  for (const { name, what } of failed) console.log(`failed: ${name} (${what})`)
  console.log(`${rows.flat().length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 && !stopped ? 0 : 1
}

/** A stage under way. What it says is kept until its turn, and comes out at once from then on. */
function begin(stage: Stage) {
  const { name, what, run } = stage
  const kept: (string | Buffer)[] = []
  let say: Say = text => kept.push(text)
  const takeTurn = () => {
    say = text => process.stdout.write(text)
    kept.forEach(say)
  }
  const told = async () => {
    say(`\n--- ${name}: ${what}\n`)
    const begun = performance.now()
    const passed = await run(text => say(text))
    say(`--- ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
    return passed
  }
  return { stage, passed: told(), takeTurn }
}

async function installChromium(say: Say) {
  const install = 'apt-get update -qq && apt-get install -y -qq chromium'
  const command = asRoot(install)
  if (!command) {
    say(`No Chromium found. Install one (Debian: ${install}), or set CHROMIUM to the path of yours.\n`)
    return false
  }
  say(`No Chromium found; installing Debian's: ${install}\n`)
  return (await shell(command)(say)) && Boolean(findChromium())
}

/** The same command as root, or nothing where we may not be root or there is no apt. */
function asRoot(command: string) {
  if (!existsSync('/usr/bin/apt-get')) return undefined
  if (process.getuid?.() === 0) return command
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? `sudo -n sh -c '${command}'` : undefined
}

const ARGS = process.argv.slice(2)
const OURS = {
  ...process.env,
  DEBIAN_FRONTEND: 'noninteractive',
  PATH: ['node_modules/.bin', process.env.PATH].join(delimiter),
  KOD_BUILT: '1', // the build is a stage of its own here, so the journeys need not build again
  KOD_QUICK: ARGS.includes('--quick') ? '1' : '',
  ...(process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }), // they talk to us, and we to the terminal
}

/** Each is the head of a group of its own, so that it can be stopped with all that it started. */
const GROUPS = process.platform !== 'win32'
const running = new Set<ChildProcess>()

function shell(command: string) {
  return (say: Say) =>
    new Promise<boolean>(resolve => {
      const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: OURS, detached: GROUPS })
      running.add(child)
      child.stdout.on('data', say)
      child.stderr.on('data', say)
      child.on('error', error => say(`${error.message}\n`))
      child.on('close', code => {
        running.delete(child)
        resolve(code === 0)
      })
    })
}

/** What was found the last time is kept by TypeScript, who looks again at what has changed since. */
function types(project: string) {
  return shell(`tsc -p ${project}.json --incremental --tsBuildInfoFile node_modules/.cache/${project}.tsbuildinfo`)
}

let stopped = false

/** Asked once, all that runs is asked to stop; asked again, it is made to. */
function stop(signal: NodeJS.Signals) {
  for (const child of running) tellGroup(child, stopped ? 'SIGKILL' : signal)
  stopped = true
}

function tellGroup(child: ChildProcess, signal: NodeJS.Signals) {
  try {
    if (GROUPS && child.pid !== undefined) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // it has ended by itself
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

await everything(ARGS.filter(arg => arg !== '--quick'))
