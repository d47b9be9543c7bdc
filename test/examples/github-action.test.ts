/** The GitHub Action: its steps are taken out of action.yml and run as a runner runs them. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exampleSite, type Ran, root, type Site } from "../support/example-run.ts";

interface Step {
  name?: string;
  run?: string;
  uses?: string;
  env?: Record<string, string>;
}

interface Action {
  inputs: Record<string, { default: string }>;
  runs: { using: string; steps: Step[] };
}

const action: Action = parse(readFileSync(join(root, "action.yml"), "utf8"));
const step = action.runs.steps.find(({ name }) => name === "Run colophon");
let site: Site;

beforeAll(() => {
  site = exampleSite();
});

/** As a runner does: the inputs go into the step's environment, the script is bash's with -e and pipefail. */
function runAction(
  inputs: Record<string, string>,
  cwd = site.media,
): Ran & { output: string; summary: string } {
  const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? "";
  const filled = Object.entries(step?.env ?? {}).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => given(input)),
  ]);
  const [output, summary] = ["output", "summary"].map((name) => join(site.folder, name)) as [string, string];
  for (const path of [output, summary]) writeFileSync(path, "");
  const ran = site.run(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""],
    {
      ...Object.fromEntries(filled),
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
    },
    cwd,
  );
  return { ...ran, output: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
}

describe("the step", () => {
  it("passes where every file is trusted, and says what it saw", () => {
    const { code, out, output, summary } = runAction({ files: "signed.jpg\n" });
    expect([code, output]).toEqual([0, "exit-code=0\n"]);
    expect(out).toContain("issued by Ana Ruiz");
    expect(summary).toMatch(/^ {4}signed\.jpg$/m);
  });

  it.each([
    ["plain.png", 3],
    ["damaged.jpg", 1],
    ["missing.jpg", 2],
    [".", 1],
  ])("fails as colophon does: %s", (files, code) => {
    const { summary, ...ran } = runAction({ files });
    expect(ran).toMatchObject({ code, output: `exit-code=${code}\n` });
    expect(summary).toMatch(/^ {4}\S/m);
  });

  it("passes with an exit code that is accepted, and tells it", () => {
    const { code, output } = runAction({ files: "plain.png", accept: "0 3" });
    expect([code, output]).toEqual([0, "exit-code=3\n"]);
  });

  it("hands options on, one a line", () => {
    const { code, out } = runAction({ files: "signed.jpg", options: "--issuer\nSomebody Else\n" });
    expect(code).toBe(4);
    expect(out).toContain("issuer.not-required");
  });

  it("keeps what is printed in a file where one is named", () => {
    const { code } = runAction({ files: "signed.jpg", options: "--json", output: "new/seen.json" });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(site.media, "new/seen.json"), "utf8"))).toMatchObject({ ok: true });
  });

  it("takes nothing it is given for a command", () => {
    const trap = "$(touch trapped)`touch trapped`";
    expect(runAction({ files: `${trap}\n; touch trapped`, options: "" }).code).toBe(2);
    expect(runAction({ command: "sign", files: "plain.png" })).toMatchObject({ code: 2, out: "" });
    expect(existsSync(join(site.media, "trapped"))).toBe(false);
  });

  it("lets no file name give the runner orders", () => {
    const folder = join(site.folder, "hostile");
    mkdirSync(folder);
    copyFileSync(join(site.media, "plain.png"), join(folder, "::error::owned.png"));
    copyFileSync(join(site.media, "plain.png"), join(folder, "b.png"));
    const { out } = runAction({ files: "." }, folder);
    const token = out.match(/^::stop-commands::([0-9a-f]{32})$/m)?.[1];
    const [before = "", inside = ""] = out.split(`::stop-commands::${token}`);
    expect(before).not.toContain("::error::");
    expect(inside.split(`::${token}::`)[0]).toContain("::error::owned.png");
  });

  it("lets the runner take no orders from what is wrong with a file, either", () => {
    const { out, err } = runAction({ files: "##[error]missing.jpg", output: "seen.txt" });
    expect(err).toContain("##[error]missing.jpg");
    expect(out).toMatch(/^::stop-commands::([0-9a-f]{32})\n::\1::\n$/);
  });
});

it("no step takes an input into its script, where it would be a command", () => {
  const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
  expect(scripts.length).toBeGreaterThan(1);
  for (const script of scripts) expect(script).not.toContain("${{");
});

it("the build step runs scripts that are there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const build = action.runs.steps.find(({ name }) => name === "Build colophon")?.run ?? "";
  const names = [...build.matchAll(/npm run (\w+)/g)].map(([, name]) => name ?? "");
  expect(names).toEqual(["build"]);
  expect(Object.keys(scripts)).toContain("build");
});

it("the sample workflow uses inputs that the action has", () => {
  const workflow = parse(readFileSync(join(root, "examples/github/workflow.yml"), "utf8"));
  const steps: { uses?: string; with?: Record<string, string> }[] = workflow.jobs.verify.steps;
  const used = steps.filter(({ uses }) => uses?.includes("/colophon@"));
  expect(used).toHaveLength(2);
  for (const { with: inputs } of used) {
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs ?? {})));
  }
});
