/**
 * The text of `levels/level.schema.json`, by which editors complete and explain.
 *
 * JSON Schema draft 7, since that is what VS Code's engine knows best, and of what an
 * author writes (`io: 'input'`): what has a default may be left out. `npm run kod --
 * schema` writes the file; a test says when it is stale.
 */

import { EXTENSION_PREFIX, LEVEL_V1 } from './level'
import { z } from './zod'

export const SCHEMA_FILE = 'levels/level.schema.json'

export function schemaText(): string {
  const schema = z.toJSONSchema(LEVEL_V1, { target: 'draft-7', io: 'input' })
  const open = { patternProperties: { [`^${EXTENSION_PREFIX}`]: {} } }
  return `${JSON.stringify({ title: 'A level of K8S or DIE, format 1', ...schema, ...open }, null, 2)}\n`
}
