/**
 * Pictures of the portal with the demo clusters:
 *
 *   node e2e/browser/screenshots.mts            the README's, into docs/images
 *   node e2e/browser/screenshots.mts --all DIR  every page in every look
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { root } from '../../tools/bootstrap/lib/paths.mjs';
import { launchBrowser, signIn } from './support/browser.mts';
import {
  demoClustersConfig,
  startDemoClusters,
} from './support/demoClusters.mts';
import { startPortal } from './support/portal.mts';

/** Bytes that a picture in the README may have. */
const LIMIT = 300_000;

/** What is photographed, once it shows what it should. */
const SCENES: Record<string, (page: Page) => Promise<void>> = {
  async 'entity-deployments'(page) {
    await page.goto('/catalog/default/component/heal7-api-gateway/deployments');
    await page.getByRole('article').first().waitFor();
  },
  async overview(page) {
    await page.goto('/catalog/default/component/heal7-api-gateway');
    await page.getByText('AWS · EKS (primary)').first().waitFor();
  },
  async 'create-wizard'(page) {
    await page.goto('/create/templates/default/nextjs-web');
    const name = page.getByRole('textbox', { name: /^Name/ });
    await name.fill('heal7-web-events');
    await page
      .getByRole('status')
      .filter({ hasText: /^(The name is free|사용할 수 있는 이름입니다)/ })
      .waitFor();
    await page
      .getByRole('textbox', { name: /^Description/ })
      .fill('Seasonal pages of the site');
  },
  async techdocs(page) {
    await page.goto(
      '/docs/default/system/heal7-platform/design/mesh-and-routing/',
    );
    await page
      .locator('figure[data-diagram=drawn] svg')
      .first()
      .waitFor({ timeout: 180_000 });
  },
};

interface Look {
  size: 'desktop' | 'phone';
  colorScheme: 'light' | 'dark';
  language: 'en' | 'ko';
}

const SIZES = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

async function photograph(
  browser: Browser,
  url: string,
  look: Look,
  pathOf: (scene: string) => string,
): Promise<void> {
  const { size, colorScheme, language } = look;
  const page = await signIn(browser, url, {
    colorScheme,
    viewport: SIZES[size],
    storageState: {
      cookies: [],
      origins: [
        { origin: url, localStorage: [{ name: 'language', value: language }] },
      ],
    },
  });
  for (const [scene, show] of Object.entries(SCENES)) {
    await show(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: pathOf(scene), animations: 'disabled' });
    console.log(pathOf(scene));
  }
  await page.context().close();
}

async function forReadme(browser: Browser, url: string): Promise<void> {
  const pathOf = (scene: string) => join(root, 'docs/images', `${scene}.png`);
  await mkdir(join(root, 'docs/images'), { recursive: true });
  await photograph(
    browser,
    url,
    { size: 'desktop', colorScheme: 'light', language: 'en' },
    pathOf,
  );
  for (const scene of Object.keys(SCENES)) {
    const { size } = await stat(pathOf(scene));
    if (size > LIMIT) {
      throw new Error(`${pathOf(scene)} has ${size} bytes, more than ${LIMIT}`);
    }
  }
}

async function inEveryLook(
  browser: Browser,
  url: string,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of ['desktop', 'phone'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const language of ['en', 'ko'] as const) {
        await photograph(browser, url, { size, colorScheme, language }, scene =>
          join(folder, `${scene}.${size}.${colorScheme}.${language}.png`),
        );
      }
    }
  }
}

const { all } = parseArgs({ options: { all: { type: 'string' } } }).values;
const dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
const clusters = await startDemoClusters();
try {
  const portal = await startPortal({
    dataDir,
    overrides: demoClustersConfig(clusters),
  });
  try {
    const browser = await launchBrowser();
    try {
      await (all === undefined
        ? forReadme(browser, portal.url)
        : inEveryLook(browser, portal.url, resolve(all)));
    } finally {
      await browser.close();
    }
  } finally {
    await portal.stop();
  }
} finally {
  await Promise.all(clusters.map(cluster => cluster.stop()));
  await rm(dataDir, { recursive: true, force: true });
}
