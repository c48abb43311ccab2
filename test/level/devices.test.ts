/**
 * A rider that is said to hang on a device of its host has to ask for one: nova migrates no
 * guest with such a device (nova/conductor/tasks/live_migrate.py), and the only devices that
 * a workload can ask for are GPUs. A licence that is bound to its guest (MAC, UUID) goes along.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { WORDS } from '../words'

const DEVICE = /dongle|passthrough|\b(usb|pci)\b/i
const LEVELS = readdirSync('levels').filter(name => /^[CL]\d+-.*\.json$/.test(name))

it.each(LEVELS)('%s', name => {
  const level = JSON.parse(readFileSync(`levels/${name}`, 'utf8'))
  for (const { id, workload } of level.arrivals) {
    const spec = level.workloads.find((each: { name: string }) => each.name === workload)
    const says = level.words.en[`rider.${id}`] ?? ''
    expect(DEVICE.test(says) && !(spec.requests.gpus > 0), `${id}: ${says}`).toBe(false)
  }
})

it('the sticker of an own kernel promises none either', () => {
  expect(WORDS['sticker.ANCHOR.means']).not.toMatch(DEVICE)
})
