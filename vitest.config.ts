import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["test/support/setup.ts"],
    pool: "forks", // the native engine does not like worker threads
    maxWorkers: "100%", // vitest leaves one core free, which on two cores is half of them
    isolate: false, // loading the program anew for each file takes longer than most of the tests
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
