// Builds what browsers are sent, from scss/, js/, images/ and GOV.UK Frontend, into static/build/.

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild-wasm";
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

function script(name, options) {
  buildSync({
    entryPoints: [join(here, "js", `${name}.js`)],
    outfile: join(built, `${name}.js`),
    nodePaths: [packages],
    bundle: true,
    minify: true,
    legalComments: "none",
    target: "es2020",
    ...options,
  });
}

rmSync(built, { force: true, recursive: true });
mkdirSync(built);
style("site");
style("desk");
style("assessing");
style("panel");
script("site", { format: "esm" });
script("desk", { format: "esm" });
script("report", { format: "esm" });
script("supported");
script("api-docs");
cpSync(join(here, "images"), join(built, "images"), { recursive: true });
