// The screens of the questions of the person's own.
import { dayAfter, NOTHING_SAID, TODAY } from "./preview.mjs";

/** The page, its sheets, a check-in that asks them, and their charts; on a preview that stays open. */
export async function walkItems(phone, preview, see) {
  const sheet = phone.page.getByRole("dialog");
  await phone.open(preview, "/check-in-items");
  if ((await preview.core("check_in_item_list")).length === 0) {
    await phone.heading("items-empty-title").waitFor();
    await see("own questions none");
    await liveWithItems(preview);
    await phone.page.reload();
  }
  await phone.page.locator("main li").first().waitFor();
  await see("own questions");
  await phone.tap("item-add");
  await sheet.waitFor();
  await see("own question ideas");
  await phone.choice("item-kind-scale").tap();
  await phone.field("item-high").waitFor();
  await phone.field("item-high").scrollIntoViewIfNeeded();
  await see("own question new");
  // Words without a name are no question: closing says what is missing, once.
  await phone.field("item-high").fill("a lot");
  await sheet.getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await sheet.getByText(phone.t("err-name-needed")).first().waitFor();
  await see("own question without a name");
  await phone.closeSheet();
  await phone.tap("row-change", { name: "Water" });
  await phone.field("item-unit").waitFor();
  await see("own question sheet");
  await phone.tap("entry-remove");
  await phone.heading("item-remove-title").waitFor();
  await see("own question remove");
  await phone.closeSheet();

  await phone.go("/today");
  await phone.today();
  await phone.face(4).tap();
  await phone.tap("today-details");
  await sheet.getByLabel("Water").waitFor();
  await sheet.getByRole("slider", { name: "Pain" }).scrollIntoViewIfNeeded();
  await see("check-in own questions");
  await phone.closeSheet();
  await phone.go("/charts");
  await phone.page.getByRole("heading", { name: /Walk/ }).waitFor();
  await phone.page.getByRole("heading", { name: /Water/ }).scrollIntoViewIfNeeded();
  await see("charts own questions");
}

/** One question of each kind and one that ended, answered over three weeks. */
async function liveWithItems(preview) {
  const ids = [];
  for (const [name, kind, more] of [
    ["Walk", "yes_no"],
    ["Water", "number", { unit: "glasses" }],
    ["Pain", "scale", { low: "none", high: "unbearable" }],
    ["Grateful for", "text"],
    ["Naps", "yes_no"],
  ]) {
    const item = { name, kind, unit: "", low: "", high: "", ...more };
    ids.push((await preview.core("check_in_item_create", item)).value.id);
  }
  const [walk, water, pain, thanks, naps] = ids;
  for (let ago = 21; ago >= 1; ago -= 1) {
    const items = [
      { itemId: walk, value: { kind: "yes_no", value: ago % 3 !== 0 } },
      { itemId: water, value: { kind: "number", value: 1000 * (3 + (ago % 5)) } },
      { itemId: pain, value: { kind: "scale", value: (ago * 3) % 8 } },
    ];
    if (ago === 1) items.push({ itemId: thanks, value: { kind: "text", value: "The heron on the weir." } });
    const at = `${dayAfter(TODAY, -ago)}T08:05`;
    if (ago % 4 !== 0) await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2 + (ago % 3), items, at });
  }
  const naming = { id: naps, name: "Naps", unit: "", low: "", high: "" };
  await preview.core("check_in_item_update", { ...naming, isAsked: false, place: null });
}
