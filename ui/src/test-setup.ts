// Every component test has its words and the real styles.
import "$shared/styles/index.css";
import { beforeAll } from "vitest";
import { useLocale } from "$shared/i18n/index.svelte.ts";

beforeAll(() => useLocale("en"));
