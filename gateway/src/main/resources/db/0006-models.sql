CREATE TABLE model (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX model_alias ON model (alias);
CREATE INDEX model_team ON model (team_id);

CREATE TABLE credential (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});

-- Which key encrypts the secrets of models and credentials: one row, that can be locked before there is any key.
CREATE TABLE secrets_key (name VARCHAR(20) PRIMARY KEY, key_id VARCHAR(100) NOT NULL, changed_at BIGINT NOT NULL);
INSERT INTO secrets_key (name, key_id, changed_at) VALUES ('active', '', 0);
