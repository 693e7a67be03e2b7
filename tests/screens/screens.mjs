// Pictures of every screen, for looking at: target/screens/<variant>/<nn-name>.png, over a believable month of life.
//
//   node tests/screens/screens.mjs [variant ...]     the usual variants, or those named
//   node tests/screens/screens.mjs --readme          the picture of the documentation
import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newPhone, openBrowser, startPreview } from "../phone/support.mjs";
import { walkLife } from "../phone/life-walk.mjs";
import { liveAMonth, TODAYS, TWO_GOALS, walkEmpty, walkSetUp } from "../phone/walk.mjs";
import { ON_THEIR_OWN, OVER_A_MONTH } from "../phone/walks.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "screens");

const VARIANTS = {
  "phone-light": {},
  "phone-dark": { dark: true },
  "phone-200": { text200: true },
  rtl: { rtl: true },
  desktop: { width: 1100, height: 760, isMobile: false },
};

/** Taken only when named: the same screens where they break first. */
const RARE = {
  small: { width: 360, height: 640 },
  "small-200": { width: 320, height: 640, text200: true },
  contrast: { theme: "contrast", dark: true },
  calm: { theme: "calm" },
  forced: { forcedColors: true, reducedMotion: true, dark: true },
};

/** The README's picture may weigh this much. */
const README_BYTES = 150_000;

const [browser, wanted] = [await openBrowser(), process.argv.slice(2)];
try {
  if (wanted.includes("--readme")) await readmePicture();
  else for (const name of wanted.length > 0 ? wanted : Object.keys(VARIANTS)) await pictures(name);
} finally {
  await browser.close();
}

async function pictures(variant) {
  const known = { ...VARIANTS, ...RARE };
  const look = known[variant];
  if (look === undefined) throw new Error(`no variant ${variant}; there are ${Object.keys(known).join(", ")}`);
  const into = join(folder, variant);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  let taken = 0;
  const seeing = (phone) => async (name) => {
    await phone.settled();
    taken += 1;
    const file = `${String(taken).padStart(2, "0")}-${name.replaceAll(" ", "-")}.png`;
    await phone.page.screenshot({ path: join(into, file) });
  };
  const walk = async (steps, more) => {
    const phone = await newPhone(browser, { country: "US", ...look, ...more });
    await steps(phone, seeing(phone));
    await phone.close();
  };

  await over(undefined, (preview) => walk((phone, see) => walkSetUp(phone, preview, see)));
  for (const today of TODAYS) {
    await over(today, (preview) =>
      walk(async (phone, see) => {
        await phone.open(preview);
        await phone.today();
        await see(today.name);
      }),
    );
  }
  await over({ goals: TWO_GOALS }, (preview) => walk((phone, see) => walkEmpty(phone, preview, see)));
  await over({ goals: TWO_GOALS, month: true }, async (preview) => {
    for (const { steps, phone: look } of OVER_A_MONTH) await walk((phone, see) => steps(phone, preview, see), look);
  });
  for (const steps of ON_THEIR_OWN) await walk(steps);
  for (const length of ["three-days", "ten-years"]) await walk((phone, see) => walkLife(phone, see, length));
  console.log(`${taken} pictures in ${into}`);
}

/** A preview that is set up with these goals and, if wanted, a month of life; undefined leaves it empty. */
async function over(life, work) {
  const preview = await startPreview();
  try {
    if (life !== undefined) {
      const { goals } = await preview.setUp({ goals: life.goals, settings: { lockAfterMinutes: 60 } });
      if (life.month) await liveAMonth(preview, goals, life);
    }
    await work(preview);
  } finally {
    await preview.stop();
  }
}

async function readmePicture() {
  const file = join(root, "src-tauri/docs/today.png");
  await over({ goals: TWO_GOALS.slice(0, 1), month: true }, async (preview) => {
    const phone = await newPhone(browser, { scale: 2, width: 390, height: 780 });
    await phone.open(preview);
    await phone.face(4).tap();
    await phone.toast().getByRole("button", { name: phone.t("close") }).tap();
    await phone.toast().waitFor({ state: "detached" });
    await phone.page.evaluate(() => document.activeElement?.blur());
    await phone.settled();
    await phone.page.screenshot({ path: file });
  });
  const { size } = statSync(file);
  if (size > README_BYTES) throw new Error(`${file} has ${size} bytes, more than ${README_BYTES}`);
  console.log(`${file}: ${size} bytes`);
}
