import { defineConfig } from 'vitest/config';

// Tests with a browser and the real server; one after the other, since each has both cores busy.
export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  test: {
    include: ['tests/browser/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser on a machine that others use misses a moment now and then; what fails twice is broken.
    retry: 1,
  },
});
