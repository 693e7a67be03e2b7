-- The schema of the journal (vault.db), explained. It is what the migrations of crates/store lead to, and
-- crates/store/tests/store/schema.rs proves that both are the same to the last constraint. To change it, add a
-- migration and then this file: this one is never run by the app.
--
-- How to read it
-- * Ids are the 16 bytes of a UUIDv7: milliseconds since 1970 UTC, then random bits. They sort in the order in which
--   things were made.
-- * *_at_ms is an instant: milliseconds since 1970 UTC, signed. *_on is a local day, YYYY-MM-DD.
--   zone is an IANA name, the zone of the device at that time.
-- * NULL is "not said", which is never the same as 0 or no.
-- * Words (kind, direction, tool, ...) are listed in data-format.md. SQLite checks the ranges of numbers; the program
--   checks words, dates and the length of text, and takes a stored value that breaks a rule for damage.
-- * STRICT: a column holds the type it names. WITHOUT ROWID: the key is the table's order on the disk.

-- The number of migrations that have run. A program refuses a higher one than its own.
PRAGMA user_version = 17;

-- The person's choices, one row each; a choice that was never made has no row. Names and values: data-format.md.
CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY, -- which choice
  value TEXT NOT NULL -- the choice, as JSON
) STRICT, WITHOUT ROWID;

-- What the person is recovering from, and in which direction.
CREATE TABLE goals (
  id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  kind          TEXT NOT NULL, -- what it is about, a word
  name          TEXT NOT NULL, -- the person's own word for it, at most 80 characters; empty: the word of its kind is shown
  direction     TEXT NOT NULL, -- what they want to happen with it, a word
  started_at_ms INTEGER NOT NULL, -- when it starts; may lie in the future
  zone          TEXT NOT NULL, -- the zone in which the start was said
  started_on    TEXT NOT NULL, -- the local day of the start
  unit          TEXT NOT NULL DEFAULT '' -- what an amount is counted in, the person's own word, at most 80 characters; may be empty
) STRICT, WITHOUT ROWID;

-- Days on which a goal is not pursued: they count for nothing and break no run.
CREATE TABLE goal_breaks (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  goal_id  BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE, -- the goal
  kind     TEXT NOT NULL, -- what it is meant as, a word
  from_on  TEXT NOT NULL, -- the first day
  until_on TEXT -- the last day; NULL while it goes on
) STRICT, WITHOUT ROWID;
-- Sober time asks by goal.
CREATE INDEX goal_breaks_by_goal ON goal_breaks (goal_id);

-- Stays in a controlled environment. Their days count like any other, and are told beside the numbers.
CREATE TABLE stays (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  place    TEXT NOT NULL, -- where, a word
  name     TEXT NOT NULL, -- the person's own word for it, at most 80 characters; may be empty
  from_on  TEXT NOT NULL, -- the first day
  until_on TEXT -- the last day; NULL while it goes on
) STRICT, WITHOUT ROWID;

-- What a usual week took before, for savings. Holds from its day until the next one's.
CREATE TABLE goal_rates (
  goal_id BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE, -- the goal
  from_on TEXT NOT NULL, -- from this day on
  money   INTEGER CHECK (money BETWEEN 0 AND 100000000), -- money of a week, in hundredths of the person's currency
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 10080), -- time of a week, in minutes
  units   INTEGER CHECK (units BETWEEN 0 AND 100000000), -- amount of a week, in thousandths of the goal's unit
  PRIMARY KEY (goal_id, from_on)
) STRICT, WITHOUT ROWID;

-- The most that somebody wants to use. Holds from its day until the next one's; with neither number there is none.
CREATE TABLE goal_limits (
  goal_id BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE, -- the goal
  from_on TEXT NOT NULL, -- from this day on
  daily   INTEGER CHECK (daily BETWEEN 0 AND 100000000), -- on one day, in thousandths of the goal's unit
  weekly  INTEGER CHECK (weekly BETWEEN 0 AND 100000000), -- in one week, Monday to Sunday, in thousandths of the goal's unit
  PRIMARY KEY (goal_id, from_on)
) STRICT, WITHOUT ROWID;

