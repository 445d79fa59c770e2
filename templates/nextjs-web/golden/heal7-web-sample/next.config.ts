import type { NextConfig } from 'next';

const securityHeaders = {
  'Content-Security-Policy':
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // No image is resized here: scripts/bundle-server.mjs drops the library.
  images: { unoptimized: true },
  experimental: {
    // A page and its style sheet come in one answer: during a canary the next
    // request may reach the other version, which has no such file.
    inlineCss: true,
    // The container's file system is read-only.
    isrFlushToDisk: false,
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(securityHeaders).map(([key, value]) => ({
        key,
        value,
      })),
    },
  ],
};

export default config;
