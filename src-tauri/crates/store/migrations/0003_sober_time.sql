-- Sober time in full: breaks and stays, what a usual week took, limits and uses, milestones; more about a lapse.

ALTER TABLE goals ADD COLUMN unit TEXT NOT NULL DEFAULT '';

CREATE TABLE goal_breaks (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  goal_id  BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL,
  from_on  TEXT NOT NULL,
  until_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX goal_breaks_by_goal ON goal_breaks (goal_id);

CREATE TABLE stays (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  place    TEXT NOT NULL,
  name     TEXT NOT NULL,
  from_on  TEXT NOT NULL,
  until_on TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_rates (
  goal_id BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
  from_on TEXT NOT NULL,
  money   INTEGER CHECK (money BETWEEN 0 AND 100000000),
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 10080),
  units   INTEGER CHECK (units BETWEEN 0 AND 100000000),
  PRIMARY KEY (goal_id, from_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_limits (
  goal_id BLOB NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
  from_on TEXT NOT NULL,
  daily   INTEGER CHECK (daily BETWEEN 0 AND 100000000),
  weekly  INTEGER CHECK (weekly BETWEEN 0 AND 100000000),
  PRIMARY KEY (goal_id, from_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE milestones (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  goal_id BLOB REFERENCES goals (id) ON DELETE CASCADE,
  measure TEXT NOT NULL,
  count   INTEGER NOT NULL CHECK (count BETWEEN 1 AND 100000),
  name    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX milestones_by_goal ON milestones (goal_id);

CREATE TABLE use_entries (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms   INTEGER NOT NULL,
  zone    TEXT NOT NULL,
  day_on  TEXT NOT NULL,
  goal_id BLOB REFERENCES goals (id) ON DELETE SET NULL,
  amount  INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000),
  note    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX use_entries_by_day ON use_entries (day_on, at_ms);
CREATE INDEX use_entries_by_goal ON use_entries (goal_id, day_on, amount);

ALTER TABLE lapses ADD COLUMN amount INTEGER CHECK (amount BETWEEN 0 AND 100000000);
ALTER TABLE lapses ADD COLUMN next_steps TEXT NOT NULL DEFAULT '';

CREATE TABLE lapse_triggers (
  lapse_id   BLOB NOT NULL REFERENCES lapses (id) ON DELETE CASCADE,
  trigger_id BLOB NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
  PRIMARY KEY (lapse_id, trigger_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lapse_triggers_by_trigger ON lapse_triggers (trigger_id);

CREATE INDEX cravings_met ON cravings (day_on) WHERE acted = 0;
