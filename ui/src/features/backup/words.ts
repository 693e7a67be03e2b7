// When a backup was made and how big it is, in words. By the device's own zone: it can be asked for without the core.
import type { Backup } from "$ipc";
import { civilFromMs } from "$shared/format/civil.ts";
import { formatBytes, formatDay, formatTime } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export const dateOf = (atMs: number): string =>
  formatDay(civilFromMs(atMs, zone()).slice(0, 10), "full");

export const timeAndSize = ({ atMs, bytes }: Backup): string =>
  t("backup-time-size", { time: formatTime(atMs), size: formatBytes(bytes) });

/** Day and time, inside a sentence. */
export const whenOf = (atMs: number): string =>
  t("backup-when", { date: dateOf(atMs), time: formatTime(atMs) });
