import { defineConfig } from "vitest/config";

const pure = ["test/core/**/*.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/support/matchers.ts"],
    pool: "forks", // the native engine does not like worker threads
    maxWorkers: "100%", // vitest leaves one core free, which on two cores is half of them
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      // What touches nothing outside of itself need not be loaded anew for each file, which takes longer than its tests.
      { extends: true, test: { name: "core", include: pure, isolate: false } },
      { extends: true, test: { name: "all else", include: ["test/**/*.test.ts"], exclude: pure } },
    ],
  },
});
