/**
 * The embedded portal with the demo clusters, as somebody sees it who has just
 * typed `npm start`: in a browser, by keyboard, in Korean, on a phone.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { waitFor } from '../../tools/test-cluster/index.mts';
import { assertAccessible } from './support/accessibility.mts';
import { launchBrowser, signIn } from './support/browser.mts';
import {
  demoClustersConfig,
  startDemoClusters,
} from './support/demoClusters.mts';
import type { DemoCluster } from './support/demoClusters.mts';
import { DeploymentsTab } from './support/deploymentsTab.mts';
import { onPage } from './support/onPage.mts';
import { startPortal } from './support/portal.mts';
import type { Portal } from './support/portal.mts';
import { Wizard } from './support/wizard.mts';

const EKS = 'AWS · EKS (primary)';
const GKE = 'GCP · GKE (secondary)';
/** Its canary waits for a person in the primary cluster. */
const GATEWAY = 'heal7-api-gateway';

let dataDir: string;
let clusters: DemoCluster[] = [];
let portal: Portal | undefined;
let browser: Browser | undefined;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
  clusters = await startDemoClusters();
  portal = await startPortal({
    dataDir,
    overrides: {
      ...demoClustersConfig(clusters),
      // Guests may act, but not everywhere.
      platform: {
        acting: [{ to: 'everyone', clusters: ['eks-heal7-production'] }],
      },
    },
  });
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
  await Promise.all(clusters.map(cluster => cluster.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

/** A test on a page of its own, signed in as guest. */
const seen = (
  name: string,
  test: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
) =>
  it(name, () =>
    onPage(name, () => signIn(browser!, portal!.url, options), test),
  );

describe('deployments', () => {
  seen('count a timed pause down', async page => {
    const tab = await DeploymentsTab.open(page, 'heal7-web-main');
    const timer = tab.page.getByRole('timer').first();
    // The site's releases follow each other: there is always a next pause.
    await timer.waitFor({ timeout: 300_000 });
    const before = await timer.textContent();
    assert.match(before ?? '', /^\d+:\d\d left$/);
    await waitFor('the next second', async () => {
      const now = await timer.textContent();
      return now !== before || undefined;
    });
  });

  seen('are in the overview of an entity found in the catalog', async page => {
    for (const title of [
      'heal7 web',
      'heal7 API gateway',
      'heal7 saju engine',
    ]) {
      await page.getByRole('link', { name: title, exact: true }).waitFor();
    }
    await page.getByRole('link', { name: 'heal7 API gateway' }).click();
    const link = page.getByRole('link', { name: 'Show deployments' });
    await link.waitFor();
    for (const cluster of [EKS, GKE]) {
      const line = page.getByRole('listitem').filter({ hasText: cluster });
      await line.getByText('Demo', { exact: true }).waitFor();
    }
    await link.click();
    await new DeploymentsTab(page).card(EKS).waitFor();
  });

  seen('show the clusters side by side, marked as demo', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    const [left, right] = [tab.card(EKS), tab.card(GKE)];
    await tab.shows(left, ['Demo', 'Paused', 'Actual 10%', 'canary = true']);
    await tab.shows(right, ['Demo', 'Healthy', 'Actual 100%']);
    await page.getByRole('table', { name: 'Clusters compared' }).waitFor();
    const [a, b] = [await left.boundingBox(), await right.boundingBox()];
    assert.equal(a?.y, b?.y);
    assert.ok(a!.x + a!.width <= b!.x, 'they do not overlap');
  });

  seen('say why somebody may not act', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    const card = tab.card(GKE);
    await card.getByRole('button', { name: /^More actions/ }).click();
    await page
      .getByRole('menuitem', {
        name: /^Restart pods ?: You have no permission/,
      })
      .click();
    const dialog = tab.dialog('Restart its pods?');
    await dialog.getByText(/You have no permission for this/).waitFor();
    assert.equal(
      await dialog.getByRole('button', { name: 'Restart pods' }).count(),
      0,
    );
  });

  seen('are aborted and retried through the dialog', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    const card = tab.card(EKS);
    await tab.choose(card, {
      button: 'Abort',
      question: 'Abort this rollout?',
      reason: 'customers report errors',
    });
    await tab.shows(card, ['Aborted', 'Actual 0%']);
    await tab.choose(card, {
      button: 'Retry',
      question: 'Retry this rollout?',
      reason: 'it was something else',
    });
    await tab.shows(card, ['Paused', 'Actual 10%']);
  });

  seen('are promoted by keyboard alone', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    const card = tab.card(EKS);
    const promote = card.getByRole('button', { name: 'Promote', exact: true });
    await promote.waitFor();
    const focused = (name: string) =>
      page.evaluate(
        wanted =>
          [
            document.activeElement?.textContent,
            document.activeElement?.getAttribute('aria-label'),
          ].includes(wanted),
        name,
      );
    const tabTo = async (name: string) => {
      for (let presses = 0; !(await focused(name)); presses++) {
        assert.ok(presses < 80, `Tab never reaches ${name}`);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('Promote');
    await page.keyboard.press('Enter');
    const dialog = tab.dialog('Promote this rollout?');
    await dialog.waitFor();
    // Escape leaves, and leads back to where one was.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await waitFor(
      'the focus',
      async () => (await focused('Promote')) || undefined,
    );
    await page.keyboard.press('Enter');
    const reason = dialog.getByLabel(/^Reason/);
    await reason.waitFor();
    for (
      let presses = 0;
      !(await reason.evaluate(field => field === document.activeElement));
      presses++
    ) {
      assert.ok(presses < 20, 'Tab never reaches the reason');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('by keyboard');
    await tabTo('Promote');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await card
      .getByText('Goes on when somebody promotes it')
      .waitFor({ state: 'hidden' });
  });
});

