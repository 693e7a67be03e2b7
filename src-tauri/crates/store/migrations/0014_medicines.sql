-- Medicines, what each says about its schedules, and doses. Words for what each column means: docs/schema.sql.

CREATE TABLE medicines (
  id              BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name            TEXT NOT NULL CHECK (name <> ''),
  discreet_name   TEXT NOT NULL,
  strength        TEXT NOT NULL,
  form            TEXT NOT NULL,
  class           TEXT,
  note            TEXT NOT NULL,
  prescriber_id   BLOB REFERENCES people (id) ON DELETE SET NULL,
  clinic_phone    TEXT NOT NULL,
  pharmacy_phone  TEXT NOT NULL,
  on_time_minutes INTEGER NOT NULL CHECK (on_time_minutes BETWEEN 1 AND 1440),
  sites           TEXT NOT NULL,
  expires_on      TEXT,
  kit_place       TEXT NOT NULL,
  kit_people      TEXT NOT NULL,
  trained_on      TEXT,
  position        INTEGER NOT NULL CHECK (position >= 0),
  ended_at_ms     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX medicines_by_prescriber ON medicines (prescriber_id);

CREATE TABLE medicine_schedules (
  schedule_id BLOB NOT NULL PRIMARY KEY REFERENCES schedules (id),
  medicine_id BLOB NOT NULL REFERENCES medicines (id),
  purpose     TEXT NOT NULL,
  position    INTEGER NOT NULL CHECK (position >= 0),
  amounts     TEXT NOT NULL,
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000),
  is_listed   INTEGER NOT NULL CHECK (is_listed IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX medicine_schedules_by_medicine ON medicine_schedules (medicine_id);

CREATE TABLE doses (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  medicine_id BLOB NOT NULL REFERENCES medicines (id),
  schedule_id BLOB NOT NULL REFERENCES schedules (id),
  revision    INTEGER NOT NULL,
  civil       TEXT NOT NULL,
  due_at_ms   INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  day_on      TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  is_late     INTEGER NOT NULL CHECK (is_late IN (0, 1)),
  amount      TEXT NOT NULL,
  units       INTEGER CHECK (units BETWEEN 0 AND 100000000),
  reason      TEXT,
  note        TEXT NOT NULL,
  site        TEXT NOT NULL,
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
CREATE INDEX doses_by_day ON doses (day_on);
CREATE INDEX doses_by_due ON doses (medicine_id, due_at_ms);
CREATE INDEX doses_by_time ON doses (medicine_id, at_ms);
