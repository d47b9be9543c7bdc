import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["test/support/setup.ts"],
    pool: "forks", // the native engine does not like worker threads
    maxWorkers: Math.ceil(availableParallelism() * 1.5), // many tests wait: for programs, for time limits, for the disk
    isolate: false, // loading the program anew for each file takes longer than most of the tests
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
