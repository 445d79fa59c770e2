import type { Locator, Page } from 'playwright-core';

/** The template's form in the Create wizard; labels are in two languages. */
export class Wizard {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** From any page, through the sidebar and the list of templates. */
  static async open(
    page: Page,
    template = 'Web service (Next.js)',
  ): Promise<Wizard> {
    await page.getByRole('link', { name: 'Create', exact: true }).click();
    // One card a template; its button is below its description.
    const card = page
      .locator('[class*=MuiCard-root]')
      .filter({ hasText: template });
    await card.first().getByRole('button', { name: 'Choose' }).click();
    const wizard = new Wizard(page);
    await wizard.name.waitFor();
    return wizard;
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: /^Name/ });
  }

  /** What the form says about the name, as it is typed. */
  says(text: RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  /** Ticks or unticks a box, where a person would click: its input is hidden. */
  async tick(box: Locator): Promise<void> {
    await this.page.locator('label').filter({ has: box }).click();
  }

  /** Fills the rest of the first page; a guest's only team is chosen already. */
  async describe(description: string): Promise<void> {
    await this.page
      .getByRole('textbox', { name: /^Description/ })
      .fill(description);
    await this.page
      .getByRole('button', { name: /Owner/ })
      .filter({ hasText: 'HEAL7 DevOps' })
      .waitFor();
  }

  /** Searches the catalog for something that the service depends on. */
  async dependOn(text: string): Promise<void> {
    await this.page
      .getByRole('group', { name: /^Depends on/ })
      .getByRole('combobox', { name: /^Add from the catalog/ })
      .fill(text);
    // The rows of an earlier answer are there at once; those of this search
    // follow, and a person reads them before clicking.
    const list = this.page.getByRole('listbox');
    await list.waitFor();
    await this.page
      .locator('[aria-busy=true]')
      .filter({ has: list })
      .waitFor({ state: 'hidden' });
    await list.getByRole('option', { name: text }).click();
    await this.page.getByRole('row', { name: text }).waitFor();
  }

  /** One of the files of the review, once they are rendered. */
  file(name: string): Locator {
    return this.page.getByRole('treeitem', { name, exact: true });
  }

  /** Goes on to the page with this field. */
  async next(field: Locator): Promise<void> {
    await this.pressNext();
    await field.waitFor();
  }

  async pressNext(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next', exact: true }).click();
  }

  /** Reviews and creates; ends on the task's page. */
  async create(): Promise<void> {
    await this.page.getByRole('button', { name: 'Review' }).click();
    await this.page
      .getByRole('button', { name: 'Create', exact: true })
      .click();
    await this.page.waitForURL(/\/create\/tasks\//);
  }
}
