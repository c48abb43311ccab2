/**
 * The four decks of the Root Shop: what each tool can make, how long that takes and what
 * goes wrong with it, in both eras. All of it is the simulation's own: a deck that says
 * here what it cannot do answers the same when it is tried.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import { FACTS } from '../model/constants'
import { TOOLS, type Tool, type Traits } from '../model/toolbox'
import { ERAS, type Era, type Seconds } from '../model/units'
import { refusesUpgrade } from '../sim/toolbox/tool-upgrade'
import { aToolbox, refusesMember, traitsOf } from '../sim/toolbox/toolbox'
import { type Phrase, ui } from './phrase'

export interface DeckView {
  readonly tool: Tool
  readonly eras: Readonly<Record<Era, DeckEra>>
  /** Its runs as they were measured, over so many hosts; else what is assumed for each host by itself. */
  readonly runs: readonly { readonly hosts: number; readonly seconds: Seconds }[]
  readonly joins: Seconds
  readonly notes: readonly NoteView[]
  /** Of what it can do. */
  readonly source: string
}

export interface DeckEra extends Traits {
  /** What it answers when it is asked for what it cannot do. */
  readonly refusals: readonly string[]
}

export interface NoteView {
  readonly text: Phrase
  readonly source: string
}

export const seeDecks = (): readonly DeckView[] => TOOLS.map(seeDeck)

const seeDeck = (tool: Tool): DeckView => ({
  tool,
  eras: Object.fromEntries(ERAS.map(era => [era, inEra(tool, era)])) as Record<Era, DeckEra>,
  runs: tool === 'kargo' ? FACTS.kargoRun.value.now.map(({ at, value }) => ({ hosts: at, seconds: value })) : [],
  joins: ASSUMPTIONS.nodeJoins,
  notes: NOTES[tool](),
  source: FACTS.tools.source,
})

function inEra(tool: Tool, era: Era): DeckEra {
  const asked = { toolbox: aToolbox(tool), era }
  return {
    ...traitsOf(tool, era),
    refusals: [refusesMember(asked), refusesUpgrade(asked)].filter(answer => answer !== undefined),
  }
}

/** What it is known for going wrong, with its own figures. */
const NOTES: Readonly<Record<Tool, () => readonly NoteView[]>> = {
  heat: () => [note('deck.heat.stack', FACTS.heat.value.now, FACTS.heat.source)],
  juju: () => [],
  kubeadm: () => [note('deck.kubeadm.year', { days: FACTS.certificateYear.value.now }, FACTS.certificateYear.source)],
  kargo: () => [note('deck.kargo.run', {}, FACTS.kargoRun.source)],
}

const note = (key: string, values: Readonly<Record<string, number>>, source: string): NoteView => ({
  text: ui(key, values),
  source,
})
