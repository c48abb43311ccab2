/** `kod docs`: writes the pages of the documentation that are made from the simulation itself. */

import { fileURLToPath } from 'node:url'
import type { Answer } from './answer'
import { writeText } from './files'
import { numbersPage } from './numbers-page'
import { questionsPage } from './questions-page'

const DOCS = new URL('../../docs/', import.meta.url)

/** By their files' names. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'numbers.md': numbersPage,
  'questions.md': questionsPage,
}

export const pageFile = (name: string): string => fileURLToPath(new URL(name, DOCS))

export function docs(): Answer {
  const written = Object.entries(PAGES).map(([name, page]) => {
    writeText(pageFile(name), `${page()}\n`)
    return `docs/${name}`
  })
  return { json: { written }, text: written.map(file => `${file} written`).join('\n'), failed: false }
}
