import type { Page } from 'playwright-core';

/** One picture: how to get there, in either language. */
export interface Scene {
  name: string;
  /** Whether docs/images has it. */
  documented: boolean;
  /** Of the screen, where it differs from the usual one. */
  height?: { desktop: number; phone: number };
  /** Ends once the page shows what it should. */
  show(page: Page): Promise<void>;
}

const TALL = { desktop: 2000, phone: 3600 };

const component = (name: string) => `/catalog/default/component/${name}`;

async function openTab(page: Page, name: string, search = ''): Promise<void> {
  await page.goto(`${component(name)}/deployments${search}`);
}

const cards = (page: Page) => page.getByRole('article');

/** The first card's menu of what else can be done. */
async function openActions(page: Page): Promise<void> {
  await cards(page)
    .first()
    .getByRole('button', { name: /^More actions|추가 작업$/ })
    .click();
}

/** Pictures of the documentation, and states worth looking at. */
export const SCENES: Scene[] = [
  {
    name: 'entity-deployments',
    documented: true,
    async show(page) {
      await openTab(page, 'heal7-api-gateway');
      await cards(page).first().waitFor();
    },
  },
  {
    name: 'overview',
    documented: true,
    async show(page) {
      await page.goto(component('heal7-api-gateway'));
      await page.getByText('AWS · EKS (primary)').first().waitFor();
    },
  },
  {
    name: 'create-wizard',
    documented: true,
    async show(page) {
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
  },
  {
    name: 'techdocs',
    documented: true,
    async show(page) {
      await page.goto(
        '/docs/default/system/heal7-platform/design/mesh-and-routing/',
      );
      await page
        .locator('figure[data-diagram=drawn] svg')
        .first()
        .waitFor({ timeout: 180_000 });
    },
  },
  {
    name: 'fleet',
    documented: true,
    async show(page) {
      await page.goto('/deployments');
      await page.getByRole('grid').getByRole('link').first().waitFor();
    },
  },
  {
    name: 'home',
    documented: false,
    async show(page) {
      await page.goto('/home');
      await page.locator('a[href^="/deployments?phase="]').first().waitFor();
    },
  },
  {
    name: 'system',
    documented: false,
    height: { desktop: 1400, phone: 2400 },
    async show(page) {
      await page.goto('/catalog/default/system/heal7-fortune');
      await page.locator('a[href^="/deployments?"]').first().waitFor();
    },
  },
  {
    name: 'canary',
    documented: false,
    height: TALL,
    async show(page) {
      await openTab(page, 'heal7-api-gateway');
      await cards(page).first().locator('canvas').first().waitFor();
    },
  },
  {
    name: 'problem',
    documented: false,
    height: TALL,
    async show(page) {
      await openTab(page, 'heal7-saju-engine');
      await cards(page).first().waitFor();
    },
  },
  {
    name: 'analysis',
    documented: true,
    async show(page) {
      await openTab(page, 'heal7-api-gateway');
      const card = cards(page).first();
      // They are drawn once they are on the screen.
      await card
        .getByRole('button', { name: /live metrics$|실시간 지표/ })
        .scrollIntoViewIfNeeded();
      const chart = card.locator('canvas').first();
      await chart.waitFor();
      await chart.evaluate(canvas =>
        canvas.scrollIntoView({ block: 'center' }),
      );
    },
  },
  {
    name: 'rollback-dialog',
    documented: false,
    async show(page) {
      await openTab(page, 'heal7-saju-engine');
      await openActions(page);
      await page.getByRole('menuitem', { name: /^(Roll back|롤백)/ }).click();
      // The menu is a dialog as well, until it has gone.
      await page
        .getByText(
          /^(What changes in the pod template|파드 템플릿에서 바뀌는 것)$/,
        )
        .waitFor();
    },
  },
  {
    name: 'freeze-dialog',
    documented: false,
    async show(page) {
      await openTab(page, 'heal7-api-gateway');
      await page
        .getByRole('button', {
          name: /^(More about these rollouts|이 롤아웃의 추가 메뉴)$/,
        })
        .click();
      await page.getByRole('menuitem', { name: /^(Freezes|동결)…$/ }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'history',
    documented: true,
    height: { desktop: 1100, phone: 2400 },
    async show(page) {
      await openTab(page, 'heal7-web-main', '?view=history');
      await page
        .getByRole('button', { name: /^Details of the rollout of|롤아웃 상세/ })
        .first()
        .click();
      await page
        .getByRole('heading', { name: /^(Timeline|타임라인)$/ })
        .waitFor();
    },
  },
];
