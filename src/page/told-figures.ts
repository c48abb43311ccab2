/**
 * The units and sources of the figures, for whoever reads the codex: in the built page they
 * come with its second half, and until then a figure has their numbers (src/cli/told-figures.ts).
 */

import { FACTS } from '../model/constants'

const told: Record<string, readonly string[]> = import.meta.glob('../model/constants.ts', {
  query: '?told',
  import: 'default',
  eager: true,
})

const [texts = []] = Object.values(told)

for (const figure of Object.values(FACTS)) {
  const { unit, source } = figure as { unit: string | number; source: string | number }
  Object.assign(figure, { unit: textOf(unit), source: textOf(source) })
}

function textOf(text: string | number): string {
  return typeof text === 'number' ? (texts[text] ?? '') : text
}