describe('the fleet', () => {
  const rollouts = (page: Page) =>
    page.getByRole('grid', { name: 'All rollouts' });

  seen('has the rollouts of both clusters', async page => {
    await page.getByRole('link', { name: 'Deployments', exact: true }).click();
    for (const cluster of [EKS, GKE]) {
      await rollouts(page)
        .getByRole('row')
        .filter({ hasText: 'heal7 API gateway' })
        .filter({ hasText: cluster })
        .waitFor();
    }
    await assertAccessible(page);
  });

  seen('keeps its filter through a reload and the way back', async page => {
    await page.goto('/deployments');
    const gateways = rollouts(page).getByRole('link', {
      name: 'heal7 API gateway',
    });
    const others = rollouts(page).getByRole('link', {
      name: 'heal7 saju engine',
    });
    await others.first().waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('gateway');
    await others.first().waitFor({ state: 'hidden' });
    await page.waitForURL(/[?&]text=gateway/);
    await page.reload();
    await gateways.first().waitFor();
    assert.equal(await others.count(), 0);
    await gateways.first().click();
    await new DeploymentsTab(page).card(EKS).waitFor();
    assert.match(page.url(), new RegExp(`/${GATEWAY}/deployments$`));
    await page.goBack();
    await gateways.first().waitFor();
    assert.equal(await others.count(), 0);
    assert.match(page.url(), /[?&]text=gateway/);
  });

  seen('is glanced at from home, and from a system', async page => {
    for (const address of ['/home', '/catalog/default/system/heal7-fortune']) {
      await page.goto(address);
      await page.locator('a[href^="/deployments?"]').first().waitFor();
      await assertAccessible(page);
    }
    await page.getByRole('link', { name: 'Show all' }).click();
    await rollouts(page).getByRole('link').first().waitFor();
    assert.match(decodeURIComponent(page.url()), /system=system:default/);
  });
});

