// Every walk through the app: the one list for the checks that must hold everywhere and for the pictures.
import { walkAppointments } from "./appointments-walk.mjs";
import { walkDiary } from "./diary-walk.mjs";
import { walkElsewhere } from "./elsewhere-walk.mjs";
import { walkItems } from "./items-walk.mjs";
import { walkJournal } from "./journal-walk.mjs";
import { walkMeetings } from "./meetings-walk.mjs";
import { walkMyMeetings } from "./my-meetings-walk.mjs";
import { walkMedicines } from "./medicines-walk.mjs";
import { walkPeople } from "./people-walk.mjs";
import { walkClosing, walkReminders } from "./reminders-walk.mjs";
import { walkApp, walkBackups, walkDamage, walkGoal, walkHelpWithoutLines, walkKeystore, walkLeaving, walkLock, walkOpening, walkUnusable } from "./walk.mjs";

/** On a preview with a month of life and two goals, one after the other: `steps(phone, preview, see)`; `phone`: how its phone is. */
export const OVER_A_MONTH = [
  { steps: walkApp },
  { steps: walkHelpWithoutLines, phone: { country: "ES" } },
  { steps: walkJournal },
  { steps: walkItems },
  { steps: walkDiary },
  { steps: walkPeople },
  { steps: walkReminders },
  { steps: walkMyMeetings },
  { steps: walkMeetings },
  { steps: walkAppointments },
  { steps: walkMedicines },
  // Leaves the vault locked.
  { steps: walkLock },
];

/** Each over previews of its own: `steps(phone, see)`. */
export const ON_THEIR_OWN = [
  walkUnusable,
  walkOpening,
  walkDamage,
  walkBackups,
  walkElsewhere,
  walkKeystore,
  walkLeaving,
  walkGoal,
  walkClosing,
];
