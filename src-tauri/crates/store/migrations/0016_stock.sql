-- The supply of a medicine, and what was counted and fetched. Words for what each column means: docs/schema.sql.

CREATE TABLE stocks (
  medicine_id  BLOB NOT NULL PRIMARY KEY REFERENCES medicines (id),
  unit         TEXT NOT NULL,
  refill_on    TEXT,
  refill_size  INTEGER CHECK (refill_size BETWEEN 0 AND 100000000),
  refills_left INTEGER CHECK (refills_left BETWEEN 0 AND 99),
  low_days     INTEGER CHECK (low_days BETWEEN 0 AND 90),
  refill_days  INTEGER CHECK (refill_days BETWEEN 0 AND 90),
  expiry_days  INTEGER CHECK (expiry_days BETWEEN 0 AND 90)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_entries (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  medicine_id BLOB NOT NULL REFERENCES medicines (id),
  kind        TEXT NOT NULL,
  at_ms       INTEGER NOT NULL,
  zone        TEXT NOT NULL,
  day_on      TEXT NOT NULL,
  amount      INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_entries_by_time ON stock_entries (medicine_id, at_ms);