describe('a decision', () => {
  seen('is taken from what was measured', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    const card = tab.card(EKS);
    const toggle = card.getByRole('button', { name: /live metrics$/ });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') {
      await toggle.click();
    }
    // They are drawn once they are on the screen.
    await toggle.scrollIntoViewIfNeeded();
    await card.locator('canvas').first().waitFor();
    await assertAccessible(page);
  });

  seen('to roll back shows what would change', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    await tab
      .card(EKS)
      .getByRole('button', { name: /^More actions/ })
      .click();
    await page.getByRole('menuitem', { name: /^Roll back/ }).click();
    const dialog = tab.dialog('Roll back this rollout?');
    await dialog.getByText('What changes in the pod template').waitFor();
    await dialog
      .getByText(/line[s]? (added|removed)/)
      .first()
      .waitFor();
    await assertAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  seen(
    'waits while a freeze holds that a guest declares and lifts',
    async page => {
      const tab = await DeploymentsTab.open(page, GATEWAY);
      await page
        .getByRole('button', { name: 'More about these rollouts' })
        .click();
      await page.getByRole('menuitem', { name: 'Freezes…' }).click();
      const dialog = tab.dialog('Freezes');
      await dialog.getByText('No freeze holds or is planned.').waitFor();
      await assertAccessible(page);
      await dialog.getByRole('button', { name: /Cluster$/ }).click();
      await page.getByRole('option', { name: EKS }).click();
      await dialog.getByLabel('Until').fill('2099-01-01T00:00');
      await dialog.getByLabel(/^Reason/).fill('the site is being moved');
      await dialog.getByRole('button', { name: 'Declare' }).click();
      const lift = dialog.getByRole('button', {
        name: 'Lift the freeze: the site is being moved',
      });
      await lift.waitFor();
      await assertAccessible(page);
      await page.keyboard.press('Escape');
      const frozen = tab.card(EKS).getByText('the site is being moved');
      await frozen.first().waitFor();
      await page
        .getByRole('button', { name: 'More about these rollouts' })
        .click();
      await page.getByRole('menuitem', { name: 'Freezes…' }).click();
      await lift.click();
      await dialog.getByRole('button', { name: 'Lift now?' }).click();
      await dialog.getByText('No freeze holds or is planned.').waitFor();
      await page.keyboard.press('Escape');
      await frozen.first().waitFor({ state: 'hidden' });
    },
  );

  seen('is remembered in the history', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    await tab.card(EKS).waitFor();
    await page.getByRole('radio', { name: 'History' }).click({ force: true });
    await page.waitForURL(/[?&]view=history/);
    const rollout = page
      .getByRole('button', { name: /^Details of the rollout of/ })
      .first();
    await rollout.click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await assertAccessible(page);
  });
});

describe('everybody can use it', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const look = { colorScheme };
    seen(
      `the deployments, ${colorScheme}`,
      async page => {
        const tab = await DeploymentsTab.open(page, 'heal7-saju-engine');
        await tab.card(GKE).waitFor();
        await tab.card(EKS).waitFor();
        await assertAccessible(page);
      },
      look,
    );

    seen(
      `the overview, ${colorScheme}`,
      async page => {
        await page.goto(`/catalog/default/component/${GATEWAY}`);
        await page.getByText(EKS).first().waitFor();
        await page.getByRole('heading', { name: 'About' }).waitFor();
        await assertAccessible(page);
      },
      look,
    );

    seen(
      `the wizard, ${colorScheme}`,
      async page => {
        const wizard = await Wizard.open(page);
        await wizard.name.fill('Upper');
        await wizard.says(/^Use 3 to 40/).waitFor();
        await assertAccessible(page);
      },
      look,
    );
  }

  seen(
    'the deployments fit a phone',
    async page => {
      await page.goto(`/catalog/default/component/${GATEWAY}/deployments`);
      await new DeploymentsTab(page).card(GKE).waitFor();
      const [content, screen] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      assert.ok(content <= screen, `${content} px on ${screen} px`);
    },
    { viewport: { width: 390, height: 844 } },
  );

  const korean = (url: string): BrowserContextOptions => ({
    storageState: {
      cookies: [],
      origins: [
        { origin: url, localStorage: [{ name: 'language', value: 'ko' }] },
      ],
    },
  });

  it('the fleet and the tab in Korean', () =>
    onPage(
      'the fleet and the tab in Korean',
      () => signIn(browser!, portal!.url, korean(portal!.url)),
      async page => {
        await page.goto('/deployments');
        const fleet = page.getByRole('grid', { name: '전체 롤아웃' });
        await fleet.getByText('heal7 web').first().waitFor();
        await assertAccessible(page);
        const tab = await DeploymentsTab.open(page, GATEWAY);
        await tab.shows(tab.card(EKS), ['리비전', '트래픽', '단계', '지표']);
        await assertAccessible(page);
      },
    ));

  seen('the language can be Korean', async page => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('option', { name: '한국어' }).click();
    await page.getByRole('button', { name: '한국어' }).waitFor();
    const tab = await DeploymentsTab.open(page, 'heal7-saju-engine');
    await tab.shows(tab.card(EKS), ['데모', '리비전', '트래픽', '단계']);
  });
});

