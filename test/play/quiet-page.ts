/** A page that must stay quiet: no error on its console, no request to anybody else. */

import { test as base, expect } from '@playwright/test'

export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const noise: string[] = []
    page.on('pageerror', error => noise.push(error.message))
    page.on('console', message => message.type() === 'error' && noise.push(message.text()))
    page.on('request', request => isStranger(request.url(), baseURL) && noise.push(request.url()))
    await use(page)
    expect(noise).toEqual([])
  },
})

const isStranger = (url: string, home = '') => url.startsWith('http') && new URL(url).origin !== new URL(home).origin

export { expect }
