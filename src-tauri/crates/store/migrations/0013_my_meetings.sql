-- Meetings of the person's own, and having been there. Words for what each column means: docs/schema.sql.

CREATE TABLE my_meetings (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name           TEXT NOT NULL CHECK (name <> ''),
  kind           TEXT NOT NULL,
  held_by        TEXT NOT NULL,
  way            TEXT NOT NULL,
  place          TEXT NOT NULL,
  address        TEXT NOT NULL,
  link           TEXT,
  phone          TEXT NOT NULL,
  joining        TEXT NOT NULL,
  notes          TEXT NOT NULL,
  minutes        INTEGER CHECK (minutes BETWEEN 1 AND 1440),
  is_home_group  INTEGER NOT NULL CHECK (is_home_group IN (0, 1)),
  position       INTEGER NOT NULL CHECK (position >= 0),
  vocabulary     TEXT,
  types          TEXT NOT NULL,
  feed_id        BLOB CHECK (length(feed_id) = 16),
  source_id      TEXT NOT NULL,
  listed_by      TEXT NOT NULL,
  listed_on      TEXT,
  listed_weekday INTEGER CHECK (listed_weekday BETWEEN 1 AND 7),
  listed_start   INTEGER CHECK (listed_start BETWEEN 0 AND 1439),
  listed_zone    TEXT NOT NULL,
  CHECK ((feed_id IS NULL) = (listed_on IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE goings (
  schedule_id BLOB NOT NULL CHECK (length(schedule_id) = 16),
  revision    INTEGER NOT NULL,
  civil       TEXT NOT NULL,
  PRIMARY KEY (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendances (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms       INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  day_on      TEXT NOT NULL,
  meeting_id  BLOB REFERENCES my_meetings (id) ON DELETE SET NULL,
  schedule_id BLOB CHECK (length(schedule_id) = 16),
  revision    INTEGER,
  civil       TEXT,
  name        TEXT NOT NULL CHECK (name <> ''),
  way         TEXT NOT NULL,
  place       TEXT NOT NULL,
  minutes     INTEGER CHECK (minutes BETWEEN 1 AND 1440),
  mood_before INTEGER CHECK (mood_before BETWEEN 1 AND 5),
  mood_after  INTEGER CHECK (mood_after BETWEEN 1 AND 5),
  role        TEXT NOT NULL,
  note        TEXT NOT NULL,
  CHECK ((schedule_id IS NULL) = (civil IS NULL) AND (schedule_id IS NULL) = (revision IS NULL)),
  UNIQUE (schedule_id, revision, civil)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendances_by_day ON attendances (day_on, at_ms);
CREATE INDEX attendances_by_meeting ON attendances (meeting_id, day_on);

-- What a newer list says of a meeting that was kept from it.
CREATE INDEX listed_meetings_by_source ON listed_meetings (source_id, slot);

-- The index of words has one more kind: the view anew, and with it the trigger that hangs on it.
DROP VIEW search_texts;
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
  SELECT 7, id, at_ms, day_on, rtrim(name || char(10) || role || char(10) || note, char(10)), '' FROM attendances;

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

CREATE TRIGGER attendances_words_added AFTER INSERT ON attendances
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER attendances_words_changed AFTER UPDATE ON attendances
  WHEN old.name <> new.name OR old.role <> new.role OR old.note <> new.note OR old.at_ms <> new.at_ms
    OR old.day_on <> new.day_on
  BEGIN INSERT INTO search_texts (id) VALUES (new.id); END;
CREATE TRIGGER attendances_words_removed AFTER DELETE ON attendances
  BEGIN INSERT INTO search_texts (id) VALUES (old.id); END;
