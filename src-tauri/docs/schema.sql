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
PRAGMA user_version = 2;

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
  started_on    TEXT NOT NULL -- the local day of the start
) STRICT, WITHOUT ROWID;

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
-- Journey and Today ask by day, newest first.
CREATE INDEX cravings_by_day ON cravings (day_on, at_ms);
-- Removing a goal looks for what was logged for it.
CREATE INDEX cravings_by_goal ON cravings (goal_id);

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
  note    TEXT NOT NULL -- in their own words, at most 20,000 characters; may be empty
) STRICT, WITHOUT ROWID;
-- Journey asks by day, newest first.
CREATE INDEX lapses_by_day ON lapses (day_on, at_ms);
-- Sober time asks by goal.
CREATE INDEX lapses_by_goal ON lapses (goal_id);

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
