import '@testing-library/jest-dom';

// Whole pages are searched by role, which takes seconds on a busy machine.
jest.setTimeout(60_000);
