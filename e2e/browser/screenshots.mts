/**
 * Pictures of the portal with the demo clusters:
 *
 *   node e2e/browser/screenshots.mts            those of the documentation
 *   node e2e/browser/screenshots.mts --all DIR  every page in every look
 *
 * With `--scene NAME`, which may be repeated, of these scenes alone.
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { root } from '../../tools/bootstrap/lib/paths.mjs';
import { launchBrowser, signIn } from './support/browser.mts';
import {
  demoClustersConfig,
  startDemoClusters,
} from './support/demoClusters.mts';
import { startPortal } from './support/portal.mts';
import { SCENES } from './support/scenes.mts';
import type { Scene } from './support/scenes.mts';

/** Bytes that a picture in the documentation may have. */
const LIMIT = 300_000;

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
  scenes: Scene[],
  pathOf: (scene: Scene) => string,
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
  for (const scene of scenes) {
    await page.setViewportSize({
      width: SIZES[size].width,
      height: scene.height?.[size] ?? SIZES[size].height,
    });
    await scene.show(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: pathOf(scene), animations: 'disabled' });
    console.log(pathOf(scene));
  }
  await page.context().close();
}

async function forDocumentation(
  browser: Browser,
  url: string,
  chosen: Scene[],
): Promise<void> {
  const scenes = chosen.filter(({ documented }) => documented);
  const pathOf = ({ name }: Scene) => join(root, 'docs/images', `${name}.png`);
  await mkdir(join(root, 'docs/images'), { recursive: true });
  await photograph(
    browser,
    url,
    { size: 'desktop', colorScheme: 'light', language: 'en' },
    scenes,
    pathOf,
  );
  for (const scene of scenes) {
    const { size } = await stat(pathOf(scene));
    if (size > LIMIT) {
      throw new Error(`${pathOf(scene)} has ${size} bytes, more than ${LIMIT}`);
    }
  }
}

async function inEveryLook(
  browser: Browser,
  url: string,
  scenes: Scene[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of ['desktop', 'phone'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const language of ['en', 'ko'] as const) {
        const look = { size, colorScheme, language };
        await photograph(browser, url, look, scenes, ({ name }) =>
          join(folder, `${name}.${size}.${colorScheme}.${language}.png`),
        );
      }
    }
  }
}

const { all, scene: wanted } = parseArgs({
  options: {
    all: { type: 'string' },
    scene: { type: 'string', multiple: true },
  },
}).values;
const unknown = wanted?.filter(
  name => !SCENES.some(scene => scene.name === name),
);
if (unknown?.length) {
  throw new Error(`there is no scene ${unknown.join(', ')}`);
}
const chosen = SCENES.filter(({ name }) => wanted?.includes(name) ?? true);
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
        ? forDocumentation(browser, portal.url, chosen)
        : inEveryLook(browser, portal.url, chosen, resolve(all)));
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
