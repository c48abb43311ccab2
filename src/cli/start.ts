/**
 * `npm start`: builds the page, serves it on localhost, and prints where.
 *
 * Build and server live in this one process, and package.json `exec`s it in the
 * shell's place, so that whoever stops npm or node has stopped it all. (Windows
 * has no exec and takes the second half of that line.) The port is fixed: a taken
 * one is said in one line, never silently swapped for the next, because a bookmark
 * and the tests must find the same game.
 *
 * Settings come from the environment, because words after `npm start` would reach
 * only that second half: KOD_PORT, where to listen; KOD_BUILT, to serve dist/ as it is.
 */

import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

async function start(port: number, built: boolean) {
  if (await somebodyListensOn(port)) throw taken(port)
  if (!built) await build({ root, logLevel: 'warn' })
  await preview({ root, preview: { host: 'localhost', port, strictPort: true } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
  console.log(`K8S or DIE is open at http://localhost:${port}/ (Ctrl+C closes it)`)
}

/** Asked before the build, which takes seconds and would change files under a game that is being served. */
function somebodyListensOn(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const call = connect({ host: 'localhost', port })
    call.once('connect', () => call.destroy()).once('error', () => resolve(false))
    call.once('close', failed => resolve(!failed))
  })
}

const taken = (port: number) =>
  new Error(`Port ${port} is taken. Stop what runs there, or choose another: KOD_PORT=${port + 1} npm start`)

try {
  await start(Number(process.env.KOD_PORT ?? 4173), Boolean(process.env.KOD_BUILT))
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem)
  process.exit(1)
}
