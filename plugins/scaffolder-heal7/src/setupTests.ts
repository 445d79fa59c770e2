import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole suites run beside these on few cores.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// Lists that load more as they are scrolled watch their own end by it.
globalThis.IntersectionObserver = class implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds = [];
  disconnect() {}
  observe() {}
  unobserve() {}
  takeRecords() {
    return [];
  }
};
