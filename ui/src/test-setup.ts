// Every component test has its words and the real styles.
import "$shared/styles/index.css";
import { afterEach, beforeAll } from "vitest";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";

beforeAll(() => useLocale("en"));

// What one test left unmended is not the next one's.
afterEach(() => heldTexts.clear());