describe('documentation', () => {
  seen('has its diagrams drawn', async page => {
    await page.goto(
      '/docs/default/system/heal7-platform/design/mesh-and-routing/',
    );
    const figure = page.locator('figure[data-diagram=drawn] svg');
    // The first visit builds the pages.
    await figure.first().waitFor({ timeout: 180_000 });
  });

  seen('is found by the search', async page => {
    await waitFor(
      'the documentation in the index',
      async () => {
        const { body } = await portal!.backend.get<any>(
          '/api/search/query?term=header%20route&types[0]=techdocs',
        );
        return body.results.length > 0 || undefined;
      },
      { timeout: 180_000, interval: 1_000 },
    );
    await page.goto('/search?query=header%20route&types[]=techdocs');
    const results = page.getByRole('listitem').filter({
      has: page.locator('a[href*="/docs/default/system/heal7-platform/"]'),
    });
    await results.first().waitFor();
  });
});

describe('names of services', () => {
  const repositories = () =>
    readdir(join(dataDir, 'repositories')).catch(error =>
      error.code === 'ENOENT' ? [] : Promise.reject(error),
    );

  seen('that cannot be are refused in the form', async page => {
    const wizard = await Wizard.open(page);
    await wizard.describe('Never made');
    for (const [name, message] of [
      ['../evil', /^Use 3 to 40/],
      ['Upper', /^Use 3 to 40/],
      [GATEWAY, /has a component of this name already/],
    ] as const) {
      await wizard.name.fill(name);
      await wizard.says(message).waitFor();
      await wizard.pressNext();
    }
    // Had one been let through, the field would be gone, and this the page
    // after the next one.
    await wizard.name.fill('heal7-web-free');
    await wizard.says(/^The name is free/).waitFor();
    await wizard.next(page.getByRole('checkbox', { name: /^GKE/ }));
    assert.deepEqual(await repositories(), []);
  });

  it('that cannot be are refused by the backend, and change nothing', async () => {
    const before = (await readdir(dataDir)).sort();
    for (const name of ['../evil', 'Upper', 'a/b', '', GATEWAY]) {
      const { status, body } = await portal!.backend.post<any>(
        '/api/scaffolder/v2/tasks',
        {
          templateRef: 'template:default/nextjs-web',
          values: {
            ...{ name, description: 'x', owner: 'group:default/web-team' },
            ...{ system: 'system:default/heal7-fortune', dependsOn: [] },
            ...{ lifecycle: 'production', clusters: ['eks-heal7-production'] },
            size: {
              ...{ minReplicas: 3, maxReplicas: 20 },
              ...{ cpu: '250m', memory: '256Mi' },
            },
            engine: 'argo-rollouts',
            canary: { steps: [{ weight: 10, pause: '10m' }] },
            ...{ repoHost: 'local', repoOwner: 'heal7' },
          },
        },
      );
      if (status === 201) {
        const task = await waitFor('the end of the task', async () => {
          const { body: seenNow } = await portal!.backend.get<any>(
            `/api/scaffolder/v2/tasks/${body.id}`,
          );
          return ['completed', 'failed'].includes(seenNow.status)
            ? seenNow
            : undefined;
        });
        assert.equal(task.status, 'failed', name);
      } else {
        assert.equal(status, 400, JSON.stringify(body));
      }
    }
    assert.deepEqual(await repositories(), []);
    assert.deepEqual((await readdir(dataDir)).sort(), before);
  });
});

describe('a cluster that cannot be read', () => {
  afterEach(() => {
    clusters[1].faults.mode = 'none';
  });

  seen('keeps its last known state on the screen, and says so', async page => {
    const tab = await DeploymentsTab.open(page, 'heal7-saju-engine');
    await tab.card(EKS).waitFor();
    clusters[1].faults.mode = 'refuse';
    clusters[1].faults.closeWatches();
    const card = tab.card(GKE);
    await card.getByText(/^Unreachable since/).waitFor();
    await tab.shows(tab.card(EKS), ['Demo']);
    clusters[1].faults.mode = 'none';
    await card.getByText(/^Unreachable since/).waitFor({ state: 'hidden' });
  });
});
