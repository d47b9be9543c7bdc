/** The GitLab job: its script lines are run one after the other, as a runner does. */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { exampleSite, type Ran, root, type Site } from "../support/example-run.ts";

const file = parse(readFileSync(join(root, "examples/gitlab/colophon.gitlab-ci.yml"), "utf8"));
const job: { script: string[]; artifacts: { paths: string[] } } = file["verify-media"];

let site: Site;

beforeAll(() => {
  site = exampleSite();
});

function runJob(names: readonly string[]): Ran {
  const files = join(site.folder, file.variables.COLOPHON_FILES);
  rmSync(files, { recursive: true, force: true });
  mkdirSync(files);
  for (const name of names) copyFileSync(join(site.media, name), join(files, name));
  // COLOPHON_HOME stays the site's: the trust list of a real project is given by --trust.
  return site.run("bash", ["-eo", "pipefail", "-c", job.script.join("\n")], file.variables);
}

it.each([
  [["signed.jpg"], 0],
  [["signed.jpg", "plain.png"], 3],
  [["signed.jpg", "plain.png", "damaged.jpg"], 1],
])("with %j the job ends with %i, says what it saw and keeps it", (names, code) => {
  const ran = runJob(names);
  expect(ran.code).toBe(code);
  for (const name of names) expect(ran.out).toContain(`public/${name}`);
  const [artifact = ""] = job.artifacts.paths;
  const lines = readFileSync(join(site.folder, artifact), "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).type ?? JSON.parse(line).kind)).toHaveLength(names.length + 2);
});
