-- The gateway's own id of a call, by which its rows are found as well as by the id of the answer.
ALTER TABLE spend_log ADD COLUMN call_id VARCHAR(300) NOT NULL DEFAULT '';
CREATE INDEX spend_log_call ON spend_log (call_id);

-- Rows that were counted and are not kept: they must not be counted again, should they come again. Gone after some days.
CREATE TABLE spend_counted (id VARCHAR(64) PRIMARY KEY, counted_at BIGINT NOT NULL);
CREATE INDEX spend_counted_time ON spend_counted (counted_at);

-- What could not be read, or was refused by the database, as it came: to be looked at, and added by hand.
CREATE TABLE spend_refused (
  position {sequence}, refused_at BIGINT NOT NULL, journal VARCHAR(200) NOT NULL, reason VARCHAR(2000) NOT NULL,
  payload TEXT NOT NULL);
