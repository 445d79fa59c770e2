/** The image's HEALTHCHECK: exits 0 when this container's /health answers. */
const response = await fetch(
  `http://127.0.0.1:${process.env.PORT || 8080}/health`,
  { signal: AbortSignal.timeout(2_000) },
);
process.exit(response.ok ? 0 : 1);
export {};
