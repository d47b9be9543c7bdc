import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/matchers.ts"],
    pool: "forks", // the native engine does not like worker threads
    maxWorkers: "100%", // vitest leaves one core free, which on two cores is half of them
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
