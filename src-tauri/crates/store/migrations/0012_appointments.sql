-- Appointments with what is written for and after each visit, and days to think through ahead. Words for what each column
-- means: docs/schema.sql.

CREATE TABLE appointments (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind      TEXT NOT NULL,
  title     TEXT NOT NULL,
  person_id BLOB REFERENCES people (id) ON DELETE SET NULL,
  with_whom TEXT NOT NULL,
  place     TEXT NOT NULL,
  link      TEXT NOT NULL,
  phone     TEXT NOT NULL,
  note      TEXT NOT NULL,
  minutes   INTEGER CHECK (minutes BETWEEN 1 AND 1440)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointments_by_person ON appointments (person_id);

CREATE TABLE visits (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  appointment_id BLOB NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  schedule_id    BLOB NOT NULL CHECK (length(schedule_id) = 16),
  revision       INTEGER NOT NULL,
  civil          TEXT NOT NULL,
  why            TEXT NOT NULL,
  takeaways      TEXT NOT NULL,
  next_step      TEXT NOT NULL,
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_appointment ON visits (appointment_id, civil);

CREATE TABLE visit_lines (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  appointment_id BLOB NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL,
  visit_id       BLOB CHECK (length(visit_id) = 16),
  text           TEXT NOT NULL CHECK (text <> ''),
  is_done        INTEGER NOT NULL CHECK (is_done IN (0, 1)),
  due_on         TEXT,
  rings_at       INTEGER CHECK (rings_at BETWEEN 0 AND 1439)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_lines_by_appointment ON visit_lines (appointment_id);
CREATE INDEX visit_lines_by_visit ON visit_lines (visit_id);
CREATE INDEX visit_lines_waiting ON visit_lines (appointment_id) WHERE visit_id IS NULL;
CREATE INDEX visit_lines_to_do ON visit_lines (appointment_id) WHERE kind = 'homework' AND is_done = 0;

CREATE TABLE coping_dates (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  day_on     TEXT NOT NULL,
  until_on   TEXT,
  repeat     TEXT NOT NULL,
  hard       TEXT NOT NULL,
  plan       TEXT NOT NULL,
  exit_line  TEXT NOT NULL,
  person_id  BLOB REFERENCES people (id) ON DELETE SET NULL,
  alert_days INTEGER NOT NULL CHECK (alert_days BETWEEN 0 AND 14),
  alert_at   INTEGER CHECK (alert_at BETWEEN 0 AND 1439),
  check_at   INTEGER CHECK (check_at BETWEEN 0 AND 1439)
) STRICT, WITHOUT ROWID;
CREATE INDEX coping_dates_by_person ON coping_dates (person_id);

CREATE TABLE coping_reviews (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  coping_date_id BLOB NOT NULL REFERENCES coping_dates (id) ON DELETE CASCADE,
  day_on         TEXT NOT NULL,
  helped         INTEGER CHECK (helped IN (0, 1)),
  note           TEXT NOT NULL,
  UNIQUE (coping_date_id, day_on)
) STRICT, WITHOUT ROWID;
