// People to turn to: added, called and written to from Help, changed, put in order, removed; unseen while locked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, stage } from "./support.mjs";

const scene = stage();
const names = async (preview) => (await preview.core("person_list")).map(({ name }) => name);
const ANA = { name: "Ana", role: "sponsor", phone: "+44 (0)20 7946 0018 x 12", message: "Got a minute? & thanks" };
const add = (preview, more) => preview.core("person_create", { ...ANA, ...more });

test("somebody is added from Help, and stands there to be called and written to", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await phone.go("/help");
  await phone.tap("person-add");
  await phone.heading("people-empty-title").waitFor();
  await phone.axe("my people, empty");
  await phone.tap("person-add");
  const sheet = phone.page.getByRole("dialog", { name: phone.t("person-add") });
  await phone.field("person-name").fill("Ana");
  await phone.field("person-role").selectOption({ label: phone.t("person-role-sponsor") });
  await phone.field("person-phone").fill(ANA.phone);
  await phone.field("person-message").fill(ANA.message);
  await eventually(async () => (await preview.core("person_list"))[0]?.message, ANA.message);
  await phone.axe("a person");
  await phone.page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await phone.toast().getByText(phone.t("person-added")).waitFor();
  const [{ id: _, position: __, ...kept }] = await preview.core("person_list");
  assert.deepEqual(kept, { ...ANA, dialled: "+442079460018", extension: "12" });

  await phone.go("/help");
  const call = phone.link("person-call-name", { name: "Ana" });
  await call.waitFor();
  assert.equal(await call.getAttribute("href"), "tel:+442079460018,12");
  const text = await phone.link("person-text-name", { name: "Ana" }).getAttribute("href");
  assert.equal(text, "sms:+442079460018?&body=Got%20a%20minute%3F%20%26%20thanks");
  await phone.axe("help with my people");
  phone.expectNoProblems();
});

test("nobody is to be seen in Help while it is locked", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await add(preview);
  await phone.open(preview, "/help");
  await phone.link("person-call-name", { name: "Ana" }).waitFor();
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.heading("help-title").waitFor();
  await phone.page.waitForTimeout(300);
  assert.ok(!(await phone.page.content()).includes("Ana"));
  phone.expectNoProblems();
});

test("a lock by the core takes them from Help at once", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await add(preview);
  await phone.open(preview, "/help");
  await phone.link("person-call-name", { name: "Ana" }).waitFor();
  await preview.moveClock({ now: "2026-11-21T19:30:00Z" });
  await phone.link("person-call-name", { name: "Ana" }).waitFor({ state: "detached" });
  assert.equal((await preview.core("app_status")).state, "locked");
  assert.ok(!(await phone.page.content()).includes("Ana"));
  phone.expectNoProblems();
});

test("what is no number is said at its field, and the rest is kept", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.go("/people");
  await phone.tap("person-add");
  await phone.field("person-name").fill("Mum");
  await phone.field("person-phone").fill("the blue phone");
  await phone.page.getByText(phone.t("err-phone-number")).first().waitFor();
  await eventually(() => names(preview), ["Mum"]);
  await phone.field("person-phone").fill("555 0101");
  await phone.page.getByText(phone.t("err-phone-number")).first().waitFor({ state: "detached" });
  await eventually(async () => (await preview.core("person_list"))[0].phone, "555 0101");
  phone.expectNoProblems();
});

test("people are put in order, changed, and removed with Undo", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const name of ["Ana", "Bo", "Cy"]) await add(preview, { name });
  await phone.open(preview, "/people");
  await phone.page.getByRole("button", { name: phone.t("row-up", { name: "Cy" }) }).tap();
  await eventually(() => names(preview), ["Ana", "Cy", "Bo"]);
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await eventually(() => names(preview), ["Ana", "Bo", "Cy"]);
  await phone.tap("row-change", { name: "Bo" });
  await phone.field("person-name").fill("Boris");
  await eventually(() => names(preview), ["Ana", "Boris", "Cy"]);
  await phone.tap("entry-remove");
  await eventually(() => names(preview), ["Ana", "Cy"]);
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await eventually(() => names(preview), ["Ana", "Boris", "Cy"]);
  phone.expectNoProblems();
});

test("who was removed comes back from recently removed", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const { value } = await add(preview);
  await preview.core("person_delete", { id: value.id });
  await phone.open(preview, "/removed");
  await phone.page.getByText(phone.t("removed-person", { name: "Ana" })).first().waitFor();
  await phone.page.getByRole("main").getByRole("button", { name: phone.t("removed-restore") }).first().tap();
  await eventually(() => names(preview), ["Ana"]);
  phone.expectNoProblems();
});
