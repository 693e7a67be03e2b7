-- Lists of meetings, as files of fellowships and calendars have them. They are not the person's writing: they are kept
-- out of the log of changes, and a newer file takes the place of the older.

CREATE TABLE meeting_feeds (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  slot        INTEGER NOT NULL UNIQUE CHECK (slot BETWEEN 1 AND 255),
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  zone        TEXT NOT NULL,
  imported_on TEXT NOT NULL,
  meetings    INTEGER NOT NULL,
  left_out    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listed_meetings (
  number      INTEGER NOT NULL PRIMARY KEY,
  slot        INTEGER NOT NULL REFERENCES meeting_feeds (slot),
  source_id   TEXT NOT NULL,
  name        TEXT NOT NULL,
  week_minute INTEGER CHECK (week_minute BETWEEN 0 AND 10079),
  each_week   INTEGER NOT NULL CHECK (each_week IN (0, 1)),
  zone        TEXT NOT NULL,
  minutes     INTEGER,
  rhythm      TEXT,
  every       INTEGER,
  nth         TEXT,
  from_on     TEXT,
  until_on    TEXT,
  left_out    TEXT NOT NULL,
  way         TEXT NOT NULL,
  is_closed   INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
  place       TEXT NOT NULL,
  address     TEXT NOT NULL,
  region      TEXT NOT NULL,
  latitude    INTEGER,
  longitude   INTEGER,
  is_rough    INTEGER NOT NULL CHECK (is_rough IN (0, 1)),
  link        TEXT,
  phone       TEXT NOT NULL,
  joining     TEXT NOT NULL,
  vocabulary  TEXT NOT NULL,
  types       TEXT NOT NULL,
  notes       TEXT NOT NULL,
  held_by     TEXT NOT NULL,
  listed_by   TEXT NOT NULL,
  listed_on   TEXT
) STRICT;
CREATE INDEX listed_meetings_in_time ON listed_meetings (number, week_minute, each_week, zone);
CREATE INDEX listed_meetings_odd ON listed_meetings (number) WHERE each_week = 0;

CREATE TABLE listed_meeting_types (
  slot       INTEGER NOT NULL REFERENCES meeting_feeds (slot),
  vocabulary TEXT NOT NULL,
  code       TEXT NOT NULL,
  meetings   INTEGER NOT NULL,
  PRIMARY KEY (slot, vocabulary, code)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE listed_meeting_words USING fts5 (
  words, place, kinds, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
