// The walk over every screen, whoever looks at it and however: screen by screen, look by look.
import { test } from "node:test";
import { axe, contrast, DARK, help, inColours, inShapes, keyboard, LAYOUT, OTHER_COLOURS, OTHER_SHAPES, TIGHTEST, WIDE } from "./looks.mjs";
import { newPhone, none, stage } from "./support.mjs";
import { liveAMonth, TWO_GOALS, walkEmpty, walkSetUp } from "./walk.mjs";
import { ON_THEIR_OWN, OVER_A_MONTH } from "./walks.mjs";

/**
 * Of the milder looks, the one whose turn it is. Screens are made of the same parts, so that each part meets each look on some
 * screen of every run; all of them on each screen take three times as long, and are for `make soak`.
 */
const inTurn = (looks, turn) => (process.env.MAINSTAY_SOAK === "1" ? looks : [looks[turn % looks.length]]);

/** All that must hold on a phone, in colours and shapes. The keyboard is tried where it is hardest. */
export async function everyLook(phone, screen, turn, check) {
  for (const what of [axe, help, ...LAYOUT]) await check(what, screen);
  await inColours(phone, [DARK, ...inTurn(OTHER_COLOURS, turn)], (as) => check(contrast, `${screen}, ${as}`));
  const shapes = [TIGHTEST, WIDE, ...inTurn(OTHER_SHAPES, turn)];
  await inShapes(phone, shapes, async ({ name: as, keyboard: tabs }) => {
    for (const what of tabs ? [...LAYOUT, keyboard] : LAYOUT) await check(what, `${screen}, ${as}`);
  });
}

/** Longer words change how a screen is laid out and nothing else. */
export async function layoutAlone(phone, screen, turn, check) {
  for (const what of LAYOUT) await check(what, screen);
}

/** Walks over every screen on a phone made so, and looks at each; `look(phone, screen, turn, check)`. */
export function walkEveryScreen(name, made, look) {
  const scene = stage();
  test(`every screen ${name}`, async (t) => {
    const { preview, browser } = await scene(t, { setUp: false, open: false });
    const faults = [];
    const seen = [];
    const looking = (phone) => async (screen) => {
      seen.push(screen);
      await look(phone, screen, seen.length, (what, as) =>
        what(phone, as).catch((fault) => faults.push(`${as}: ${fault.message}`)),
      );
    };
    const walk = async (steps, more) => {
      const phone = await newPhone(browser, { reducedMotion: true, ...made, ...more });
      t.after(() => phone.close());
      await steps(phone, looking(phone)).catch((fault) => {
        none([...faults, fault.message], `stopped after ${seen.at(-1)}`);
      });
      phone.expectNoProblems(/Failed to load resource/);
      await phone.close();
    };
    await walkAll(preview, walk);
    console.log(`${seen.length} screens ${name}`);
    none(faults, `every screen ${name}`);
  });
}

/** From the first screen of a new person over an empty journal to one with a month in it. */
async function walkAll(preview, walk) {
  await walk((phone, see) => walkSetUp(phone, preview, see));
  const { checkIns } = await preview.core("today_get");
  await preview.core("check_in_delete", { id: checkIns[0].id });
  await walk((phone, see) => walkEmpty(phone, preview, see));
  for (const goal of await preview.core("goal_list")) await preview.core("goal_delete", { id: goal.id });
  const goals = [];
  for (const goal of TWO_GOALS) goals.push((await preview.core("goal_create", goal)).value);
  await preview.core("settings_update", { lockAfterMinutes: 60 });
  await liveAMonth(preview, goals);
  for (const { steps, phone: more } of OVER_A_MONTH) await walk((phone, see) => steps(phone, preview, see), more);
  for (const steps of ON_THEIR_OWN) await walk(steps);
}
