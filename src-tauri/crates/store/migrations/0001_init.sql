-- The first form of the journal. STRICT keeps types honest; WITHOUT ROWID where the key is a 16-byte UUIDv7.
-- Instants are milliseconds since 1970 UTC (*_at_ms, at_ms), local days are YYYY-MM-DD (*_on), zones IANA names.
-- Words for what each column means: docs/schema.sql. Never edit this file once released: add the next one.

CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
  id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind          TEXT NOT NULL,
  name          TEXT NOT NULL,
  direction     TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  zone          TEXT NOT NULL,
  started_on    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE check_ins (
  id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms         INTEGER NOT NULL,
  zone          TEXT NOT NULL,
  day_on        TEXT NOT NULL,
  mood          INTEGER CHECK (mood BETWEEN 1 AND 5),
  craving       INTEGER CHECK (craving BETWEEN 0 AND 10),
  confidence    INTEGER CHECK (confidence BETWEEN 0 AND 10),
  sleep_minutes INTEGER CHECK (sleep_minutes BETWEEN 0 AND 1440),
  hungry        INTEGER CHECK (hungry BETWEEN 0 AND 3),
  angry         INTEGER CHECK (angry BETWEEN 0 AND 3),
  lonely        INTEGER CHECK (lonely BETWEEN 0 AND 3),
  tired         INTEGER CHECK (tired BETWEEN 0 AND 3),
  used          INTEGER CHECK (used IN (0, 1)),
  note          TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX check_ins_by_day ON check_ins (day_on, at_ms);

CREATE TABLE triggers (
  id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  key  TEXT UNIQUE,
  name TEXT NOT NULL,
  CHECK ((key IS NULL) = (name <> ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE cravings (
  id              BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms           INTEGER NOT NULL,
  zone            TEXT NOT NULL,
  day_on          TEXT NOT NULL,
  goal_id         BLOB REFERENCES goals (id) ON DELETE SET NULL,
  strength_before INTEGER CHECK (strength_before BETWEEN 0 AND 10),
  strength_after  INTEGER CHECK (strength_after BETWEEN 0 AND 10),
  tool            TEXT,
  tool_seconds    INTEGER CHECK (tool_seconds BETWEEN 0 AND 86400),
  acted           INTEGER CHECK (acted IN (0, 1)),
  note            TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cravings_by_day ON cravings (day_on, at_ms);
CREATE INDEX cravings_by_goal ON cravings (goal_id);

CREATE TABLE craving_triggers (
  craving_id BLOB NOT NULL REFERENCES cravings (id) ON DELETE CASCADE,
  trigger_id BLOB NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
  PRIMARY KEY (craving_id, trigger_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX craving_triggers_by_trigger ON craving_triggers (trigger_id);

CREATE TABLE lapses (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  at_ms   INTEGER NOT NULL,
  zone    TEXT NOT NULL,
  day_on  TEXT NOT NULL,
  goal_id BLOB REFERENCES goals (id) ON DELETE SET NULL,
  note    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lapses_by_day ON lapses (day_on, at_ms);
CREATE INDEX lapses_by_goal ON lapses (goal_id);

-- What each transaction changed, as a changeset of SQLite's session extension: undo applies its inverse.
CREATE TABLE changes (
  number    INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  at_ms     INTEGER NOT NULL,
  changeset BLOB NOT NULL
) STRICT;

-- Built-in triggers. Their ids are the same in every vault, so that journals of two devices agree on them.
INSERT INTO triggers (id, kind, key, name) VALUES
  (x'00000000000070008000000000000001', 'situation', 'argument', ''),
  (x'00000000000070008000000000000002', 'situation', 'stress', ''),
  (x'00000000000070008000000000000003', 'situation', 'offered', ''),
  (x'00000000000070008000000000000004', 'situation', 'saw_it', ''),
  (x'00000000000070008000000000000005', 'situation', 'payday', ''),
  (x'00000000000070008000000000000006', 'situation', 'celebration', ''),
  (x'00000000000070008000000000000007', 'situation', 'memory', ''),
  (x'00000000000070008000000000000008', 'situation', 'bad_news', ''),
  (x'00000000000070008000000000000009', 'feeling', 'anxious', ''),
  (x'0000000000007000800000000000000a', 'feeling', 'sad', ''),
  (x'0000000000007000800000000000000b', 'feeling', 'bored', ''),
  (x'0000000000007000800000000000000c', 'feeling', 'ashamed', ''),
  (x'0000000000007000800000000000000d', 'feeling', 'overwhelmed', ''),
  (x'0000000000007000800000000000000e', 'feeling', 'happy', ''),
  (x'0000000000007000800000000000000f', 'halt', 'hungry', ''),
  (x'00000000000070008000000000000010', 'halt', 'angry', ''),
  (x'00000000000070008000000000000011', 'halt', 'lonely', ''),
  (x'00000000000070008000000000000012', 'halt', 'tired', ''),
  (x'00000000000070008000000000000013', 'halt', 'in_pain', ''),
  (x'00000000000070008000000000000014', 'halt', 'slept_badly', ''),
  (x'00000000000070008000000000000015', 'halt', 'withdrawal', ''),
  (x'00000000000070008000000000000016', 'place', 'home', ''),
  (x'00000000000070008000000000000017', 'place', 'work', ''),
  (x'00000000000070008000000000000018', 'place', 'out', ''),
  (x'00000000000070008000000000000019', 'place', 'near_shop', ''),
  (x'0000000000007000800000000000001a', 'place', 'online', ''),
  (x'0000000000007000800000000000001b', 'place', 'travelling', ''),
  (x'0000000000007000800000000000001c', 'person', 'alone', ''),
  (x'0000000000007000800000000000001d', 'person', 'family', ''),
  (x'0000000000007000800000000000001e', 'person', 'partner', ''),
  (x'0000000000007000800000000000001f', 'person', 'friends', ''),
  (x'00000000000070008000000000000020', 'person', 'coworkers', ''),
  (x'00000000000070008000000000000021', 'person', 'someone_using', '');
