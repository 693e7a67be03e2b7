import { expect, test } from "vitest";
import { aPerson } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { callAddress, People, personDraft, textAddress } from "./person.svelte.ts";

const ANA = aPerson();
const written = () => ({ value: ANA, change: "x" });

async function opened(more: Parameters<typeof fakeCall>[0] = {}) {
  const list = [ANA, aPerson({ id: "b", name: "Mum", phone: "", dialled: null })];
  const core = fakeCall({ person_list: () => list, ...more });
  const people = new People(core.call);
  await people.load();
  return { core, people };
}

test("a number is dialled, its extension after a pause", () => {
  expect(callAddress(ANA)).toBe("tel:5550101");
  expect(callAddress(aPerson({ extension: "12" }))).toBe("tel:5550101,12");
  expect(callAddress(aPerson({ dialled: null }))).toBeNull();
});

test("a text begins as it was prepared, whatever stands in it", () => {
  expect(textAddress(ANA)).toBe("sms:5550101");
  expect(textAddress(aPerson({ message: "Got a minute?\n&body=#é" }))).toBe(
    "sms:5550101?&body=Got%20a%20minute%3F%0A%26body%3D%23%C3%A9",
  );
  expect(textAddress(aPerson({ dialled: null, message: "x" }))).toBeNull();
});

test("who has no number is on the list and cannot be called", async () => {
  const { people } = await opened();
  expect(people.all?.map(({ name }) => name)).toEqual(["Ana", "Mum"]);
  expect(people.reachable.map(({ name }) => name)).toEqual(["Ana"]);
  expect(people.isFull).toBe(false);
});

test("moving somebody keeps all else, and says what to undo", async () => {
  const { core, people } = await opened({ person_update: written });
  expect(await people.move(ANA, 1)).toBe("x");
  expect(core.requests("person_update")).toEqual([
    { id: ANA.id, name: "Ana", role: "sponsor", phone: "555 0101", message: "", place: 1 },
  ]);
});

test("what the core refuses is said, and the list stays", async () => {
  const { people } = await opened({ person_delete: () => refuse("storage_full") });
  expect(await people.remove(ANA)).toBeNull();
  expect(people.failure?.code).toBe("storage_full");
  expect(people.all).toHaveLength(2);
});

test("somebody new is kept once there is a name, and changed from then on", async () => {
  const core = fakeCall({ person_create: written, person_update: written });
  const draft = personDraft(core.call);
  draft.fields.role = "sponsor";
  await draft.flush();
  expect(core.requests("person_create")).toEqual([]);
  await draft.set({ name: "Ana" });
  await draft.set({ phone: "555 0101" });
  expect(core.requests("person_create")).toEqual([
    { name: "Ana", role: "sponsor", phone: "", message: "" },
  ]);
  expect(core.requests("person_update")[0]).toMatchObject({ phone: "555 0101", place: null });
});

test("a lock forgets everybody", async () => {
  const { people } = await opened();
  people.clear();
  expect(people.all).toBeNull();
});
