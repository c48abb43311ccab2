/** The page itself, before anything is played: it opens, is called by its name, is quiet, and stays at home. */

import { expect, test } from '@playwright/test'

test.describe('The page', () => {
  test('opens under its name, without an error and without asking anybody else for anything', async ({
    page,
    baseURL,
  }) => {
    const errors: string[] = []
    const strangers: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    page.on('request', request => isStranger(request.url(), baseURL) && strangers.push(request.url()))

    await page.goto('./', { waitUntil: 'load' })

    await expect(page).toHaveTitle(/K8S or DIE/)
    expect(errors).toEqual([])
    expect(strangers).toEqual([])
  })

  test('says that a missing file is missing', async ({ request }) => {
    for (const missing of ['nothing-here', 'assets/nothing-here.png', 'levels/nothing-here.json']) {
      expect((await request.get(missing)).status(), missing).toBe(404)
    }
  })
})

const isStranger = (url: string, home = '') => url.startsWith('http') && new URL(url).origin !== new URL(home).origin
