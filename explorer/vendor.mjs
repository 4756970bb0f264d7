// @ts-check
/**
 * The installed packages in; the files that the pages load, their licences and a manifest of both, out.
 *
 * Nothing is changed on the way, so that whoever doubts a file can compare it with the package.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

const PACKAGES = new URL("node_modules/", import.meta.url);
const VENDOR = new URL("../src/sayso/web/static/vendor/", import.meta.url);
const FILES = [
  { package: "cytoscape", from: "dist/cytoscape.esm.min.mjs", file: "cytoscape.js" },
  { package: "@dagrejs/dagre", from: "dist/dagre.esm.js", file: "dagre.js" },
  // Its code stands in dagre.js: only the licence is to be shipped.
  { package: "@dagrejs/graphlib", within: "dagre.js" },
  { package: "uplot", from: "dist/uPlot.esm.js", file: "uplot.js" },
  { package: "uplot", from: "dist/uPlot.min.css", file: "uplot.css" },
];

await rm(VENDOR, { recursive: true, force: true });
await mkdir(VENDOR, { recursive: true });
const manifest = [];
for (const each of FILES) {
  const folder = new URL(`${each.package}/`, PACKAGES);
  const { version, license } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  const licence = `${(each.package.split("/").pop() ?? "")}.LICENSE.txt`;
  await writeFile(new URL(licence, VENDOR), await readFile(new URL("LICENSE", folder)));
  const entry = { name: each.package, version, licence: license, licence_file: licence };
  if (each.from && each.file) {
    const bytes = await readFile(new URL(each.from, folder));
    await writeFile(new URL(each.file, VENDOR), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    manifest.push({ ...entry, file: each.file, from: each.from, sha256 });
  } else {
    manifest.push({ ...entry, within: each.within });
  }
}
// The types of each file, for the check of our own modules: those of the package.
for (const [file, types] of [
  ["cytoscape", 'export { default } from "cytoscape";'],
  ["dagre", 'export { Graph, layout } from "@dagrejs/dagre";'],
  ["uplot", 'export { default } from "uplot";'],
]) {
  await writeFile(new URL(`${file}.d.ts`, VENDOR), `${types}\n`);
}
await writeFile(new URL("manifest.json", VENDOR), `${JSON.stringify(manifest, null, 2)}\n`);
