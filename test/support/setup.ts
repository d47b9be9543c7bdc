/** Runs before each test file. */
import { afterAll, afterEach } from "vitest";
import { tidyAfter } from "./left-behind.ts";
import "./matchers.ts";

afterEach(() => tidyAfter("test"));
afterAll(() => tidyAfter("file"));
