/**
 * The kinds of value that a level's fields share: whole numbers, names, refs.
 *
 * Each carries its description, which is what an author reads on hover, in the
 * editor's completion and in our own messages. A `title` is the noun that messages
 * use for the value. Leaves out what only one part of a level needs.
 */

import { IMAGE_PATTERN, LONGEST_IMAGE } from '../model/image'
import { LONGEST_NAME, LONGEST_RUN } from './bounds'
import { z } from './zod'

/** A whole number between two bounds; nothing in a level is a fraction. */
export const whole = (min: number, max: number, description: string) => z.int().min(min).max(max).meta({ description })

export const ticks = (description: string, min = 0) => whole(min, LONGEST_RUN, `${description}, in cluster seconds`)

const NAME_PATTERN = '[a-z0-9]([a-z0-9.-]*[a-z0-9])?'

export const name = (description: string) =>
  z
    .string()
    .max(LONGEST_NAME)
    .regex(new RegExp(`^${NAME_PATTERN}$`))
    .meta({ title: 'name', description })

/** As an image is written in a pod spec; `model/image.ts` says what it means. */
export const image = (description: string) =>
  z.string().max(LONGEST_IMAGE).regex(IMAGE_PATTERN).meta({ title: 'image reference', description })

/** The key of a text in `words`. */
export const wordKey = (description: string) =>
  z
    .string()
    .max(LONGEST_NAME * 2)
    .regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)*$/)
    .meta({ title: 'key of a text', description })

/** One of a closed list of words. */
export const oneOf = <const Words extends readonly string[]>(words: Words, title: string, description: string) =>
  z.enum(words).meta({ title, description })

/** Kind, slash, name, as kubectl writes it. */
export const ref = <const Kinds extends readonly string[]>(kinds: Kinds, description: string) =>
  z
    .templateLiteral([z.enum(kinds), '/', z.string().regex(new RegExp(NAME_PATTERN))])
    .meta({ title: `target (${kinds.map(kind => `${kind}/<name>`).join(', ')})`, description })
