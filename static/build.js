// Builds what browsers are sent, from scss/, js/, images/ and GOV.UK Frontend, into static/build/.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "build");
const packages = join(here, "..", "node_modules");

function style(name) {
  const { css } = compile(join(here, "scss", `${name}.scss`), {
    loadPaths: [packages],
    quietDeps: true,
    style: "compressed",
  });
  writeFileSync(join(built, `${name}.css`), css);
}

function designSystemScript() {
  const name = "govuk-frontend.min.js";
  const script = readFileSync(join(packages, "govuk-frontend", "dist", "govuk", name), "utf8");
  // Django gives every file that a script names a new name, and stops at one that is not there.
  writeFileSync(join(built, name), script.replace(/\/\/# sourceMappingURL=\S+\s*$/, "\n"));
}

rmSync(built, { force: true, recursive: true });
mkdirSync(built);
style("site");
designSystemScript();
cpSync(join(here, "js"), built, { recursive: true });
cpSync(join(here, "images"), join(built, "images"), { recursive: true });
