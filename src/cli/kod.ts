/**
 * `npm run kod -- …`: the game's own code from the command line.
 *
 * With `--json` standard output is JSON and nothing else. Exit 0: done; 1: what was
 * looked at is not as it should be; 2: the command could not be carried out.
 */

import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { SCHEMA_FILE, schemaText } from '../level/schema'
import { BOTS } from '../proof/bots'
import type { Answer } from './answer'
import { crowd } from './crowd'
import { docs } from './docs'
import { explain } from './explain'
import { fidelity } from './fidelity'
import { Complaint, writeText } from './files'
import { lint } from './lint'
import { play } from './play'
import { prove } from './prove'
import { report } from './report'
import { verify } from './verify'

const MOST_SEED = 4_294_967_295

const kod = new Command('kod').description('K8S or DIE without its screen').exitOverride().showSuggestionAfterError()

command('lint', 'every problem of these levels')
  .argument('<file...>', 'levels')
  .action((files: string[], options) => answer(lint(files), options))

command('play', 'one run, by a bot or from a log')
  .argument('<file>', 'a level')
  .option('--seed <n>', "the run's seed; without it the level's own", seedOf)
  .option('--bot <name>', `who plays: ${BOTS.join(', ')}`)
  .option('--log <runfile>', 'play this log instead')
  .option('--save <runfile>', 'keep the run')
  .action((file: string, options) => answer(play(file, options), options))

command('explain', 'why something is as it is, or why requests were lost')
  .argument('<file>', 'a level')
  .argument('[thing]', 'kind/name; without it every lost request, back to what decided it')
  .option('--at <tick>', 'at this cluster second; without it at the end', tickOf)
  .option('--seed <n>', "the run's seed; without it the level's own", seedOf)
  .option('--bot <name>', `who plays: ${BOTS.join(', ')}`)
  .option('--log <runfile>', 'play this log instead')
  .action((file: string, thing: string | undefined, options) => answer(explain(file, thing, options), options))

command('prove', 'that each level lands with its lesson and not without')
  .argument('[file...]', "levels; without them the game's own")
  .action((files: string[], options) => answer(prove(files), options))

command('report', 'how every bot fares in a level, over many seeds')
  .argument('<file>', 'a level')
  .option('--seeds <n>', 'over the seeds from 1 to this; 20 if left out', countOf)
  .option('--bots <names>', `only these, joined by commas: ${BOTS.join(', ')}`)
  .option('--page', 'keeps it: its section of docs/report.md, the seeds for the run of the day, the log that won best')
  .option('--ablate <n>', 'the oracle also without each verb and lane, over so many of the seeds', countOf)
  .option('--without <names>', 'only without these verbs and lanes, joined by commas')
  .action((file: string, options) => answer(report(file, options), options))

command('crowd', 'what quick bots come to on each level, for the debrief to set a run beside: writes assets/crowd')
  .argument('[file...]', "levels; without them the game's own")
  .option('--seeds <n>', 'over the seeds from 1 to this; 20 if left out', countOf)
  .action((files: string[], options) => answer(crowd(files, options), options))

command('verify', 'plays a run again and compares its end')
  .argument('<runfile>', 'a run')
  .action((file: string, options) => answer(verify(file), options))

command('fidelity', 'whether the simulation answers as the real programs do')
  .argument('<file>', 'cases of theirs')
  .action((file: string, options) => answer(fidelity(file), options))

command('docs', 'writes the pages of docs/ anew').action(options => answer(docs(), options))

command('schema', `writes ${SCHEMA_FILE} anew`).action(options => {
  writeText(SCHEMA_FILE, schemaText())
  answer({ json: { written: SCHEMA_FILE }, text: `${SCHEMA_FILE} written`, failed: false }, options)
})

function command(name: string, description: string) {
  return kod.command(name).description(description).option('--json', 'print JSON and nothing else').exitOverride()
}

function answer({ json, text, failed }: Answer, { json: asJson }: { json?: boolean }) {
  console.log(asJson ? JSON.stringify(json, null, 2) : text)
  process.exitCode = failed ? 1 : 0
}

function seedOf(text: string): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && seed <= MOST_SEED) return seed
  throw new InvalidArgumentError(`A seed is a whole number from 0 to ${MOST_SEED}.`)
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('How many is a whole number from 1 to 9999.')
}

function tickOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A tick is a whole number of cluster seconds.')
}

try {
  kod.parse()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Complaint) {
    console.error(error.message)
    process.exitCode = 2
  } else throw error
}
