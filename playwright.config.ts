/**
 * The journeys: the built page, in a real browser.
 *
 * The flags keep Chromium from calling home; the first lets it run as root in a
 * container. KOD_BUILT=1 says that dist/ is fresh (see src/cli/start.ts).
 */

import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './test/play/chromium'

const PORT = Number(process.env.KOD_PLAY_PORT ?? 4174) // not the game's own: `npm start` may be running
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: 'test/play',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/moments/{arg}{ext}',
  reporter: 'list',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${PORT}/`,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium() ?? '/usr/bin/chromium', args: QUIET },
  },
  webServer: {
    command: 'node --import tsx src/cli/start.ts',
    env: { KOD_PORT: String(PORT) },
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
})
