/**
 * What a level lets one choose, and which of it the cluster has: the tool that it is
 * made with, the pod network. What it has is shown even where the level does not offer it.
 */

import type { Target } from '../model/command'
import { CNI_PLUGINS, type CniPlugin } from '../model/network'
import { TOOLS, type Tool } from '../model/toolbox'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { type Choice, choicesOf } from '../rules/tricks-choice'
import { refusesMaking } from '../sim/remaking'
import { makingTakes } from '../sim/toolbox/choices'
import type { ChoiceView } from './park-view'
import { type Phrase, ui } from './phrase'
import { share } from './share'

export function seeChoices(run: Seen<Run>, mark: Target | undefined): readonly ChoiceView[] {
  const offered = choicesOf(run)
  if (offered.length === 0) return []
  const { toolbox, network } = run.world
  const tools = withUsed(offered.filter(isTool), toolbox?.tool)
  const nets = withUsed(offered.filter(isNet), network?.plugin)
  return [...tools, ...nets].map(choice => seeChoice(run, choice, offered.includes(choice), mark))
}

const isTool = (choice: Choice): choice is Tool => (TOOLS as readonly string[]).includes(choice)
const isNet = (choice: Choice): choice is CniPlugin => (CNI_PLUGINS as readonly string[]).includes(choice)

/** None of a kind is offered: then what there is of it is nobody's choice. */
const withUsed = <T extends Choice>(offered: readonly T[], used: T | undefined): readonly T[] =>
  offered.length === 0 || used === undefined || offered.includes(used) ? offered : [used, ...offered]

function seeChoice(run: Seen<Run>, name: Choice, offered: boolean, mark: Target | undefined): ChoiceView {
  const { toolbox, network, tick } = run.world
  const comes = toolbox?.adopts === name
  const takes = comes ? makingTakes(run.world, name) : 0
  const target: Target = `choice/${name}`
  return {
    name,
    target: offered ? target : undefined,
    state: comes ? 'coming' : name === toolbox?.tool || name === network?.plugin ? 'used' : 'offered',
    done: comes ? share(takes - ((toolbox.adoptsAt ?? tick) - tick), takes) : 0,
    short: isTool(name) ? shortOfTool(run, name) : ui('short.MOVE.net'),
    marked: mark === target,
  }
}

/** A deck takes its time, which is half of the choice; one that brings its own hosts needs room for them. */
function shortOfTool({ world, level }: Seen<Run>, tool: Tool): Phrase {
  if (refusesMaking(world, tool)) return ui('choices.noRoom')
  return ui('choices.takes', { seconds: Math.ceil(makingTakes(world, tool) / level.timeScale) })
}
