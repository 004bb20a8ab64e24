import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/law-seed.ts'],
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 60_000,
  },
});
