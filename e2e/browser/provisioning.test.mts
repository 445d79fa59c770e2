/**
 * The whole way of infrastructure, in a browser, with the real Terraform on an
 * emulated AWS: wizard, plan, somebody else's approval, live log, catalog,
 * drift, destruction.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startMoto } from '../provisioning/support/moto.mts';
import type { Moto } from '../provisioning/support/moto.mts';
import { assertAccessible } from './support/accessibility.mts';
import { launchBrowser, signIn } from './support/browser.mts';
import { startPortal, untilInCatalog } from './support/portal.mts';
import type { Portal } from './support/portal.mts';
import { SANDBOX, sandboxSettings } from './support/sandbox.mts';
import { StackPage } from './support/stackPage.mts';
import { stepByStep } from './support/steps.mts';
import { Wizard } from './support/wizard.mts';

const NAME = 'journey-events';

describe('infrastructure', () => {
  let dataDir: string;
  let moto: Moto | undefined;
  let portal: Portal | undefined;
  let browser: Browser | undefined;
  let page: Page;
  let colleague: Page;
  let mine: StackPage;
  let theirs: StackPage;

  const step = stepByStep(() => page);

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
    moto = await startMoto(SANDBOX.states, SANDBOX.region);
    portal = await startPortal({ dataDir, ...sandboxSettings(moto) });
    await untilInCatalog(portal.backend, 'user/default/lead-developer');
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await portal?.stop();
    await moto?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  step('is asked for in the wizard, which shows its plan', async () => {
    page = await signIn(browser!, portal!.url);
    const wizard = await Wizard.open(page, 'Sandbox');
    await wizard.name.fill(NAME);
    await wizard.says(/^The name is free/).waitFor();
    await wizard.describe('Events on their journey');
    await page.getByRole('textbox', { name: /^Why/ }).fill('A test needs it');
    await page
      .getByRole('radio', { name: /approved by somebody else/ })
      .check();
    await wizard.next(page.getByRole('spinbutton', { name: /^Days to keep/ }));
    await wizard.next(page.getByRole('textbox', { name: /^GitHub/ }));
    await wizard.next(wizard.file('stack.yaml'));
    await wizard.create();
    const plan = page.getByRole('region', { name: 'The plan of your stack' });
    await plan.getByText('8 to create').first().waitFor();
    await plan.getByText(/of \$3,000 with this plan/).waitFor();
    await assertAccessible(page, 'section:has(> h2)');
  });

  step('is not approved by who asked for it', async () => {
    await page
      .getByText(/You have asked for it: somebody else has to/)
      .waitFor();
    assert.equal(
      await page.getByRole('button', { name: 'Approve…' }).count(),
      0,
    );
    mine = await StackPage.open(page, NAME);
    await assertAccessible(page);
  });

  step('is approved by a colleague, and made before their eyes', async () => {
    colleague = await signIn(browser!, portal!.url, {}, 'colleague');
    theirs = await StackPage.open(colleague, NAME);
    await theirs.approve();
    // Nobody reloads the page of the one who waits.
    await page.getByRole('heading', { name: 'Progress' }).waitFor();
    await page.getByText(/^\d of 8 done$/).waitFor();
    await page
      .getByText(/aws_sqs_queue\.work: Creating/)
      .first()
      .waitFor();
    await mine.becomes('Applied');
    await theirs.becomes('Applied');
    await assertAccessible(page);
  });

  step('is found in the catalog', async () => {
    await mine.tab('Resources');
    const link = page
      .getByRole('row', { name: /aws_sqs_queue/ })
      .getByRole('link', { name: /in the catalog$/ });
    const path = (await link.getAttribute('href'))!.split('/catalog/')[1];
    const [namespace, kind, name] = path.split('/');
    await untilInCatalog(portal!.backend, `${kind}/${namespace}/${name}`);
    await link.click();
    await page.getByRole('heading', { name: `${NAME}-work` }).waitFor();
    const graph = page.locator('svg#dependency-graph');
    await graph.getByText('HEAL7 fortune telling').waitFor();
    await assertAccessible(page);
  });

  step('is looked after: a change behind its back is drift', async () => {
    mine = await StackPage.open(page, NAME);
    await moto!.call('sqs', 'SetQueueAttributes', {
      QueueUrl: `${moto!.url}/123456789012/${NAME}-work`,
      'Attribute.1.Name': 'MessageRetentionPeriod',
      'Attribute.1.Value': '3600',
    });
    await mine.ask('Check for drift…', 'Check');
    await mine.becomes('Drifted');
    await mine.tab('Drift');
    await page.getByRole('button', { name: /^aws_sqs_queue/ }).click();
    await page.getByText('message_retention_seconds').first().waitFor();
    await assertAccessible(page);
    await mine.ask('Reconcile…', 'Plan');
    await theirs.approve();
    await mine.becomes('Applied');
  });

  step('is destroyed in two plans, and leaves the catalog', async () => {
    await mine.ask('Take protection off…', 'Plan it');
    await theirs.approve();
    await mine.button('Destroy…').waitFor();
    await mine.ask('Destroy…', 'Plan to destroy');
    await theirs.approve(NAME);
    await mine.becomes('Destroyed');
    await assertAccessible(page);
  });
});
