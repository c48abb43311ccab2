import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SCHEMA_FILE, schemaText } from '../../src/level/schema'

const schema = JSON.parse(schemaText())

describe('The JSON schema of levels', () => {
  it('is up to date', () => {
    const committed = readFileSync(new URL(`../../${SCHEMA_FILE}`, import.meta.url), 'utf8')
    expect(committed === schemaText(), `${SCHEMA_FILE} is stale: npm run kod -- schema writes it`).toBe(true)
  })

  it('is what VS Code knows best: draft 7', () =>
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#'))
  it('lets out what has a default', () => expect(schema.required).not.toContain('incidents'))
  it('refuses keys it does not know, but for those that start with x-', () => {
    expect(schema).toMatchObject({ additionalProperties: false, patternProperties: { '^x-': {} } })
  })

  it('explains every key of a level', () => {
    const silent = Object.entries(schema.properties).filter(
      ([, value]) => !(value as { description?: string }).description,
    )
    expect(silent.map(([key]) => key)).toEqual([])
  })

  it('completes metrics, events and verbs', () => {
    expect(schema.definitions.Metric.enum).toContain('riders.landed')
    expect(schema.definitions.State.properties.on.propertyNames.enum).toContain('did.SCALE')
    expect(schema.properties.may.items.enum).toContain('REWIND')
  })
})
