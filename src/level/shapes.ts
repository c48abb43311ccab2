/**
 * What the schema says of one place in a level: the kind of value, its keys, its words.
 *
 * zod's issues name a path and what went wrong there; the words that make a message
 * helpful (the noun, the allowed keys, the bounds) are in the schema itself. This walks
 * down to it, choosing among the members of a union by what is written there. The only
 * file that looks into zod's definitions.
 */

import type { Path } from './problem'
import { z } from './zod'

type Schema = z.core.$ZodTypes

const defOf = (schema: z.core.$ZodType) => (schema as Schema)._zod.def

/** The schema at a path, with wrappers (`optional`, `default`, …) and unions seen through. */
export function schemaAt(root: z.core.$ZodType, value: unknown, path: Path): z.core.$ZodType | undefined {
  const here = unwrap(root, value)
  const [key, ...rest] = path
  if (key === undefined) return here
  const inner = childOf(here, key)
  return inner && schemaAt(inner, valueIn(value, key), rest)
}

function unwrap(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  const def = defOf(schema)
  if (def.type === 'optional' || def.type === 'default' || def.type === 'nullable') return unwrap(def.innerType, value)
  if (def.type !== 'union') return schema
  const chosen = def.options.find(option => suits(option, value, discriminatorOf(def)))
  return chosen ? unwrap(chosen, value) : schema
}

const discriminatorOf = (def: z.core.$ZodUnionDef) =>
  'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined

/** Whether this member of a union is the one meant: by its discriminator, else by the kind of value. */
function suits(option: z.core.$ZodType, value: unknown, discriminator: string | undefined): boolean {
  if (discriminator !== undefined) {
    const literal = childOf(option, discriminator)
    return literal !== undefined && wordsOf(literal).includes(valueIn(value, discriminator) as string)
  }
  const def = defOf(option)
  if (def.type === 'union') return kindOf(value) === 'object'
  return kindOf(value) === (def.type === 'record' ? 'object' : def.type)
}

function childOf(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
  const def = defOf(schema)
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[key] : undefined
    case 'array':
      return def.element
    case 'tuple':
      return def.items[Number(key)]
    case 'record':
      return def.valueType
    default:
      return undefined
  }
}

export const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** What stands under a key, if there is such a thing. */
export const valueIn = (value: unknown, key: string | number): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined

export const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(valueIn, value)

export function keysOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const def = schema && defOf(schema)
  return def?.type === 'object' ? Object.keys(def.shape) : []
}

/** The schema of a record's keys. */
export function keySchemaOf(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const def = schema && defOf(schema)
  return def?.type === 'record' ? def.keyType : undefined
}

/** The closed list of words that a value is one of. */
export function wordsOf(schema: z.core.$ZodType): readonly string[] {
  const def = defOf(schema)
  if (def.type === 'enum') return Object.values(def.entries).map(String)
  return def.type === 'literal' ? def.values.map(String) : []
}

/** The bounds of a whole number. */
export const boundsOf = (schema: z.core.$ZodType | undefined): string =>
  schema instanceof z.ZodNumber ? `${schema.minValue} and ${schema.maxValue}` : 'its bounds'

export const metaOf = (schema: z.core.$ZodType | undefined) => (schema && z.globalRegistry.get(schema)) ?? {}
