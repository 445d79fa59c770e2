/**
 * Several rollouts at once: promoted wave by wave, and aborted in an incident,
 * in a portal of their own, as both move what other tests look at.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { deploy } from '../../tools/demo-clusters/src/scenario/deploy.mts';
import { apiGateway } from '../../tools/demo-clusters/src/scenario/heal7Services.mts';
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

const EKS = 'AWS · EKS (primary)';
const GKE = 'GCP · GKE (secondary)';
const GATEWAY = 'heal7-api-gateway';
/** What waits in the primary cluster when the demo begins. */
const VERSION = '1.15.0';

let dataDir: string;
let clusters: DemoCluster[] = [];
let portal: Portal | undefined;
let browser: Browser | undefined;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
  clusters = await startDemoClusters();
  const secondary = clusters.find(({ name }) => name.startsWith('gke'))!;
  deploy(secondary.store, apiGateway, { version: VERSION });
  portal = await startPortal({
    dataDir,
    overrides: demoClustersConfig(clusters),
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
const seen = (name: string, test: (page: Page) => Promise<void>) =>
  it(name, () => onPage(name, () => signIn(browser!, portal!.url), test));

describe('several rollouts', () => {
  seen('are promoted in waves, until somebody ends the plan', async page => {
    const tab = await DeploymentsTab.open(page, GATEWAY);
    await page
      .getByRole('button', { name: `Promote ${VERSION} in waves…` })
      .click();
    const dialog = tab.dialog(`Promote ${VERSION} in waves?`);
    await dialog.getByText(`Promote ${EKS} now.`).waitFor();
    await assertAccessible(page);
    await dialog.getByLabel(/^Reason/).fill('release day');
    await dialog.getByRole('button', { name: 'Start the plan' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const plan = page.getByRole('region', { name: /^Promotion in waves/ });
    // It has acted on the first, and on nothing else.
    await plan.getByText(/^last acted on/).waitFor();
    await tab
      .card(EKS)
      .getByText('Goes on when somebody promotes it')
      .waitFor({ state: 'hidden' });
    await plan
      .getByRole('listitem')
      .filter({ hasText: GKE })
      .getByText('Waiting', { exact: true })
      .first()
      .waitFor();
    await assertAccessible(page);
    await plan.getByRole('button', { name: 'Cancel the plan…' }).click();
    await tab
      .dialog('Cancel this plan?')
      .getByRole('button', { name: 'Cancel the plan' })
      .click();
    await plan.getByText('Cancelled', { exact: true }).waitFor();
    await page
      .getByRole('button', { name: `Promote ${VERSION} in waves…` })
      .or(plan.getByRole('button', { name: 'Show details' }))
      .first()
      .waitFor();
  });

  seen('of a system are shown before all are aborted', async page => {
    await page.goto('/catalog/default/system/heal7-fortune');
    await page.getByRole('button', { name: 'Abort all rollouts…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('list', { name: /would be aborted$/ })
      .getByText(GATEWAY)
      .first()
      .waitFor();
    await assertAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
});
