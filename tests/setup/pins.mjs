// What is built is what was looked at: exact versions, lock files that are used, checksums in them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");

/** Each way in which these texts leave a version open. */
export function faults({ packages, npmLock, cargoLock, scripts }) {
  const found = [];
  for (const kind of ["dependencies", "devDependencies"]) {
    for (const [name, version] of Object.entries(packages[kind] ?? {})) {
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) found.push(`package.json: ${name} ${version} is no exact version`);
    }
  }
  for (const [path, entry] of Object.entries(npmLock.packages)) {
    if (path !== "" && !entry.integrity && !entry.inBundle) found.push(`package-lock.json: ${path} has no checksum`);
  }
  for (const block of cargoLock.split("[[package]]").slice(1)) {
    const outside = block.includes("\nsource = ");
    if (outside && !block.includes("\nchecksum = ")) found.push(`Cargo.lock: ${/name = "(.*)"/.exec(block)[1]} has no checksum`);
  }
  for (const [path, text] of Object.entries(scripts)) {
    for (const [at, line] of text.split("\n").entries()) {
      const where = `${path}:${at + 1}`;
      const builds = /(^|[\s;&|(])cargo (build|test|clippy|doc|run|install|check|tree|fetch|metadata)\b/.test(line);
      if (builds && !line.includes("--locked") && !/^\s*#|##|UPDATE_BINDINGS/.test(line)) found.push(`${where}: cargo without --locked`);
      if (/\bnpm (install|i)\b/.test(line)) found.push(`${where}: npm install in place of npm ci`);
    }
  }
  return found;
}

const scripts = readdirSync(join(root, "tests"), { recursive: true })
  .filter((path) => path.endsWith(".sh"))
  .map((path) => join("tests", path));
const real = {
  packages: JSON.parse(read("ui/package.json")),
  npmLock: JSON.parse(read("ui/package-lock.json")),
  cargoLock: read("Cargo.lock"),
  scripts: Object.fromEntries(["Makefile", ...scripts].map((path) => [path, read(path)])),
};
const planted = {
  packages: { dependencies: { a: "^1.0.0" }, devDependencies: { b: "~2.0.0", c: "3.0.0" } },
  npmLock: { packages: { "": {}, "node_modules/a": { version: "1.0.0" } } },
  cargoLock: '[[package]]\nname = "d"\nsource = "registry"\n',
  scripts: { "x.sh": "cargo build\nnpm install\ncargo build --locked\n" },
};

if (faults(planted).length !== 6) {
  console.error("the planted faults were not all found:", faults(planted));
  process.exit(1);
}
const found = faults(real);
found.forEach((fault) => console.error(fault));
console.log(found.length === 0 ? "every version is exact and locked" : "");
process.exit(found.length === 0 ? 0 : 1);
