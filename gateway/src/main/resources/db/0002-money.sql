-- Money. Amounts are whole nano-dollars (a thousand-millionth of a dollar), exact in every database; one dollar is 1000000000.

-- One row for every attempt that was answered, and for every call that failed: facts, added and never changed.
CREATE TABLE spend_log (
  id VARCHAR(64) PRIMARY KEY, request_id VARCHAR(300) NOT NULL, call_type VARCHAR(100) NOT NULL, endpoint VARCHAR(300) NOT NULL,
  status VARCHAR(20) NOT NULL, spend BIGINT NOT NULL, estimated INTEGER NOT NULL,
  api_key VARCHAR(200) NOT NULL, user_id VARCHAR(1000) NOT NULL, team_id VARCHAR(1000) NOT NULL,
  organization_id VARCHAR(1000) NOT NULL, end_user VARCHAR(1000) NOT NULL,
  model VARCHAR(500) NOT NULL, model_group VARCHAR(500) NOT NULL, model_id VARCHAR(300) NOT NULL, provider VARCHAR(100) NOT NULL,
  api_base VARCHAR(1000) NOT NULL,
  prompt_tokens BIGINT NOT NULL, completion_tokens BIGINT NOT NULL, total_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL, cache_creation_tokens BIGINT NOT NULL,
  started_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, first_token_at BIGINT,
  cache_hit INTEGER NOT NULL, cache_key VARCHAR(300) NOT NULL, session_id VARCHAR(500) NOT NULL, ip VARCHAR(100) NOT NULL,
  tags TEXT NOT NULL, metadata TEXT NOT NULL);
CREATE INDEX spend_log_time ON spend_log (started_at, id);
CREATE INDEX spend_log_request ON spend_log (request_id);
CREATE INDEX spend_log_key ON spend_log (api_key, started_at);
CREATE INDEX spend_log_user ON spend_log (user_id, started_at);
CREATE INDEX spend_log_team ON spend_log (team_id, started_at);
CREATE INDEX spend_log_end_user ON spend_log (end_user, started_at);
CREATE INDEX spend_log_session ON spend_log (session_id);

-- What was asked and answered, where that is kept at all; never in one row with money, and gone after its time.
CREATE TABLE spend_text (
  id VARCHAR(64) PRIMARY KEY, kept_at BIGINT NOT NULL, messages TEXT NOT NULL, response TEXT NOT NULL, request TEXT NOT NULL);
CREATE INDEX spend_text_time ON spend_text (kept_at);

-- What was ever spent by whom, counted from the rows of spend_log in the transaction that adds them.
CREATE TABLE spend_total (
  level VARCHAR(40) NOT NULL, id VARCHAR(2001) NOT NULL, spend BIGINT NOT NULL, requests BIGINT NOT NULL, last_at BIGINT NOT NULL,
  PRIMARY KEY (level, id));

-- The same by day (UTC), for reports.
CREATE TABLE daily_spend (
  dimension VARCHAR(40) NOT NULL, entity VARCHAR(1000) NOT NULL, day VARCHAR(10) NOT NULL, api_key VARCHAR(200) NOT NULL,
  model VARCHAR(500) NOT NULL, model_group VARCHAR(500) NOT NULL, provider VARCHAR(100) NOT NULL, endpoint VARCHAR(300) NOT NULL,
  spend BIGINT NOT NULL, prompt_tokens BIGINT NOT NULL, completion_tokens BIGINT NOT NULL, cache_read_tokens BIGINT NOT NULL,
  cache_creation_tokens BIGINT NOT NULL, requests BIGINT NOT NULL, successful BIGINT NOT NULL, failed BIGINT NOT NULL,
  PRIMARY KEY (dimension, entity, day, api_key, model, model_group, provider, endpoint));
CREATE INDEX daily_spend_day ON daily_spend (dimension, day);

-- How far the journal of each instance has been carried over.
CREATE TABLE journal_position (journal VARCHAR(200) PRIMARY KEY, segment BIGINT NOT NULL, place BIGINT NOT NULL);
