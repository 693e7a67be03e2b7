// Meetings: a list from a file after a look at what is in it, found by when, how and what, renewed and removed.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder } from "./damage.mjs";
import { feed, keepTown, writeTown } from "./meetings-walk.mjs";
import { eventually, stage } from "./support.mjs";

const scene = stage();

function stick(t) {
  const { folder, remove } = freshFolder();
  t.after(remove);
  return folder;
}

const names = (phone) => phone.page.locator(".day .name").allInnerTexts();
const lists = async (preview) => (await preview.core("meeting_feed_list")).feeds.map(({ name }) => name);

test("a list is looked through, named, given a zone and added, and its meetings are found", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await phone.page.getByRole("link", { name: phone.t("tab-plan") }).tap();
  await phone.heading("plan-title").waitFor();
  await phone.axe("plan");
  await phone.tap("plan-meetings");
  await phone.heading("meetings-none-title").waitFor();
  await phone.axe("no lists");
  await phone.tap("feeds-add");
  await phone.heading("feeds-empty-title").waitFor();
  await phone.tap("feeds-add");
  await phone.button("feeds-add").waitFor();
  assert.deepEqual(await lists(preview), [], "who chooses no file is told nothing");
  await preview.place(feed("meeting-guide.json"));
  await phone.tap("feeds-add");
  await phone.heading("feed-report-title", { count: 9, shown: "9" }).waitFor();
  assert.deepEqual(await lists(preview), [], "nothing is added yet");
  await phone.page.locator("summary").filter({ hasText: phone.t("feed-left-out") }).tap();
  await phone.page.getByText(phone.t("feed-refusal-no_name")).first().waitFor();
  await phone.axe("what was found");
  await phone.noSidewaysScroll("what was found");
  assert.equal(await phone.field("feed-name").inputValue(), "meeting-guide");
  assert.equal(await phone.field("feed-zone").inputValue(), "Europe/London");
  await phone.field("feed-name").fill(" ");
  await phone.tap("feed-do");
  await phone.page.getByText(phone.t("err-name-needed")).first().waitFor();
  await phone.field("feed-name").fill("My town");
  await phone.field("feed-zone").selectOption("America/Chicago");
  await phone.tap("feed-do");
  await phone.toast().getByText(phone.t("feed-added", { count: 9, shown: "9" })).waitFor();
  await eventually(() => lists(preview), ["My town"]);
  await phone.axe("my lists");
  await phone.page.getByRole("button", { name: phone.t("back") }).tap();
  await phone.go("/meetings");
  await phone.page.locator(".day").first().waitFor();
  assert.equal((await names(phone)).length, 9);
  phone.expectNoProblems();
});

test("meetings are found by when, how, kind and words, the next one first", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepTown(preview, stick(t));
  await phone.open(preview, "/meetings");
  await phone.page.locator(".day").first().waitFor();
  const all = await names(phone);
  assert.equal(all.length, 8);
  assert.deepEqual(all.slice(0, 3).map((name) => name.slice(0, 7)), ["Lantern", "Harbour", "Quiet H"]);
  assert.equal(all.at(-1), "By arrangement");
  await phone.text("meeting-began", { ago: "5 minutes ago" }).waitFor();
  await phone.page.getByText("in 30 minutes").waitFor();
  await phone.axe("meetings");
  const settles = (wanted) => eventually(() => names(phone), wanted);
  await phone.tap("meetings-soon");
  await settles(all.slice(0, 3));
  await phone.tap("meetings-tomorrow");
  await settles(["Sunrise", "Step by step"]);
  await phone.tap("meetings-tomorrow");
  await settles(all);
  await phone.page.locator("summary").first().tap();
  await phone.tap("meetings-how-away");
  await settles(["Quiet Herons", "Sunrise"]);
  await phone.page.getByRole("button", { name: phone.t("meeting-kind-W"), exact: true }).tap();
  await settles(["Quiet Herons"]);
  await phone.field("meetings-field").fill("nothing like this");
  await phone.text("meetings-nothing").waitFor();
  await phone.tap("meetings-show-all");
  await settles(all);
  await phone.field("meetings-field").fill("mill");
  await settles([all[0]]);
  await phone.axe("meetings, filtered");
  phone.expectNoProblems();
});

