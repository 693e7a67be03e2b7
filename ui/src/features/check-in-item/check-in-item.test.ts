import { expect, test } from "vitest";
import { anItem } from "$ipc/testing/examples.ts";
import { items } from "$features/check-in/index.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { itemDraft, OwnItems, type Idea } from "./check-in-item.svelte.ts";

const LIST = [
  anItem({ id: "a", name: "Regular meals", kind: "yes_no" }),
  anItem({ id: "b", unit: "cups" }),
  anItem({ id: "c", endedOn: "2026-11-01" }),
];
const written = () => ({ value: anItem(), change: "x" });
const Shared = items.constructor as new (call: unknown) => typeof items;

async function opened(more: Parameters<typeof fakeCall>[0] = {}) {
  const core = fakeCall({ check_in_item_list: () => LIST, ...more });
  const own = new OwnItems(core.call, new Shared(core.call));
  await own.load();
  return { core, own };
}

test("what is asked and what is not stand apart", async () => {
  const { own } = await opened();
  expect(own.asked.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(own.ended.map(({ id }) => id)).toEqual(["c"]);
  expect(own.isFull).toBe(false);
});

test("an idea that is there already is not proposed again", async () => {
  const { own } = await opened();
  const names = { meals: "regular MEALS", movement: "Moved", gratitude: "Grateful for" };
  const ideas = own.ideas(({ key }: Idea) => names[key]);
  expect(ideas.map(({ key }) => key)).toEqual(["movement", "gratitude"]);
});

test("moving and ending leave all else as it is, and read the list again", async () => {
  const { core, own } = await opened({ check_in_item_update: written });
  expect(await own.move(LIST[1] ?? anItem(), 0)).toBe("x");
  expect(await own.ask(LIST[1] ?? anItem(), false)).toBe("x");
  const same = { id: "b", kind: null, name: "Water", unit: "cups", low: "", high: "" };
  expect(core.requests("check_in_item_update")).toEqual([
    { ...same, isAsked: true, place: 0 },
    { ...same, isAsked: false, place: null },
  ]);
  expect(core.requests("check_in_item_list").length).toBe(3);
});

test("what is refused is told, and there is nothing to undo", async () => {
  const { own } = await opened({ check_in_item_update: () => refuse("too_many", "name") });
  expect(await own.ask(anItem(), true)).toBe(null);
  expect(own.failure?.code).toBe("too_many");
});

test("a new question is made with its name, and keeps its kind", async () => {
  const core = fakeCall({ check_in_item_create: written, check_in_item_update: written });
  const draft = itemDraft(core.call);
  draft.fields.kind = "scale";
  await draft.set({ name: "Pain" });
  await draft.set({ low: "none" });
  expect(core.requests("check_in_item_create")).toEqual([
    { kind: "scale", name: "Pain", unit: "", low: "", high: "" },
  ]);
  expect(core.requests("check_in_item_update")[0]).toMatchObject({ low: "none", isAsked: true });
});

test("a name that is taken is refused once, at its field", async () => {
  const core = fakeCall({ check_in_item_create: () => refuse("name_taken", "name") });
  const draft = itemDraft(core.call);
  draft.begin({ kind: "scale" });
  await draft.set({ name: "Pain" });
  await draft.flush();
  expect(core.requests("check_in_item_create")).toHaveLength(1);
  expect([draft.refusals["name"]?.code, draft.failure]).toEqual(["name_taken", null]);
});

test("a kind alone may go; words without a name are pointed out when the sheet closes", async () => {
  const core = fakeCall({ check_in_item_create: () => refuse("name_needed", "name") });
  const draft = itemDraft(core.call);
  draft.begin({ kind: "scale" });
  expect(await draft.mayClose()).toBe(true);
  expect(core.asked).toEqual([]);
  draft.type({ high: "a lot" });
  expect([await draft.mayClose(), draft.refusals["name"]?.code]).toEqual([false, "name_needed"]);
  expect(await draft.mayClose()).toBe(true);
});

test("another kind takes the words that fit it, and the others come back with theirs", async () => {
  const core = fakeCall({ check_in_item_create: written, check_in_item_update: written });
  const draft = itemDraft(core.call);
  draft.begin({ kind: "number" });
  await draft.set({ name: "Water", unit: "cups" });
  await draft.set({ kind: "yes_no" });
  await draft.set({ kind: "number" });
  const sent = core.requests("check_in_item_update");
  expect(sent.map(({ kind, unit }) => [kind, unit])).toEqual([
    ["yes_no", ""],
    ["number", "cups"],
  ]);
});

test("a change of words does not ask again what ended", async () => {
  const core = fakeCall({ check_in_item_update: written });
  await itemDraft(core.call, LIST[2]).set({ name: "Tea" });
  expect(core.requests("check_in_item_update")[0]).toMatchObject({ name: "Tea", isAsked: false });
});
