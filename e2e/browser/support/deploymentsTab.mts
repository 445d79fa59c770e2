import type { Locator, Page } from 'playwright-core';

/** The Deployments tab of an entity, as a person sees it. */
export class DeploymentsTab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens it by its address. */
  static async open(page: Page, component: string): Promise<DeploymentsTab> {
    await page.goto(`/catalog/default/component/${component}/deployments`);
    return new DeploymentsTab(page);
  }

  /** Goes there from another tab of the entity. */
  static async choose(page: Page): Promise<DeploymentsTab> {
    await page.getByRole('button', { name: 'Deployment', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Deployments' }).click();
    return new DeploymentsTab(page);
  }

  /** What one cluster runs, by the cluster's title. */
  card(cluster: string): Locator {
    return this.page.getByRole('article', { name: cluster });
  }

  /** All of these texts in one card. */
  async shows(card: Locator, texts: string[]): Promise<void> {
    for (const text of texts) {
      await card.getByText(text, { exact: true }).first().waitFor();
    }
  }

  /** The whole image among a card's revisions. */
  image(card: Locator, image: string): Locator {
    return card.getByRole('button', { name: image });
  }

  /** Presses the card's own button, gives a reason and confirms. */
  async confirm(
    card: Locator,
    action: { button: string; question: string; reason: string },
  ): Promise<void> {
    await card
      .getByRole('button', { name: action.button, exact: true })
      .click();
    await this.answer(action);
  }

  /** Chooses from the card's menu, gives a reason and confirms. */
  async choose(
    card: Locator,
    action: { button: string; question: string; reason: string },
  ): Promise<void> {
    await card.getByRole('button', { name: /^More actions/ }).click();
    await this.page
      .getByRole('menuitem', { name: action.button, exact: true })
      .click();
    await this.answer(action);
  }

  /** The dialog that asks this question. */
  dialog(question: string): Locator {
    return this.page.getByRole('dialog', { name: question });
  }

  private async answer(action: {
    button: string;
    question: string;
    reason: string;
  }): Promise<void> {
    const dialog = this.dialog(action.question);
    await dialog.getByLabel(/^Reason/).fill(action.reason);
    await dialog
      .getByRole('button', { name: action.button, exact: true })
      .click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