test("a rarer kind of meeting is one tap behind the common ones, and stays in view once it is chosen", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const rare = { name: "Rare birds", day: 3, time: "18:00", location: "Library", types: ["POC", "SEN", "LGBTQ", "FR", "Y"] };
  await preview.place(writeTown(stick(t), "my-town.json", [rare]));
  await preview.core("meeting_feed_choose");
  await preview.core("meeting_feed_import", { name: "My town", zone: "Europe/London", replaces: null });
  await phone.open(preview, "/meetings");
  await phone.page.locator(".day").first().waitFor();
  await phone.page.locator("summary").first().tap();
  const kind = phone.page.getByRole("button", { name: phone.t("meeting-kind-Y"), exact: true });
  await phone.button("meetings-kinds-more").waitFor();
  assert.equal(await kind.count(), 0, "the common ones come first");
  await phone.tap("meetings-kinds-more");
  await kind.tap();
  await eventually(() => names(phone), ["Rare birds"]);
  await phone.axe("all kinds of meetings");
  await phone.noSidewaysScroll("all kinds of meetings");
  await phone.page.getByRole("button", { name: /Rare birds/ }).tap();
  await phone.heading("meeting-kind").waitFor();
  await phone.page.goBack();
  await kind.waitFor();
  assert.equal(await kind.getAttribute("aria-pressed"), "true");
  // Taken back, it does not fold the list under the finger.
  await kind.tap();
  await eventually(async () => (await names(phone)).length > 1, true);
  assert.equal(await kind.getAttribute("aria-pressed"), "false");
  phone.expectNoProblems();
});

test("a meeting says all of its list, and opens or calls by a tap alone", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepTown(preview, stick(t));
  await phone.open(preview, "/meetings");
  await phone.page.getByRole("button", { name: "Quiet Herons" }).tap();
  const link = phone.link("meeting-link");
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "https://meet.example.org/j/123456?pwd=herons");
  assert.match((await link.getAttribute("rel")) ?? "", /noreferrer/);
  const call = phone.link("meeting-call", { phone: "+1-555-0101" });
  assert.equal(await call.getAttribute("href"), "tel:+15550101");
  const said = await phone.said();
  for (const part of ["30 September 2026", "Passcode: herons", "Cameras can stay off.", "District 9", "My town", "Women"]) {
    assert.ok(said.includes(part), part);
  }
  await phone.axe("a meeting");
  await phone.page.getByRole("button", { name: phone.t("back"), exact: true }).tap();
  await phone.at("/meetings");
  phone.expectNoProblems();
});

test("a list is renewed in its place, and removed with its meetings", async (t) => {
  const folder = stick(t);
  const { preview, phone } = await scene(t, { open: false });
  await keepTown(preview, folder);
  await preview.place(writeTown(folder, "newer.json", [{ name: "Brand new", day: 3, time: "18:00", location: "Hall" }]));
  await phone.open(preview, "/meeting-lists");
  await phone.tap("feed-open", { name: "My town" });
  await phone.tap("feed-renew");
  await phone.button("feed-do").waitFor();
  assert.equal(await phone.field("feed-name").inputValue(), "My town");
  await phone.tap("feed-do");
  await phone.toast().waitFor();
  const { feeds } = await preview.core("meeting_feed_list");
  assert.deepEqual(feeds.map(({ name, meetings }) => [name, meetings]), [["My town", 9]]);
  await phone.tap("feed-open", { name: "My town" });
  await phone.axe("about a list");
  await phone.tap("feed-remove");
  await phone.heading("feeds-empty-title").waitFor();
  assert.deepEqual(await lists(preview), []);
  phone.expectNoProblems();
});

test("what is no list is said, and the lists stay", async (t) => {
  const folder = stick(t);
  const { preview, phone } = await scene(t, { open: false });
  await keepTown(preview, folder);
  const page = join(folder, "meetings.html");
  writeFileSync(page, "<!doctype html><title>Meetings</title>");
  await preview.place(page);
  await phone.open(preview, "/meeting-lists");
  await phone.tap("feeds-add");
  await phone.text("err-feed-web-page").waitFor();
  await phone.text("rec-feed-web-page").waitFor();
  await phone.axe("no list");
  assert.deepEqual(await lists(preview), ["My town"]);
  await preview.place(join(folder, "gone.json"));
  await phone.tap("feeds-add");
  await phone.text("err-file-unreadable").waitFor();
  phone.expectNoProblems();
});

test("a long import shows how far it is, and Stop leaves the lists as they were", async (t) => {
  const folder = stick(t);
  const { preview, phone } = await scene(t, { open: false });
  const many = Array.from({ length: 40_000 }, (_, at) => ({ slug: `x${at}`, name: `Meeting ${at}`, day: at % 7, time: "18:00", location: "Hall", notes: "x ".repeat(200) }));
  await preview.place(writeTown(folder, "many.json", many));
  await phone.open(preview, "/meeting-lists");
  await phone.tap("feeds-add");
  await phone.button("feed-do").waitFor();
  await phone.tap("feed-do");
  await phone.page.getByRole("progressbar").waitFor();
  await phone.tap("backup-stop");
  await phone.text("err-stopped").waitFor();
  assert.deepEqual(await lists(preview), []);
  await phone.button("feed-do").waitFor();
  phone.expectNoProblems();
});

test("nothing of a list is to be seen while it is locked", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepTown(preview, stick(t));
  await phone.open(preview, "/meetings");
  await phone.page.getByRole("button", { name: "Quiet Herons" }).waitFor();
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.field("lock-passphrase").waitFor();
  assert.ok(!(await phone.page.content()).includes("Herons"));
  phone.expectNoProblems();
});
