/** `kod fidelity FILE`: cases of the field's own programs, and 1 if the simulation answers one otherwise. */

import { judge } from '../proof/fidelity'
import { type Case, FORMAT } from '../proof/fidelity-cases'
import type { Answer } from './answer'
import { Complaint, readText } from './files'

export function fidelity(file: string): Answer {
  const { passed, failed, failures } = judge(readCases(file))
  const lines = failures.map(
    ({ id, name, expected, got }) =>
      `${id}: OTHERWISE (${name})\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`,
  )
  const json = { passed, failed, failures: failures.map(({ id, expected, got }) => ({ id, expected, got })) }
  return { json, text: [...lines, `${passed} passed, ${failed} failed`].join('\n'), failed: failed > 0 }
}

export function readCases(file: string): readonly Case[] {
  const { meta, cases } = parsed(file)
  if (meta?.format !== undefined && meta.format !== FORMAT) {
    throw new Complaint(`${file}: is of the format "${meta.format}"; ${FORMAT} is wanted`)
  }
  if (!Array.isArray(cases)) throw new Complaint(`${file}: is not a file of cases; it has no list "cases"`)
  if (cases.length === 0) throw new Complaint(`${file}: holds no cases`)
  const strange = cases.findIndex(each => !isCase(each))
  if (strange !== -1)
    throw new Complaint(`${file}: cases[${strange}] is no case; it needs an id, a kind and "expected"`)
  return cases
}

interface Written {
  readonly meta?: { readonly format?: unknown } | null
  readonly cases?: unknown
}

function parsed(file: string): Written {
  const text = readText(file)
  try {
    return JSON.parse(text) ?? {}
  } catch {
    throw new Complaint(`${file}: is not JSON; a file of cases is wanted`)
  }
}

const isCase = (each: unknown): each is Case => {
  const { id, kind, expected } = Object(each) as Partial<Case>
  return typeof id === 'string' && typeof kind === 'string' && typeof expected === 'object' && expected !== null
}
