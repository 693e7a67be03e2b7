// The supply of a medicine: counted, refilled by one tap, told on Today when it is soon over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { at, DAILY, keepMedicine, keepSupply } from "./medicines-walk.mjs";
import { eventually, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();
const undo = (phone) =>
  phone
    .toast()
    .getByRole("button", { name: phone.t("undo") })
    .tap();
const sheet = (phone) => phone.page.getByRole("dialog");
const stock = async (preview, id) =>
  (await preview.core("medicine_get", { id })).stock;
const left = async (preview, id) => (await stock(preview, id))?.left ?? null;

test("what is left is counted by taps, goes down with a dose, and is refilled by one tap with Undo", async (t) => {
  const { preview, phone } = await scene(t, {
    open: false,
    phone: { width: 360, height: 640 },
  });
  const id = await keepMedicine(
    preview,
    { name: "Naltrexone" },
    DAILY("18:31"),
    ["1 tablet"],
  );
  await phone.open(preview, `/medicine/${id}`);
  await phone.tap("stock-count");
  await sheet(phone)
    .getByRole("button", { name: phone.t("save") })
    .tap();
  await phone.page.getByText(phone.t("err-answer-needed")).first().waitFor();
  await phone.field("stock-count-field").fill("20");
  assert.equal(await phone.field("stock-unit").inputValue(), "tablets");
  await phone.axe("counting a supply");
  await sheet(phone)
    .getByRole("button", { name: phone.t("save") })
    .tap();
  await eventually(() => left(preview, id), 20_000);
  await phone.page.getByText("Enough for 20 days").waitFor();
  await phone.axe("a supply");
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, `/medicine/${id}`);
  await phone.touch(
    phone.page
      .getByRole("button", {
        name: phone.t("dose-take-name", { name: "Naltrexone, 18:31" }),
      })
      .first(),
  );
  await phone.page.getByText(/19 left \(.?tablets/).first().waitFor();
  await phone.page.getByText("Enough for 19 days").waitFor();

  await phone.tap("stock-change");
  await phone.field("stock-refill-size").fill("28");
  await phone.field("stock-refills").fill("3");
  await eventually(async () => (await stock(preview, id)).refillsLeft, 3);
  await phone.axe("a supply being changed");
  await phone.closeSheet();
  // A shaking hand taps twice: one refill.
  await phone.button("stock-refill").dblclick();
  await eventually(() => left(preview, id), 47_000);
  await phone.toast().waitFor();
  assert.deepEqual([await left(preview, id), (await stock(preview, id)).refillsLeft], [47_000, 2]);
  await undo(phone);
  await eventually(() => left(preview, id), 19_000);
  phone.expectNoProblems();
});

test("Today says in one line that a supply is soon over, and leads to it", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(
    preview,
    { name: "Buprenorphine" },
    DAILY("08:00"),
    ["1 film"],
  );
  await keepSupply(preview, id, 4, { unit: "films" });
  await phone.open(preview, "/today");
  const line = phone.page.getByRole("button", {
    name: /Buprenorphine.*Enough for 4 days/,
  });
  await phone.touch(line);
  await phone.heading("stock-title").waitFor();
  await phone.go("/medicines");
  await phone.page
    .getByText(/Enough for 4 days/)
    .first()
    .waitFor();
  phone.expectNoProblems();
});

test("past its date a kit stays on Today and in the list until there is another date, or it is left", async (t) => {
  const { preview, phone } = await scene(t, {
    open: false,
    phone: { width: 360, height: 640 },
  });
  const fields = {
    name: "Naloxone",
    form: "nasal",
    class: "naloxone",
    expiresOn: "2026-06-01",
  };
  const id = await keepMedicine(preview, fields);
  await phone.open(preview, "/medicines");
  await phone.page.getByText(/Past the date on the pack: .*2026/).waitFor();
  await phone.go("/today");
  await phone.touch(
    phone.page.getByRole("button", {
      name: /Naloxone.*Past the date on the pack/,
    }),
  );
  await phone.button("stock-new-date").waitFor();
  await phone.axe("a kit past its date");
  await phone.tap("stock-leave");
  await phone.text("stock-expiry-off").waitFor();
  await phone.go("/today");
  await phone.page.getByRole("heading", { level: 1 }).waitFor();
  await phone.settled();
  assert.equal(
    await phone.page.getByRole("button", { name: /Naloxone/ }).count(),
    0,
  );
  await undo(phone);
  await phone.page
    .getByRole("button", { name: /Naloxone.*Past the date/ })
    .waitFor();
  assert.equal((await stock(preview, id))?.expiryDays ?? 30, 30);
  phone.expectNoProblems();
});

test("a number that was typed and not saved is there again after a lock", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(
    preview,
    { name: "Naltrexone" },
    DAILY("18:31"),
    ["1 tablet"],
  );
  await phone.open(preview, `/medicine/${id}`);
  await phone.tap("stock-count");
  await phone.field("stock-count-field").fill("17");
  for (let press = 0; press < 3; press += 1)
    await phone.page.keyboard.press("Escape");
  await eventually(
    async () => (await preview.core("app_status")).state,
    "locked",
  );
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.tap("held-show");
  await phone.tap("stock-count");
  assert.equal(await phone.field("stock-count-field").inputValue(), "17");
  phone.expectNoProblems();
});

test("a count that does not go down asks how much a dose uses, until it is said", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 360, height: 640 } });
  const id = await keepMedicine(preview, { name: "Buprenorphine" }, DAILY("18:31"), ["1 film under the tongue"]);
  await keepSupply(preview, id, 9, { unit: "films" });
  await phone.open(preview, `/medicine/${id}`);
  await phone.text("stock-not-down").waitFor();
  await phone.axe("a count that does not go down");
  await phone.tap("stock-say-use");
  const field = phone.field("stock-use");
  await eventually(() => field.evaluate((input) => input === document.activeElement), true, "the field is at hand");
  await field.fill("1");
  await phone.closeSheet();
  await phone.page.getByText("Enough for 9 days").waitFor();
  assert.equal(await phone.button("stock-say-use").count(), 0);
  phone.expectNoProblems();
});

test("200 % text cuts nothing of a supply", async (t) => {
  const { preview, phone } = await scene(t, {
    open: false,
    phone: { width: 320, height: 640, text200: true },
  });
  const id = await keepMedicine(
    preview,
    { name: "Buprenorphine-naloxone", expiresOn: "2026-11-28" },
    DAILY("18:31"),
    ["1 film"],
  );
  await keepSupply(preview, id, 3, {
    unit: "films",
    refillOn: "2026-11-22",
    refillSize: 28_000,
    refillsLeft: 2,
  });
  for (const path of ["/today", `/medicine/${id}`]) {
    await phone.open(preview, path);
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    await phone.settled();
    await phone.noSidewaysScroll(path);
    await phone.axe(path);
  }
  await phone.tap("stock-change");
  await phone.field("stock-refill-size").waitFor();
  await phone.noSidewaysScroll("a supply being changed");
  await phone.axe("a supply being changed, large");
  phone.expectNoProblems();
});
