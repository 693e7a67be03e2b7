-- Schedules, what rang and what was answered. Words for what each column means: docs/schema.sql.

CREATE TABLE schedules (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  owner_kind TEXT NOT NULL,
  owner_id   BLOB NOT NULL CHECK (length(owner_id) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX schedules_by_owner ON schedules (owner_id, owner_kind);

CREATE TABLE schedule_revisions (
  schedule_id BLOB NOT NULL REFERENCES schedules (id),
  number      INTEGER NOT NULL CHECK (number >= 1),
  spec        TEXT NOT NULL,
  from_at_ms  INTEGER NOT NULL,
  from_zone   TEXT NOT NULL,
  until_at_ms INTEGER,
  until_zone  TEXT,
  PRIMARY KEY (schedule_id, number),
  CHECK ((until_at_ms IS NULL) = (until_zone IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
  id                BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  schedule_id       BLOB NOT NULL REFERENCES schedules (id),
  revision          INTEGER NOT NULL,
  civil             TEXT NOT NULL,
  number            INTEGER NOT NULL CHECK (number >= 1),
  outcome           TEXT NOT NULL,
  at_ms             INTEGER NOT NULL,
  zone              TEXT NOT NULL,
  take_home         INTEGER CHECK (take_home BETWEEN 0 AND 31),
  told_at_ms        INTEGER NOT NULL,
  counts_from_at_ms INTEGER NOT NULL,
  UNIQUE (schedule_id, revision, civil, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_taken ON answers (schedule_id, counts_from_at_ms) WHERE outcome = 'taken';

CREATE TABLE occurrences (
  schedule_id      BLOB NOT NULL CHECK (length(schedule_id) = 16),
  revision         INTEGER NOT NULL,
  civil            TEXT NOT NULL,
  due_at_ms        INTEGER NOT NULL,
  grace_ms         INTEGER,
  snoozed_at_ms    INTEGER,
  snoozed_until_ms INTEGER,
  snooze_number    INTEGER,
  closed_at_ms     INTEGER,
  cancelled_at_ms  INTEGER,
  answers          INTEGER NOT NULL DEFAULT 0,
  latest_at_ms     INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, revision, civil),
  CHECK ((snoozed_at_ms IS NULL) = (snooze_number IS NULL) AND (snoozed_until_ms IS NULL) = (snooze_number IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrences_by_due ON occurrences (due_at_ms);
CREATE INDEX occurrences_open ON occurrences (due_at_ms)
  WHERE answers = 0 AND (closed_at_ms IS NULL OR closed_at_ms < due_at_ms);
CREATE INDEX occurrences_by_latest ON occurrences (latest_at_ms);

CREATE TABLE rungs (
  schedule_id BLOB NOT NULL CHECK (length(schedule_id) = 16),
  revision    INTEGER NOT NULL,
  civil       TEXT NOT NULL,
  place       INTEGER NOT NULL CHECK (place >= 1),
  kind        TEXT NOT NULL,
  number      INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  shown       INTEGER NOT NULL CHECK (shown IN (0, 1)),
  PRIMARY KEY (schedule_id, revision, civil, place),
  UNIQUE (schedule_id, revision, civil, kind, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER answers_added AFTER INSERT ON answers BEGIN
  UPDATE occurrences SET answers = answers + 1
    WHERE schedule_id = new.schedule_id AND revision = new.revision AND civil = new.civil;
END;
CREATE TRIGGER answers_removed AFTER DELETE ON answers BEGIN
  UPDATE occurrences SET answers = answers - 1
    WHERE schedule_id = old.schedule_id AND revision = old.revision AND civil = old.civil;
END;
