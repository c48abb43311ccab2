/** Names of images: which are taken, what each means, and how kubelet and registry speak of them. */

import { describe, expect, it } from 'vitest'
import { WORKLOAD } from '../../src/level/workload'
import { fullReference } from '../../src/model/image'
import { BYTES_PER_MIB } from '../../src/model/units'
import { aSpec, ask, aWorld, only, wait } from '../../src/proof/inquiry'
import { explain } from '../../src/sim/explain/explain'

const IMAGE = WORKLOAD.shape.image

const TAKEN = [
  ['web', 'registry.example/web:latest'],
  ['web:v1', 'registry.example/web:v1'],
  ['web:V1.2_rc-3', 'registry.example/web:V1.2_rc-3'],
  ['shop/web', 'registry.example/shop/web:latest'],
  ['shop/my__web.api--x:v1', 'registry.example/shop/my__web.api--x:v1'],
  ['registry.k8s.io/pause:3.9', 'registry.k8s.io/pause:3.9'],
  ['registry.example:5000/shop/web:v1', 'registry.example:5000/shop/web:v1'],
  ['localhost/web', 'localhost/web:latest'],
  ['build:5000/web', 'build:5000/web:latest'],
  ['2048:1', 'registry.example/2048:1'],
] as const

describe('An image reference', () => {
  it.each(TAKEN)('%s means %s', (written, means) => {
    expect(IMAGE.safeParse(written).success).toBe(true)
    expect(fullReference(written)).toBe(means)
  })

  it.each([
    '',
    'Web',
    'web:',
    ':v1',
    'web:v1:v2',
    'web:-v1',
    'web v1',
    'shop//web',
    '/web',
    'web/',
    'web_',
    'we___b',
    'web..x',
    `web:${'v'.repeat(129)}`,
    'Shop/web',
  ])('is not "%s"', written => expect(IMAGE.safeParse(written).success).toBe(false))
})

describe('A release by tag', () => {
  const template = (image: string) => ({
    image,
    defect: 'none' as const,
    requests: { cpu: 200, memory: 256 * BYTES_PER_MIB, gpus: 0 },
  })
  const world = aWorld({
    park: {
      machines: [{ name: 'b1', cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }],
      images: ['v1', 'v2'].map(tag => ({ name: `web:${tag}`, sizeMiB: 100, cached: false })),
    },
    workloads: [aSpec({ image: 'web:v1' })],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  const first = wait(world, 30)
  ask(world, { order: 'set-template', workload: 0, template: template('web:v2') })
  const second = wait(world, 60)
  ask(world, { order: 'set-template', workload: 0, template: template('web:v3') })
  const third = wait(world, 30)

  it('is another image than the one before, and is pulled', () => {
    expect(only(first, 'Pulling').map(({ note }) => note)).toEqual(['Pulling image "web:v1"'])
    expect(only(second, 'Pulling').map(({ note }) => note)).toEqual(['Pulling image "web:v2"'])
    expect(world.nodes[0]?.images).toEqual(['web:v1', 'web:v2'])
  })

  it('that the registry has not got is not found, by its whole name', () => {
    const [failed] = only(third, 'Failed')
    const full = 'registry.example/web:v3'
    expect(failed?.note).toBe(
      `Failed to pull image "web:v3": rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`,
    )
    const waits = world.pods.find(({ gone, status }) => !gone && status === 'ImagePullBackOff')
    expect(explain(world, { kind: 'pod', id: waits?.id ?? -1 })).toContain('Image: web:v3')
  })
})
