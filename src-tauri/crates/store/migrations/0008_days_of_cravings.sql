-- A chart of all days asks each day for its strongest craving: from the index alone, without a look at each row.

DROP INDEX cravings_by_day;
CREATE INDEX cravings_by_day ON cravings (day_on, at_ms, strength_before);