-- The person's own milestones. Ours, and whether one is reached, are derived.
CREATE TABLE milestones (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  goal_id BLOB REFERENCES goals (id) ON DELETE CASCADE, -- the goal; NULL for one of effort
  measure TEXT NOT NULL, -- what it is counted in, a word
  count   INTEGER NOT NULL CHECK (count BETWEEN 1 AND 100000), -- how many of them
  name    TEXT NOT NULL -- the person's own word for it, at most 80 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Removing a goal looks for its own.
CREATE INDEX milestones_by_goal ON milestones (goal_id);

-- Something that was used, for a goal that is not about none at all. It is no lapse.
CREATE TABLE use_entries (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms   INTEGER NOT NULL, -- when it was
  zone    TEXT NOT NULL, -- the zone in which it was logged
  day_on  TEXT NOT NULL, -- the local day it belongs to; settled when logged
  goal_id BLOB REFERENCES goals (id) ON DELETE SET NULL, -- the goal it is about
  amount  INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000), -- how much, in thousandths of the goal's unit
  note    TEXT NOT NULL -- in their own words, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Journey asks by day, newest first.
CREATE INDEX use_entries_by_day ON use_entries (day_on, at_ms);
-- Limits ask for the sums of a goal.
CREATE INDEX use_entries_by_goal ON use_entries (goal_id, day_on, amount);

-- One short record of a moment of a day. Several a day are fine.
CREATE TABLE check_ins (
  id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms         INTEGER NOT NULL, -- when it was
  zone          TEXT NOT NULL, -- the zone in which it was logged
  day_on        TEXT NOT NULL, -- the local day it belongs to; settled when logged
  mood          INTEGER CHECK (mood BETWEEN 1 AND 5), -- how they are: 1 rough to 5 great
  craving       INTEGER CHECK (craving BETWEEN 0 AND 10), -- the strongest craving of the day so far
  confidence    INTEGER CHECK (confidence BETWEEN 0 AND 10), -- how sure they are of keeping to their goal
  sleep_minutes INTEGER CHECK (sleep_minutes BETWEEN 0 AND 1440), -- how long they slept
  hungry        INTEGER CHECK (hungry BETWEEN 0 AND 3), -- 0 not, 1 a little, 2 quite, 3 very
  angry         INTEGER CHECK (angry BETWEEN 0 AND 3), -- the same
  lonely        INTEGER CHECK (lonely BETWEEN 0 AND 3), -- the same
  tired         INTEGER CHECK (tired BETWEEN 0 AND 3), -- the same
  used          INTEGER CHECK (used IN (0, 1)), -- 1 when they said that they used; an answer, not a lapse: it changes no number
  note          TEXT NOT NULL -- in their own words, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Journey and Today ask by day, newest first.
CREATE INDEX check_ins_by_day ON check_ins (day_on, at_ms);

-- A question of the person's own that check-ins ask.
CREATE TABLE check_in_items (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  name     TEXT NOT NULL CHECK (name <> ''), -- what it is called, at most 80 characters
  kind     TEXT NOT NULL, -- what sort of answer it takes, a word; never changed
  unit     TEXT NOT NULL, -- what a number counts, at most 20 characters; may be empty, and is for other kinds
  low      TEXT NOT NULL, -- the word at the 0 of a scale, at most 30 characters; may be empty, and is for other kinds
  high     TEXT NOT NULL, -- the word at the 10 of a scale; the same
  position INTEGER NOT NULL CHECK (position >= 0), -- its place: the lowest is asked first
  ended_on TEXT -- the local day since which it is not asked; its answers stay
) STRICT, WITHOUT ROWID;

-- What a check-in answers to an item: exactly one of the four, by the kind of the item. A check-in or an item is removed
-- after its answers, never before: undo takes rows back table by table, and refuses to forget one.
CREATE TABLE check_in_answers (
  check_in_id BLOB NOT NULL REFERENCES check_ins (id), -- the check-in
  item_id     BLOB NOT NULL REFERENCES check_in_items (id), -- the item
  rating      INTEGER CHECK (rating BETWEEN 0 AND 10), -- of a scale
  yes         INTEGER CHECK (yes IN (0, 1)), -- 1 yes, 0 no
  amount      INTEGER CHECK (amount BETWEEN 0 AND 100000000), -- of a number, in thousandths of its unit
  text        TEXT CHECK (text <> ''), -- in their own words, at most 20,000 characters
  PRIMARY KEY (check_in_id, item_id),
  CHECK ((rating IS NOT NULL) + (yes IS NOT NULL) + (amount IS NOT NULL) + (text IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
-- A chart and the removal of an item ask by item.
CREATE INDEX check_in_answers_by_item ON check_in_answers (item_id);

-- The cues around a craving: the built-in ones, put there by migration 1, and the person's own.
CREATE TABLE triggers (
  id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7; a built-in one has the same id in every vault
  kind TEXT NOT NULL, -- what sort of cue it is, a word
  key  TEXT UNIQUE, -- built in: the end of its message id, trigger-<key>; NULL for the person's own
  name TEXT NOT NULL, -- the person's own words, at most 80 characters; empty for a built-in one
  CHECK ((key IS NULL) = (name <> ''))
) STRICT, WITHOUT ROWID;

-- One craving. It is made at its first answer and changed at each further one.
CREATE TABLE cravings (
  id              BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms           INTEGER NOT NULL, -- when it was
  zone            TEXT NOT NULL, -- the zone in which it was logged
  day_on          TEXT NOT NULL, -- the local day it belongs to; settled when logged
  goal_id         BLOB REFERENCES goals (id) ON DELETE SET NULL, -- the goal it is about
  strength_before INTEGER CHECK (strength_before BETWEEN 0 AND 10), -- how strong at first
  strength_after  INTEGER CHECK (strength_after BETWEEN 0 AND 10), -- how strong at the end
  tool            TEXT, -- the tool they used, a word
  tool_seconds    INTEGER CHECK (tool_seconds BETWEEN 0 AND 86400), -- for how long, in seconds
  acted           INTEGER CHECK (acted IN (0, 1)), -- 1 when they acted on it, 0 when they did not
  note            TEXT NOT NULL -- in their own words, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Journey and Today ask by day, newest first; charts ask a day for the strongest one and need no look at its rows.
CREATE INDEX cravings_by_day ON cravings (day_on, at_ms, strength_before);
-- Removing a goal looks for what was logged for it.
CREATE INDEX cravings_by_goal ON cravings (goal_id);
-- Milestones count those that were not acted on.
CREATE INDEX cravings_met ON cravings (day_on) WHERE acted = 0;

-- What was around a craving: one row for each trigger of it.
CREATE TABLE craving_triggers (
  craving_id BLOB NOT NULL REFERENCES cravings (id) ON DELETE CASCADE, -- the craving
  trigger_id BLOB NOT NULL REFERENCES triggers (id) ON DELETE CASCADE, -- the trigger
  PRIMARY KEY (craving_id, trigger_id)
) STRICT, WITHOUT ROWID;
-- The same question from the other side.
CREATE INDEX craving_triggers_by_trigger ON craving_triggers (trigger_id);

-- One lapse. Sober time is derived from goals and lapses each time it is shown; no number of it is stored.
CREATE TABLE lapses (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms   INTEGER NOT NULL, -- when it happened; may be long before it was logged
  zone    TEXT NOT NULL, -- the zone in which it was logged
  day_on  TEXT NOT NULL, -- the local day it belongs to; settled when logged
  goal_id BLOB REFERENCES goals (id) ON DELETE SET NULL, -- the goal it is about; with none it changes no goal's numbers
  note    TEXT NOT NULL, -- in their own words, at most 20,000 characters; may be empty
  amount  INTEGER CHECK (amount BETWEEN 0 AND 100000000), -- how much, in thousandths of the goal's unit
  next_steps TEXT NOT NULL DEFAULT '' -- what they mean to do in the next 24 hours: words with a space between them
) STRICT, WITHOUT ROWID;
-- Journey asks by day, newest first.
CREATE INDEX lapses_by_day ON lapses (day_on, at_ms);
-- Sober time asks by goal.
CREATE INDEX lapses_by_goal ON lapses (goal_id);

-- What was around a lapse: one row for each trigger of it.
CREATE TABLE lapse_triggers (
  lapse_id   BLOB NOT NULL REFERENCES lapses (id) ON DELETE CASCADE, -- the lapse
  trigger_id BLOB NOT NULL REFERENCES triggers (id) ON DELETE CASCADE, -- the trigger
  PRIMARY KEY (lapse_id, trigger_id)
) STRICT, WITHOUT ROWID;
-- The same question from the other side.
CREATE INDEX lapse_triggers_by_trigger ON lapse_triggers (trigger_id);

-- One journal entry: what the person writes at length.
CREATE TABLE journal_entries (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms  INTEGER NOT NULL, -- when it was
  zone   TEXT NOT NULL, -- the zone in which it was logged
  day_on TEXT NOT NULL, -- the local day it belongs to; settled when logged
  text   TEXT NOT NULL -- in their own words, at most 100,000 characters; the first line leads
) STRICT, WITHOUT ROWID;
-- Journey asks by day, newest first.
CREATE INDEX journal_entries_by_day ON journal_entries (day_on, at_ms);

-- What a journal entry is about: one row for each tag of it. An entry is removed after its tags, never before: undo
-- takes rows back table by table, and must find them.
CREATE TABLE journal_entry_tags (
  entry_id BLOB NOT NULL REFERENCES journal_entries (id), -- the entry
  tag      TEXT NOT NULL CHECK (tag <> ''), -- the person's own word, at most 80 characters, as typed
  PRIMARY KEY (entry_id, tag)
) STRICT, WITHOUT ROWID;
-- Which tags there are.
CREATE INDEX journal_entry_tags_by_tag ON journal_entry_tags (tag);

-- What the person says on the diary card about one day, where the log cannot know it. A day has one at most; all else on
-- the card follows from the log.
CREATE TABLE diary_notes (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms  INTEGER NOT NULL, -- when it was first written
  zone   TEXT NOT NULL, -- the zone in which it was written
  day_on TEXT NOT NULL UNIQUE, -- the local day that it is about: often an earlier one
  skill  TEXT, -- whether a skill was used or why none, a word
  note   TEXT NOT NULL -- in their own words, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;

-- Meetings of the person's own: typed in, or a copy of a listed one. At most 100, in an order of their own. Their times
-- are schedules of the owner kind meeting.
CREATE TABLE my_meetings (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  name           TEXT NOT NULL CHECK (name <> ''), -- its name, at most 255 characters
  kind           TEXT NOT NULL, -- what kind of meeting or whose, in the person's words; may be empty
  held_by        TEXT NOT NULL, -- the group that holds it; may be empty
  way            TEXT NOT NULL, -- how one takes part, a word
  place          TEXT NOT NULL, -- the building or room; may be empty
  address        TEXT NOT NULL, -- the address; may be empty
  link           TEXT, -- the link to take part, http or https
  phone          TEXT NOT NULL, -- the number to call, as typed or listed; may be empty
  joining        TEXT NOT NULL, -- how to get in online or by phone, at most 20,000 characters; may be empty
  notes          TEXT NOT NULL, -- anything else, at most 20,000 characters; may be empty
  minutes        INTEGER CHECK (minutes BETWEEN 1 AND 1440), -- how long it lasts
  is_home_group  INTEGER NOT NULL CHECK (is_home_group IN (0, 1)), -- 1: it is the person's home group
  position       INTEGER NOT NULL CHECK (position >= 0), -- the lowest comes first
  vocabulary     TEXT, -- whose codes the types are, a word; NULL without types
  types          TEXT NOT NULL, -- codes of its kinds as they were listed, with spaces between them
  feed_id        BLOB CHECK (length(feed_id) = 16), -- the list it was kept from, which may be gone; NULL when typed in
  source_id      TEXT NOT NULL, -- what that list calls it
  listed_by      TEXT NOT NULL, -- who lists it
  listed_on      TEXT, -- the date on which it was listed as it was kept
  listed_weekday INTEGER CHECK (listed_weekday BETWEEN 1 AND 7), -- its weekday then, 1 is Monday
  listed_start   INTEGER CHECK (listed_start BETWEEN 0 AND 1439), -- the minute of the day at which it began then
  listed_zone    TEXT NOT NULL, -- the zone of its clock then
  CHECK ((feed_id IS NULL) = (listed_on IS NULL))
) STRICT, WITHOUT ROWID;

-- Occurrences of meetings to which the person means to go. What they say afterwards is in answers.
CREATE TABLE goings (
  schedule_id BLOB NOT NULL CHECK (length(schedule_id) = 16), -- the schedule
  revision    INTEGER NOT NULL, -- which of its revisions
  civil       TEXT NOT NULL, -- its time by the rule
  PRIMARY KEY (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;

-- Having been at a meeting. Of an occurrence there is a row exactly while the last of its answers is "taken".
CREATE TABLE attendances (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms       INTEGER NOT NULL, -- when the meeting began
  zone        TEXT NOT NULL, -- the zone in which it was logged
  day_on      TEXT NOT NULL, -- the local day it belongs to
  meeting_id  BLOB REFERENCES my_meetings (id) ON DELETE SET NULL, -- the meeting; NULL for one that is not kept
  schedule_id BLOB CHECK (length(schedule_id) = 16), -- the schedule of its occurrence; NULL when nobody asked
  revision    INTEGER, -- which of its revisions
  civil       TEXT, -- its time by the rule
  name        TEXT NOT NULL CHECK (name <> ''), -- what the meeting was called then, at most 255 characters
  way         TEXT NOT NULL, -- how one took part, a word
  place       TEXT NOT NULL, -- where, at most 255 characters; may be empty
  minutes     INTEGER CHECK (minutes BETWEEN 1 AND 1440), -- how long it was
  mood_before INTEGER CHECK (mood_before BETWEEN 1 AND 5), -- the mood before
  mood_after  INTEGER CHECK (mood_after BETWEEN 1 AND 5), -- the mood after
  role        TEXT NOT NULL, -- what the person did there, at most 255 characters; may be empty
  note        TEXT NOT NULL, -- what they take away, at most 20,000 characters; may be empty
  CHECK ((schedule_id IS NULL) = (civil IS NULL) AND (schedule_id IS NULL) = (revision IS NULL)),
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
-- Days are listed newest first, and one day is read in the order of its times.
CREATE INDEX attendances_by_day ON attendances (day_on, at_ms);
-- How often the person was at a meeting, and when last.
CREATE INDEX attendances_by_meeting ON attendances (meeting_id, day_on);

-- People whom the person can turn to. At most 50, in an order of their own.
CREATE TABLE people (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  name     TEXT NOT NULL CHECK (name <> ''), -- what they are called; two may have one name
  role     TEXT NOT NULL, -- what they are to the person, a word
  phone    TEXT NOT NULL, -- their number as typed, at most 40 characters; may be empty
  message  TEXT NOT NULL, -- what a text message to them begins with, at most 640 characters; may be empty
  position INTEGER NOT NULL CHECK (position >= 0) -- the lowest comes first
) STRICT, WITHOUT ROWID;

-- What the app reminds of because the person asked it to. Its schedule names it as its owner.
CREATE TABLE own_reminders (
  id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  kind  TEXT NOT NULL, -- a word; a check-in answers what reminds of one
  words TEXT NOT NULL -- what it says in the app; empty unless the kind is `other`
) STRICT, WITHOUT ROWID;

-- Something that is due by a rule: of a medicine, a meeting, an appointment, or a reminder of the person's own.
CREATE TABLE schedules (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  owner_kind TEXT NOT NULL, -- what it belongs to, a word
  owner_id   BLOB NOT NULL CHECK (length(owner_id) = 16) -- which of them
) STRICT, WITHOUT ROWID;
-- An owner looks for its own.
CREATE INDEX schedules_by_owner ON schedules (owner_id, owner_kind);

-- Which rule held when. An edit ends the last one and adds another; what was due under an older one stays as it was.
CREATE TABLE schedule_revisions (
  schedule_id BLOB NOT NULL REFERENCES schedules (id), -- the schedule; it is removed after its revisions
  number      INTEGER NOT NULL CHECK (number >= 1), -- counts them; never used for a second one once it named an occurrence
  spec        TEXT NOT NULL, -- its rule and how it rings, as JSON with a version: data-format.md
  from_at_ms  INTEGER NOT NULL, -- from when it holds: what was due then or earlier is not its own
  from_zone   TEXT NOT NULL, -- the zone of the device then
  until_at_ms INTEGER, -- when it was ended: what was due then or earlier still is its own; NULL while it goes on
  until_zone  TEXT, -- the zone of the device then
  PRIMARY KEY (schedule_id, number),
  CHECK ((until_at_ms IS NULL) = (until_zone IS NULL))
) STRICT, WITHOUT ROWID;

-- What the person said about an occurrence. A correction is a further one; the one with the highest number counts.
CREATE TABLE answers (
  id                BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  schedule_id       BLOB NOT NULL REFERENCES schedules (id), -- of which schedule; it is removed after its answers
  revision          INTEGER NOT NULL, -- of which of its revisions
  civil             TEXT NOT NULL, -- which occurrence: its time on the wall by the rule, YYYY-MM-DDTHH:MM:SS.mmm; of what counts elapsed time or is taken as needed in UTC; of what follows another medicine the other one's
  number            INTEGER NOT NULL CHECK (number >= 1), -- counts the answers to this occurrence
  outcome           TEXT NOT NULL, -- what happened, a word
  at_ms             INTEGER NOT NULL, -- when, as the person says
  zone              TEXT NOT NULL, -- the zone in which it was said
  take_home         INTEGER CHECK (take_home BETWEEN 0 AND 31), -- doses that a clinic gave to take home; NULL for what is no visit
  told_at_ms        INTEGER NOT NULL, -- when it was said
  counts_from_at_ms INTEGER NOT NULL, -- since when the next one is counted: at_ms, unless that lay ahead of a clock that was put back
  UNIQUE (schedule_id, revision, civil, number)
) STRICT, WITHOUT ROWID;
-- What is counted from the last one asks for it.
CREATE INDEX answers_taken ON answers (schedule_id, counts_from_at_ms) WHERE outcome = 'taken';

-- How something that rang, was answered or went by stands. What is only planned has no row: it follows from its schedule.
-- Not recorded in changes: undo does not make a bell unrung.
CREATE TABLE occurrences (
  schedule_id      BLOB NOT NULL CHECK (length(schedule_id) = 16), -- of which schedule; it may have been removed
  revision         INTEGER NOT NULL, -- of which of its revisions; it may have been taken back
  civil            TEXT NOT NULL, -- as in answers
  due_at_ms        INTEGER NOT NULL, -- when it is due, as it was last worked out
  grace_ms         INTEGER, -- for so long after it is open, the wait for the end of quiet hours included; NULL until it is answered
  snoozed_at_ms    INTEGER, -- when the person last asked to be asked later
  snoozed_until_ms INTEGER, -- until when
  snooze_number    INTEGER, -- counts the times
  closed_at_ms     INTEGER, -- when its time was found to be over; one before due_at_ms counts for nothing
  cancelled_at_ms  INTEGER, -- when its schedule was found to be changed before its time
  answers          INTEGER NOT NULL DEFAULT 0, -- how many answers it has; follows from answers
  latest_at_ms     INTEGER NOT NULL, -- the latest instant of all that it holds, or a later one
  PRIMARY KEY (schedule_id, revision, civil),
  CHECK ((snoozed_at_ms IS NULL) = (snooze_number IS NULL) AND (snoozed_until_ms IS NULL) = (snooze_number IS NULL))
) STRICT, WITHOUT ROWID;
-- The planner and a calendar ask by time.
CREATE INDEX occurrences_by_due ON occurrences (due_at_ms);
-- The planner asks for all that is open.
CREATE INDEX occurrences_open ON occurrences (due_at_ms)
  WHERE answers = 0 AND (closed_at_ms IS NULL OR closed_at_ms < due_at_ms);
-- A clock that was put back asks for what lies ahead.
CREATE INDEX occurrences_by_latest ON occurrences (latest_at_ms);

-- Every ring. Not recorded in changes.
CREATE TABLE rungs (
  schedule_id BLOB NOT NULL CHECK (length(schedule_id) = 16), -- as in occurrences
  revision    INTEGER NOT NULL, -- the same
  civil       TEXT NOT NULL, -- the same
  place       INTEGER NOT NULL CHECK (place >= 1), -- counts the rings of this occurrence
  kind        TEXT NOT NULL, -- why it rang, a word
  number      INTEGER NOT NULL, -- of a pre_alert so many minutes before; of a nag or a snooze which one; else 0
  at_ms       INTEGER NOT NULL, -- when it rang
  shown       INTEGER NOT NULL CHECK (shown IN (0, 1)), -- 1 when it is known to have been on the screen
  PRIMARY KEY (schedule_id, revision, civil, place),
  UNIQUE (schedule_id, revision, civil, kind, number)
) STRICT, WITHOUT ROWID;

-- One answer more.
CREATE TRIGGER answers_added AFTER INSERT ON answers BEGIN
  UPDATE occurrences SET answers = answers + 1
    WHERE schedule_id = new.schedule_id AND revision = new.revision AND civil = new.civil;
END;
-- One answer less: it was taken back, or its schedule removed.
CREATE TRIGGER answers_removed AFTER DELETE ON answers BEGIN
  UPDATE occurrences SET answers = answers - 1
    WHERE schedule_id = old.schedule_id AND revision = old.revision AND civil = old.civil;
END;

-- Visits to somebody who helps, once or again and again. When they are is their schedules'.
CREATE TABLE appointments (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  kind      TEXT NOT NULL, -- what sort of visit, a word
  title     TEXT NOT NULL, -- the person's own name for it; empty where the kind says enough
  person_id BLOB REFERENCES people (id) ON DELETE SET NULL, -- with whom, of the people they turn to
  with_whom TEXT NOT NULL, -- with whom, in words; may be empty
  place     TEXT NOT NULL, -- where, at most 500 characters; may be empty
  link      TEXT NOT NULL, -- the link of a visit online, http or https; may be empty
  phone     TEXT NOT NULL, -- whom to call about it, as typed; may be empty
  note      TEXT NOT NULL, -- anything else, at most 20,000 characters; may be empty
  minutes   INTEGER CHECK (minutes BETWEEN 1 AND 1440) -- how long it lasts; NULL where that is not known
) STRICT, WITHOUT ROWID;
-- A person who is removed leaves theirs.
CREATE INDEX appointments_by_person ON appointments (person_id);

-- What was written about one visit. What became of it is in answers. A visit about which nothing was written has no row.
CREATE TABLE visits (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  appointment_id BLOB NOT NULL REFERENCES appointments (id) ON DELETE CASCADE, -- of which appointment
  schedule_id    BLOB NOT NULL CHECK (length(schedule_id) = 16), -- which of its times, as in answers
  revision       INTEGER NOT NULL, -- the same
  civil          TEXT NOT NULL, -- the same
  why            TEXT NOT NULL, -- why it was cancelled or missed; may be empty
  takeaways      TEXT NOT NULL, -- what the person takes with them; may be empty
  next_step      TEXT NOT NULL, -- what comes next; may be empty
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
-- An appointment looks for its own.
CREATE INDEX visits_by_appointment ON visits (appointment_id, civil);

-- Lines of an appointment: something to talk about, or something to do.
CREATE TABLE visit_lines (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7; lines stand in its order
  appointment_id BLOB NOT NULL REFERENCES appointments (id) ON DELETE CASCADE, -- of which appointment
  kind           TEXT NOT NULL, -- what it is for, a word
  visit_id       BLOB CHECK (length(visit_id) = 16), -- the visit at which it was talked about or given; NULL: it waits for the next one. No reference: a visit goes with its appointment alone
  text           TEXT NOT NULL CHECK (text <> ''), -- what it says, at most 1,000 characters
  is_done        INTEGER NOT NULL CHECK (is_done IN (0, 1)), -- 1: talked about, or done
  due_on         TEXT, -- the day until which homework is to be done
  rings_at       INTEGER CHECK (rings_at BETWEEN 0 AND 1439) -- the minute of that day at which it rings; its schedule follows from it
) STRICT, WITHOUT ROWID;
-- An appointment that is removed looks for its own.
CREATE INDEX visit_lines_by_appointment ON visit_lines (appointment_id);
-- A visit shows its own.
CREATE INDEX visit_lines_by_visit ON visit_lines (visit_id);
-- What waits for the next visit.
CREATE INDEX visit_lines_waiting ON visit_lines (appointment_id) WHERE visit_id IS NULL;
-- Homework that is not done.
CREATE INDEX visit_lines_to_do ON visit_lines (appointment_id) WHERE kind = 'homework' AND is_done = 0;

-- Days to think through ahead. What rings for them is their schedules', of owner_kind other.
CREATE TABLE coping_dates (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  kind       TEXT NOT NULL, -- what sort of day, a word
  name       TEXT NOT NULL, -- the person's own name for it; empty where the kind says enough
  day_on     TEXT NOT NULL, -- the day, or the first of those that repeat
  until_on   TEXT, -- the last day of one that lasts longer and comes once
  repeat     TEXT NOT NULL, -- how often it comes, a word; a month without the date: its last day
  hard       TEXT NOT NULL, -- what may be hard; may be empty
  plan       TEXT NOT NULL, -- what the person means to do; may be empty
  exit_line  TEXT NOT NULL, -- what they will say to leave, at most 500 characters; may be empty
  person_id  BLOB REFERENCES people (id) ON DELETE SET NULL, -- whom to call
  alert_days INTEGER NOT NULL CHECK (alert_days BETWEEN 0 AND 14), -- so many days before it rings, and on the day
  alert_at   INTEGER CHECK (alert_at BETWEEN 0 AND 1439), -- at which minute of the day; NULL: not at all
  check_at   INTEGER CHECK (check_at BETWEEN 0 AND 1439) -- the minute of its last day at which it asks how it went; NULL: not at all
) STRICT, WITHOUT ROWID;
-- A person who is removed leaves theirs.
CREATE INDEX coping_dates_by_person ON coping_dates (person_id);

-- How one of those days went.
CREATE TABLE coping_reviews (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  coping_date_id BLOB NOT NULL REFERENCES coping_dates (id) ON DELETE CASCADE, -- of what
  day_on         TEXT NOT NULL, -- which day; of one that lasts longer the first
  helped         INTEGER CHECK (helped IN (0, 1)), -- whether the plan helped; NULL: not said
  note           TEXT NOT NULL, -- in their own words; may be empty
  UNIQUE (coping_date_id, day_on)
) STRICT, WITHOUT ROWID;
-- What the person takes, as they typed it. At most 60, in an order of their own. A medicine is removed after its
-- schedules and its doses.
CREATE TABLE medicines (
  id              BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  name            TEXT NOT NULL CHECK (name <> ''), -- what it is called
  discreet_name   TEXT NOT NULL, -- what lists call it in place of its name; may be empty
  strength        TEXT NOT NULL, -- its strength in words, at most 80 characters; may be empty
  form            TEXT NOT NULL, -- how it is taken, a word
  class           TEXT, -- of which kind it is, a word; NULL is not said
  note            TEXT NOT NULL, -- in their own words, at most 20,000 characters; may be empty
  prescriber_id   BLOB REFERENCES people (id) ON DELETE SET NULL, -- who prescribes it
  clinic_phone    TEXT NOT NULL, -- whom to call about it, as typed, at most 40 characters; may be empty
  pharmacy_phone  TEXT NOT NULL, -- where it is fetched, the same
  on_time_minutes INTEGER NOT NULL CHECK (on_time_minutes BETWEEN 1 AND 1440), -- for so many minutes after it was due a dose is on time
  sites           TEXT NOT NULL, -- places of the body in the order in which they change, one a line; may be empty
  expires_on      TEXT, -- the day printed on the pack
  kit_place       TEXT NOT NULL, -- of a kit against overdose: where it is kept; may be empty
  kit_people      TEXT NOT NULL, -- who nearby knows of it; may be empty
  trained_on      TEXT, -- the day of the last training with it
  position        INTEGER NOT NULL CHECK (position >= 0), -- the lowest comes first
  ended_at_ms     INTEGER -- when it was ended; NULL while it is taken
) STRICT, WITHOUT ROWID;
-- A person who is removed leaves the medicines that they prescribe.
CREATE INDEX medicines_by_prescriber ON medicines (prescriber_id);

-- What a medicine says about one of its schedules.
CREATE TABLE medicine_schedules (
  schedule_id BLOB NOT NULL PRIMARY KEY REFERENCES schedules (id), -- which; it is removed after this row
  medicine_id BLOB NOT NULL REFERENCES medicines (id), -- of which medicine; it is the owner_id of the schedule
  purpose     TEXT NOT NULL, -- what the schedule is for, a word
  position    INTEGER NOT NULL CHECK (position >= 0), -- its place among those of the medicine
  amounts     TEXT NOT NULL, -- how much to take, in the prescriber's words: one line for each phase of the rule, or one for all; only a count of the supply's unit is read from it, for the supply
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000), -- how much of the supply a dose takes, as typed; NULL: as its amount says, where that is a count
  is_listed   INTEGER NOT NULL CHECK (is_listed IN (0, 1)) -- 0 once the medicine no longer has it; its history stays
) STRICT, WITHOUT ROWID;
-- A medicine looks for its own.
CREATE INDEX medicine_schedules_by_medicine ON medicine_schedules (medicine_id);

-- What an older revision of a schedule said, kept when another one took its place: a dose has the amount of the revision
-- that names it. What the newest one says is in medicine_schedules. Schemas before 15 kept none.
CREATE TABLE medicine_amounts (
  schedule_id BLOB NOT NULL REFERENCES schedules (id), -- of which schedule; it is removed after this row
  medicine_id BLOB NOT NULL REFERENCES medicines (id), -- of which medicine
  revision    INTEGER NOT NULL CHECK (revision >= 1), -- which revision of the schedule
  amounts     TEXT NOT NULL, -- as in medicine_schedules
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000), -- as in medicine_schedules
  PRIMARY KEY (schedule_id, revision)
) STRICT, WITHOUT ROWID;
-- A medicine that comes back looks for its own.
CREATE INDEX medicine_amounts_by_medicine ON medicine_amounts (medicine_id);

-- What goes with the answer to an occurrence of a medicine: one row for each that has an answer, written and taken back
-- with it. How an occurrence stands is said by answers; at_ms, zone and outcome are those of the answer that counts.
CREATE TABLE doses (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7; stays when the answer is corrected
  medicine_id BLOB NOT NULL REFERENCES medicines (id), -- of which medicine
  schedule_id BLOB NOT NULL REFERENCES schedules (id), -- of which schedule
  revision    INTEGER NOT NULL, -- as in answers
  civil       TEXT NOT NULL, -- as in answers
  due_at_ms   INTEGER NOT NULL, -- when it was due, as worked out when it was answered
  at_ms       INTEGER NOT NULL, -- when it was taken or left out, as the person says
  zone        TEXT NOT NULL, -- the zone in which that was said
  day_on      TEXT NOT NULL, -- the local day of that
  outcome     TEXT NOT NULL, -- what happened, a word
  is_late     INTEGER NOT NULL CHECK (is_late IN (0, 1)), -- 1 when it was taken outside what counted as on time then: later, or (since 2026-11-23) earlier
  amount      TEXT NOT NULL, -- how much, in the words of its schedule at that time; may be empty
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000), -- how much of the supply it took
  reason      TEXT, -- why it was not taken, a word; NULL is not said
  note        TEXT NOT NULL, -- in their own words, at most 20,000 characters; may be empty
  site        TEXT NOT NULL, -- where on the body; may be empty
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
-- The log asks by day.
CREATE INDEX doses_by_day ON doses (day_on);
-- The history of a medicine asks by when they were due.
CREATE INDEX doses_by_due ON doses (medicine_id, due_at_ms);
-- The last one taken, and the supply, ask by when they were taken.
CREATE INDEX doses_by_time ON doses (medicine_id, at_ms);

-- What is known of a medicine's supply besides its counts; no row where nothing was said. What is left, and for how long,
-- is kept nowhere: it follows from stock_entries and doses. What reminds of it are schedules whose owner_kind begins with
-- supply_ and whose owner_id is the medicine's; they follow as well, and are made again where they are missing.
CREATE TABLE stocks (
  medicine_id  BLOB NOT NULL PRIMARY KEY REFERENCES medicines (id), -- of which medicine
  unit         TEXT NOT NULL, -- what is counted, in the person's word, at most 80 characters; may be empty
  refill_on    TEXT, -- from which day more can be fetched
  refill_size  INTEGER CHECK (refill_size BETWEEN 0 AND 100000000), -- how much there is at a refill
  refills_left INTEGER CHECK (refills_left BETWEEN 0 AND 99), -- how many refills are left
  low_days     INTEGER CHECK (low_days BETWEEN 0 AND 90), -- so many days before it runs out it reminds; NULL is never
  refill_days  INTEGER CHECK (refill_days BETWEEN 0 AND 90), -- the same before refill_on, and on that day
  expiry_days  INTEGER CHECK (expiry_days BETWEEN 0 AND 90) -- the same before medicines.expires_on, and on that day
) STRICT, WITHOUT ROWID;

-- Counts and refills. What is left is the last count, and the refills, less the doses since.
CREATE TABLE stock_entries (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  medicine_id BLOB NOT NULL REFERENCES medicines (id), -- of which medicine
  kind        TEXT NOT NULL, -- a count or a refill, a word
  at_ms       INTEGER NOT NULL, -- when, as the person says
  zone        TEXT NOT NULL, -- the zone in which that was said
  day_on      TEXT NOT NULL, -- the local day of that
  amount      INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000) -- how much there was, or was added
) STRICT, WITHOUT ROWID;
-- What is left asks for the last count and what came since.
CREATE INDEX stock_entries_by_time ON stock_entries (medicine_id, at_ms);

-- Something unwanted that the person noticed with a medicine. An entry of the log.
CREATE TABLE side_effects (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms       INTEGER NOT NULL, -- when it was noticed
  zone        TEXT NOT NULL, -- the zone in which it was logged
  day_on      TEXT NOT NULL, -- the local day it belongs to
  medicine_id BLOB REFERENCES medicines (id) ON DELETE SET NULL, -- with which medicine; NULL for one that is not known
  medicine    TEXT NOT NULL, -- what lists called it then, at most 80 characters; may be empty
  kind        TEXT, -- what it was, a word; NULL: as the person's words say
  words       TEXT NOT NULL, -- what it was in their words, at most 80 characters; may be empty where there is a kind
  strength    TEXT, -- how strong it was, a word; NULL is not said
  is_over     INTEGER CHECK (is_over IN (0, 1)), -- whether it is over; NULL is not said
  note        TEXT NOT NULL, -- in their own words, at most 20,000 characters; may be empty
  CHECK (kind IS NOT NULL OR words <> '')
) STRICT, WITHOUT ROWID;
-- Days are listed newest first, and one day is read in the order of its times.
CREATE INDEX side_effects_by_day ON side_effects (day_on, at_ms);
-- A medicine shows its own.
CREATE INDEX side_effects_by_medicine ON side_effects (medicine_id, at_ms);

-- A question for who prescribes. An entry of the log, of the day on which it was written down.
CREATE TABLE questions (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7
  at_ms       INTEGER NOT NULL, -- when it was written down
  zone        TEXT NOT NULL, -- the zone in which it was logged
  day_on      TEXT NOT NULL, -- the local day it belongs to
  medicine_id BLOB REFERENCES medicines (id) ON DELETE SET NULL, -- about which medicine; NULL for none
  text        TEXT NOT NULL CHECK (text <> ''), -- the question, at most 255 characters
  asked_on    TEXT, -- on which day it was asked; NULL while it is open
  note        TEXT NOT NULL -- the answer, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Days are listed newest first, and one day is read in the order of its times.
CREATE INDEX questions_by_day ON questions (day_on, at_ms);
-- A medicine that is removed leaves the questions about it.
CREATE INDEX questions_by_medicine ON questions (medicine_id);

-- Long texts as they are typed, before they are part of the log. Not recorded in changes: each pause writes one. At the
-- next unlock, at the latest, one becomes a journal entry. Also, of kinds that begin with "held:", what was refused.
CREATE TABLE drafts (
  kind  TEXT NOT NULL, -- what it will be, a word
  id    BLOB NOT NULL CHECK (length(id) = 16), -- the id that it has or will have
  at_ms INTEGER NOT NULL, -- when it was last typed in
  body  TEXT NOT NULL, -- what was typed, as JSON
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Lists of meetings that the person imported. Neither a list nor what is in it is in the log of changes.
CREATE TABLE meeting_feeds (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7; a newer file of the list keeps it
  slot        INTEGER NOT NULL UNIQUE CHECK (slot BETWEEN 1 AND 255), -- a small number that stands for it in its meetings
  name        TEXT NOT NULL, -- what the person calls it, at most 80 characters
  kind        TEXT NOT NULL, -- what kind of file it was, a word
  zone        TEXT NOT NULL, -- the zone of meetings that say none
  imported_on TEXT NOT NULL, -- the local day on which it was imported
  meetings    INTEGER NOT NULL, -- how many meetings it has
  left_out    INTEGER NOT NULL -- how many records of the file were left out
) STRICT, WITHOUT ROWID;

-- Meetings of those lists, one row for each weekday. What a list does not say is empty or NULL.
CREATE TABLE listed_meetings (
  number      INTEGER NOT NULL PRIMARY KEY, -- the base minute (data-format.md) * 2^32 + slot * 2^24 + the place in the list
  slot        INTEGER NOT NULL REFERENCES meeting_feeds (slot), -- the list
  source_id   TEXT NOT NULL, -- what the list calls it
  name        TEXT NOT NULL, -- its name
  week_minute INTEGER CHECK (week_minute BETWEEN 0 AND 10079), -- its start, from the begin of Monday, on its own clock
  each_week   INTEGER NOT NULL CHECK (each_week IN (0, 1)), -- 0: some weeks it is not held, see the columns below
  zone        TEXT NOT NULL, -- the zone of its clock
  minutes     INTEGER, -- how long it lasts
  rhythm      TEXT, -- how often it is held, a word
  every       INTEGER, -- every so many weeks or months, counted from the first date
  nth         TEXT, -- which weekday of the month, a word
  from_on     TEXT, -- the first date
  until_on    TEXT, -- the last date
  left_out    TEXT NOT NULL, -- dates on which it is not held, with spaces between them
  way         TEXT NOT NULL, -- how one takes part, a word
  is_closed   INTEGER NOT NULL CHECK (is_closed IN (0, 1)), -- whether its room is closed for now
  place       TEXT NOT NULL, -- the building or room
  address     TEXT NOT NULL, -- the address, in one line
  region      TEXT NOT NULL, -- the part of the country or town
  latitude    INTEGER, -- where it is, in millionths of a degree north
  longitude   INTEGER, -- and east
  is_rough    INTEGER NOT NULL CHECK (is_rough IN (0, 1)), -- whether address and position only say roughly where
  link        TEXT, -- the link to take part
  phone       TEXT NOT NULL, -- the number to take part, as listed
  joining     TEXT NOT NULL, -- how to take part online or by phone
  vocabulary  TEXT NOT NULL, -- whose codes the types are, a word
  types       TEXT NOT NULL, -- codes of its kinds, with spaces between them
  notes       TEXT NOT NULL, -- everything else that is said
  held_by     TEXT NOT NULL, -- the group that holds it
  listed_by   TEXT NOT NULL, -- who lists it
  listed_on   TEXT -- the date on which the list says it was last changed
) STRICT;
-- A search walks along the starts of the week and reads no row before it is shown.
CREATE INDEX listed_meetings_in_time ON listed_meetings (number, week_minute, each_week, zone);
-- The few that are not simply held each week.
CREATE INDEX listed_meetings_odd ON listed_meetings (number) WHERE each_week = 0;

-- What a newer list says of a meeting that was kept from it.
CREATE INDEX listed_meetings_by_source ON listed_meetings (source_id, slot);

-- How many meetings of a list are of a kind, for the kinds to choose from.
CREATE TABLE listed_meeting_types (
  slot       INTEGER NOT NULL REFERENCES meeting_feeds (slot), -- the list
  vocabulary TEXT NOT NULL, -- whose code it is, a word
  code       TEXT NOT NULL, -- the code
  meetings   INTEGER NOT NULL, -- how many
  PRIMARY KEY (slot, vocabulary, code)
) STRICT, WITHOUT ROWID;

-- The index of their words; its rowid is the meeting's number. words: name, group, notes; place: place, address, region;
-- kinds: a made-up word for each type and for the way. The texts themselves stand in listed_meetings alone.
CREATE VIRTUAL TABLE listed_meeting_words USING fts5
  (words, place, kinds, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');

-- What each write changed, for undo. Written in the same transaction as the change itself, and not recorded itself.
CREATE TABLE changes (
  number    INTEGER PRIMARY KEY, -- counts the writes of this journal; the header mirrors the highest, so the newest row is never removed
  id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16), -- UUIDv7
  at_ms     INTEGER NOT NULL, -- when it was written
  changeset BLOB NOT NULL -- a changeset of SQLite's session extension; empty when nothing changed
) STRICT;

-- Which quick entries were taken in from the sealed inbox. Not recorded in changes: undoing an entry must not let its
-- record come in again.
CREATE TABLE inbox_merged (
  id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- UUIDv7 of the record, and of the entry that was made of it
  at_ms INTEGER NOT NULL -- when it was taken in
) STRICT, WITHOUT ROWID;

-- Which rows each change touched, so that the history of an entry and what was removed are found without reading every
-- change. Not recorded itself. It follows from changes: a program may fill it anew from there.
CREATE TABLE change_rows (
  row_id     BLOB NOT NULL CHECK (length(row_id) = 16), -- the id of the row; for a trigger or a tag, that of its entry
  number     INTEGER NOT NULL, -- the change
  table_name TEXT NOT NULL, -- the table of the row
  op         TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')), -- what was done to it
  PRIMARY KEY (row_id, number, table_name)
) STRICT, WITHOUT ROWID;
-- What was removed, newest first.
CREATE INDEX change_rows_removed ON change_rows (table_name, number) WHERE op = 'delete';

-- The index of words, from here to the end. Nothing of it is recorded in changes: the triggers below keep it in step,
-- also when a change is taken back. It follows from the other tables.

-- Which row of the index an entry has.
CREATE TABLE search_rows (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- the entry
  number INTEGER NOT NULL -- its rowid in search: local day, second, place within the second, kind (last four bits)
) STRICT, WITHOUT ROWID;

-- The index itself, with secure-delete: what is removed leaves it at once. id: the entry; body: its text; tags: its
-- tags, or the person's own triggers of a craving, one a line. The tables search_* are SQLite's own.
CREATE VIRTUAL TABLE search USING fts5
  (id UNINDEXED, body, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', columnsize = 0);

-- Everything that has words. An INSERT of an id puts that entry into the index anew, or out of it. The kinds: 1 a
-- check-in, 2 a craving, 3 a lapse, 4 a journal entry, 5 a use, 6 what was said on the diary card,
-- 7 having been at a meeting, 8 a side effect, 9 a question for a prescriber.
CREATE VIEW search_texts (kind, id, at_ms, day_on, body, tags) AS
  SELECT 1, id, at_ms, day_on, ltrim(note || coalesce(char(10) || (SELECT group_concat(text, char(10))
    FROM check_in_answers WHERE check_in_id = check_ins.id), ''), char(10)), '' FROM check_ins
  UNION ALL
  SELECT 2, id, at_ms, day_on, note, coalesce((SELECT group_concat(name, char(10)) FROM craving_triggers
    JOIN triggers ON triggers.id = trigger_id WHERE craving_id = cravings.id AND key IS NULL), '') FROM cravings
  UNION ALL
  SELECT 3, id, at_ms, day_on, note, '' FROM lapses
  UNION ALL
  SELECT 4, id, at_ms, day_on, text, coalesce((SELECT group_concat(tag, char(10)) FROM journal_entry_tags
    WHERE entry_id = journal_entries.id), '') FROM journal_entries
  UNION ALL
  SELECT 5, id, at_ms, day_on, note, '' FROM use_entries
  UNION ALL
  SELECT 6, id, at_ms, day_on, note, '' FROM diary_notes
  UNION ALL
  SELECT 7, id, at_ms, day_on, rtrim(name || char(10) || role || char(10) || note, char(10)), '' FROM attendances
  UNION ALL
  SELECT 8, id, at_ms, day_on, trim(words || char(10) || note, char(10)), '' FROM side_effects
  UNION ALL
  SELECT 9, id, at_ms, day_on, rtrim(text || char(10) || note, char(10)), '' FROM questions;

-- A number sorts by local day, then by time, and ends with the kind: so the newest are found without reading the rest.
CREATE TRIGGER search_texts_again INSTEAD OF INSERT ON search_texts BEGIN
  DELETE FROM search WHERE rowid = (SELECT number FROM search_rows WHERE id = new.id);
  DELETE FROM search_rows WHERE id = new.id;
  INSERT INTO search_rows (id, number)
    SELECT id, (((coalesce((SELECT max(c.id) FROM search_content AS c WHERE c.id >= first AND c.id < first + 65536),
      first - 16) >> 4) + 1) << 4) | kind
    FROM (SELECT kind, id, (day * 524288 + min(max(at_ms / 1000 - day * 86400 + 172800, 0), 524287)) * 65536 AS first
      FROM (SELECT kind, id, at_ms, coalesce(unixepoch(day_on), 0) / 86400 AS day FROM search_texts
        WHERE id = new.id AND (body <> '' OR tags <> '')));
  INSERT INTO search (rowid, id, body, tags)
    SELECT number, id, body, tags FROM search_rows JOIN search_texts USING (id) WHERE search_rows.id = new.id;
END;

-- New words of check_ins.
CREATE TRIGGER check_ins_words_added AFTER INSERT ON check_ins
  WHEN new.note <> '' OR EXISTS (SELECT 1 FROM check_in_answers WHERE check_in_id = new.id AND text IS NOT NULL)
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of check_ins.
CREATE TRIGGER check_ins_words_changed AFTER UPDATE ON check_ins
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of check_ins that go.
CREATE TRIGGER check_ins_words_removed AFTER DELETE ON check_ins WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
-- New words of check_in_answers.
CREATE TRIGGER check_in_answers_words_added AFTER INSERT ON check_in_answers WHEN new.text IS NOT NULL
  BEGIN INSERT INTO search_texts (id) VALUES (new.check_in_id); END;
-- Other words of check_in_answers.
CREATE TRIGGER check_in_answers_words_changed AFTER UPDATE ON check_in_answers WHEN old.text IS NOT new.text
  BEGIN INSERT INTO search_texts (id) VALUES (new.check_in_id); END;
-- Words of check_in_answers that go.
CREATE TRIGGER check_in_answers_words_removed AFTER DELETE ON check_in_answers WHEN old.text IS NOT NULL
  BEGIN INSERT INTO search_texts (id) VALUES (old.check_in_id); END;

-- New words of cravings.
CREATE TRIGGER cravings_words_added AFTER INSERT ON cravings
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of cravings.
CREATE TRIGGER cravings_words_changed AFTER UPDATE ON cravings
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of cravings that go.
CREATE TRIGGER cravings_words_removed AFTER DELETE ON cravings
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
-- New words of craving_triggers.
CREATE TRIGGER craving_triggers_words_added AFTER INSERT ON craving_triggers
  WHEN EXISTS (SELECT 1 FROM triggers WHERE id = new.trigger_id AND key IS NULL)
  BEGIN INSERT INTO search_texts (id) VALUES (new.craving_id); END;
-- Words of craving_triggers that go.
CREATE TRIGGER craving_triggers_words_removed AFTER DELETE ON craving_triggers
  WHEN EXISTS (SELECT 1 FROM search_rows WHERE id = old.craving_id)
  BEGIN INSERT INTO search_texts (id) VALUES (old.craving_id); END;
-- New words of triggers.
CREATE TRIGGER triggers_words_added AFTER INSERT ON triggers WHEN new.key IS NULL
  BEGIN INSERT INTO search_texts (id) SELECT craving_id FROM craving_triggers WHERE trigger_id = new.id; END;
-- Other words, or another time, of triggers.
CREATE TRIGGER triggers_words_changed AFTER UPDATE ON triggers WHEN old.name <> new.name
  BEGIN INSERT INTO search_texts (id) SELECT craving_id FROM craving_triggers WHERE trigger_id = new.id; END;

-- New words of lapses.
CREATE TRIGGER lapses_words_added AFTER INSERT ON lapses WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of lapses.
CREATE TRIGGER lapses_words_changed AFTER UPDATE ON lapses
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of lapses that go.
CREATE TRIGGER lapses_words_removed AFTER DELETE ON lapses WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of use_entries.
CREATE TRIGGER use_entries_words_added AFTER INSERT ON use_entries WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of use_entries.
CREATE TRIGGER use_entries_words_changed AFTER UPDATE ON use_entries
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of use_entries that go.
CREATE TRIGGER use_entries_words_removed AFTER DELETE ON use_entries WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of diary_notes.
CREATE TRIGGER diary_notes_words_added AFTER INSERT ON diary_notes WHEN new.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of diary_notes.
CREATE TRIGGER diary_notes_words_changed AFTER UPDATE ON diary_notes
  WHEN old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of diary_notes that go.
CREATE TRIGGER diary_notes_words_removed AFTER DELETE ON diary_notes WHEN old.note <> ''
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of attendances.
CREATE TRIGGER attendances_words_added AFTER INSERT ON attendances
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of attendances.
CREATE TRIGGER attendances_words_changed AFTER UPDATE ON attendances
  WHEN old.name <> new.name OR old.role <> new.role OR old.note <> new.note OR old.at_ms <> new.at_ms
    OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of attendances that go.
CREATE TRIGGER attendances_words_removed AFTER DELETE ON attendances
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of side_effects.
CREATE TRIGGER side_effects_words_added AFTER INSERT ON side_effects
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of side_effects.
CREATE TRIGGER side_effects_words_changed AFTER UPDATE ON side_effects
  WHEN old.words <> new.words OR old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of side_effects that go.
CREATE TRIGGER side_effects_words_removed AFTER DELETE ON side_effects
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of questions.
CREATE TRIGGER questions_words_added AFTER INSERT ON questions
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of questions.
CREATE TRIGGER questions_words_changed AFTER UPDATE ON questions
  WHEN old.text <> new.text OR old.note <> new.note OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of questions that go.
CREATE TRIGGER questions_words_removed AFTER DELETE ON questions
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;

-- New words of journal_entries.
CREATE TRIGGER journal_entries_words_added AFTER INSERT ON journal_entries
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Other words, or another time, of journal_entries.
CREATE TRIGGER journal_entries_words_changed AFTER UPDATE ON journal_entries
  WHEN old.text <> new.text OR old.at_ms <> new.at_ms OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
-- Words of journal_entries that go.
CREATE TRIGGER journal_entries_words_removed AFTER DELETE ON journal_entries
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
-- New words of journal_entry_tags.
CREATE TRIGGER journal_entry_tags_words_added AFTER INSERT ON journal_entry_tags
  BEGIN INSERT INTO search_texts (id) VALUES (new.entry_id); END;
-- Words of journal_entry_tags that go.
CREATE TRIGGER journal_entry_tags_words_removed AFTER DELETE ON journal_entry_tags
  BEGIN INSERT INTO search_texts (id) VALUES (old.entry_id); END;
