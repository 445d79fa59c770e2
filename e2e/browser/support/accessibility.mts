import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Where a part of Backstage itself breaks a rule, and which one. */
const BACKSTAGE = {
  // The title's own heading lies outside of its landmarks; the wizard's page
  // has no `main` at all.
  rules: ['region', 'landmark-one-main'],
  parts: [
    // Tabs of the header that point to panels which are not there.
    '.bui-Tabs',
    // The sidebar's count of notifications, which its name leaves out.
    'nav a[href="/notifications"]',
    // What a pending button has read out refers to it when it is gone.
    '[data-live-announcer]',
    // Secondary texts of the wizard's fields on Material UI's dark paper.
    '.bui-FieldSecondaryLabel',
    '.bui-FieldDescription',
    '.form-group.field p:not([role=status])',
  ],
};

/**
 * Fails with what axe finds on a page, but for Backstage's own parts.
 *
 * @param within - a selector, where the rest of the page is Backstage's own
 */
export async function assertAccessible(
  page: Page,
  within?: string,
): Promise<void> {
  const builder = new AxeBuilder({ page }).disableRules(BACKSTAGE.rules);
  if (within) {
    builder.include(within);
  }
  BACKSTAGE.parts.forEach(part => builder.exclude(part));
  const { violations } = await builder.analyze();
  assert.deepEqual(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, html }) => `${target}: ${html}`),
    })),
    [],
  );
}
