/** Auntie Cron, who keeps the Root Shop, and the cape that hangs behind her: pixel by pixel. */

import { html, svg, type TemplateResult } from 'lit-html'
import { AUNTIE, AUNTIE_INKS } from '../../assets/art/auntie'
import { ROLES, type Role } from '../view/palette'

const CAPE = [
  '....yyyy....',
  '...rrrrrr...',
  '..rrrrrrRr..',
  '..rrrrrrRR..',
  '.rrrrrrrRRr.',
  '.rrrrrrRRRr.',
  '.rrrrrRRRRr.',
  'rrrrrrRRRrRr',
  'rrrrrRRRRrRr',
  'rr.rrRRR.rRR',
  'r...rR....RR',
] as const
const CAPE_INKS: Readonly<Record<string, Role>> = { y: 'sun', r: 'red', R: 'blood' }

export const auntie = (): TemplateResult => drawn('auntie', AUNTIE, AUNTIE_INKS)
export const capeIcon = (): TemplateResult => drawn('cape-icon', CAPE, CAPE_INKS)

const drawn = (name: string, rows: readonly string[], inks: Readonly<Record<string, Role>>) =>
  html`<svg class=${name} viewBox="0 0 ${rows[0]?.length ?? 1} ${rows.length}" aria-hidden="true" shape-rendering="crispEdges">
    ${rows.flatMap((row, y) =>
      [...row].flatMap((letter, x) =>
        inks[letter] ? svg`<rect x=${x} y=${y} width="1.02" height="1.02" fill=${ROLES[inks[letter]]} />` : [],
      ),
    )}
  </svg>`
