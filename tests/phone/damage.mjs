// Folders in which something went wrong, made with the real core: for the screens that say so.
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOTHING_SAID, PASSPHRASE, startPreview } from "./preview.mjs";

/** A fresh folder; the answer's `remove` takes it away. */
export function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), "mainstay-phone-"));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const journalOf = (folder) => join(folder, "vault", "vault.db");

const checkIn = (preview, mood) =>
  preview.core("check_in_log", { ...NOTHING_SAID, mood });

/** A vault whose journal was put back from before its last check-in. Answers with its recovery code. */
export async function makeOlderCopy(folder) {
  const preview = await startPreview({ data: folder });
  try {
    const { code } = await preview.setUp();
    await checkIn(preview, 2);
    await preview.core("vault_lock");
    copyFileSync(journalOf(folder), join(folder, "older"));
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    await checkIn(preview, 4);
    await preview.core("vault_lock");
    return { code };
  } finally {
    await preview.stop();
    copyFileSync(join(folder, "older"), journalOf(folder));
  }
}

/** A vault that was killed, and then its log was damaged near the end. */
export async function makeLostWrites(folder) {
  const preview = await startPreview({ data: folder });
  await preview.setUp();
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  for (const mood of [1, 2, 3, 4, 5]) await checkIn(preview, mood);
  await preview.kill();
  const log = `${journalOf(folder)}-wal`;
  const bytes = readFileSync(log);
  const at = Math.floor(bytes.length * 0.7);
  bytes[at] ^= 0xff;
  writeFileSync(log, bytes);
}

/** A vault whose journal has lost its end, in whole pages. */
export async function makeCutShort(folder) {
  const preview = await startPreview({ data: folder });
  await preview.setUp();
  await preview.stop();
  truncateSync(
    journalOf(folder),
    Math.floor(readFileSync(journalOf(folder)).length / 4096 / 2) * 4096,
  );
}

/** Flips a byte in the middle of a backup. */
export function spoilBackup(folder, atMs) {
  const journal = join(folder, "backups", String(atMs), "vault.db");
  const bytes = readFileSync(journal);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(journal, bytes);
}

/** Writes over both small files that unlock the entries. */
export function spoilHeaders(folder) {
  for (const name of ["vault.hdr.a", "vault.hdr.b"]) writeFileSync(join(folder, "vault", name), "x");
}
