import type { Locator, Page } from 'playwright-core';

/** Milliseconds that a run may take, on a busy machine. */
const RUN = 240_000;

/** A stack's page, under Infrastructure. */
export class StackPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** From any page, through the sidebar and the list of stacks. */
  static async open(page: Page, name: string): Promise<StackPage> {
    await page
      .getByTestId('sidebar-root')
      .getByRole('link', { name: 'Infrastructure' })
      .click();
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    return new StackPage(page);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  /** Asks for a run: its button, why, and the dialog's own button. */
  async ask(button: string, answer: string): Promise<void> {
    await this.button(button).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('A test');
    await this.confirm(answer);
  }

  /** Approves the plan that is shown; types what has to be typed. */
  async approve(confirmation?: string): Promise<void> {
    await this.button('Approve…').click({ timeout: RUN });
    if (confirmation !== undefined) {
      await this.page
        .getByRole('dialog')
        .getByRole('textbox', { name: /^Type/ })
        .fill(confirmation);
    }
    await this.confirm('Approve');
  }

  /** Waits until the stack itself has this phase. */
  async becomes(phase: string): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${phase}$`) })
      .first()
      .waitFor({ timeout: RUN });
  }

  private async confirm(answer: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: answer, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
