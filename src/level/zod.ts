/**
 * zod, told never to compile its checks.
 *
 * The page runs under a Content-Security-Policy without `unsafe-eval`, and zod
 * would otherwise try `new Function`. Every schema of this floor takes `z` from
 * here, so that the setting comes first.
 */

import { z } from 'zod'

z.config({ jitless: true })

export { z }
