-- Keys, people and what they belong to. Times are milliseconds since 1970. What is searched for has a column of its own; all that the
-- API tells and takes is in the document, a JSON object.

CREATE TABLE virtual_key (id VARCHAR(200) PRIMARY KEY, alias VARCHAR(1000) UNIQUE, {record});
CREATE INDEX virtual_key_user ON virtual_key (user_id, team_id);
CREATE INDEX virtual_key_team ON virtual_key (team_id);
CREATE INDEX virtual_key_organization ON virtual_key (organization_id);
CREATE INDEX virtual_key_budget ON virtual_key (budget_id);
CREATE INDEX virtual_key_due ON virtual_key (due_at);
CREATE INDEX virtual_key_created ON virtual_key (created_at);

CREATE TABLE deleted_key (id VARCHAR(200) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX deleted_key_team ON deleted_key (team_id);

-- An old key that goes on working for a while after its rotation; its user_id is the hash of the key that took its place.
CREATE TABLE former_key (id VARCHAR(200) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX former_key_successor ON former_key (user_id);
CREATE INDEX former_key_due ON former_key (due_at);

CREATE TABLE team (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX team_alias ON team (alias);
CREATE INDEX team_organization ON team (organization_id);

CREATE TABLE deleted_team (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});

-- A person of the company. The alias is the e-mail address in lower case.
CREATE TABLE person (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000) UNIQUE, {record});
CREATE INDEX person_sso ON person (user_id);

CREATE TABLE organization (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});

-- Who is in a team; the id is team:user.
CREATE TABLE team_member (id VARCHAR(2001) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX team_member_user ON team_member (user_id);
CREATE INDEX team_member_team ON team_member (team_id);

-- Who is in an organization; the id is organization:user.
CREATE TABLE organization_member (id VARCHAR(2001) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX organization_member_user ON organization_member (user_id);
CREATE INDEX organization_member_organization ON organization_member (organization_id);

CREATE TABLE budget (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});

CREATE TABLE customer (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX customer_budget ON customer (budget_id);

CREATE TABLE tag (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});

CREATE TABLE invitation (id VARCHAR(1000) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX invitation_user ON invitation (user_id);

-- Who changed what: append only.
CREATE TABLE audit (
  id VARCHAR(100) PRIMARY KEY, changed_at BIGINT NOT NULL, changed_by VARCHAR(1000), changed_by_key VARCHAR(200),
  action VARCHAR(50) NOT NULL, table_name VARCHAR(100) NOT NULL, object_id VARCHAR(2001) NOT NULL, before_value TEXT,
  updated_values TEXT);
CREATE INDEX audit_time ON audit (changed_at);
CREATE INDEX audit_object ON audit (object_id, changed_at);

-- What other instances have to look at again.
CREATE TABLE record_change (
  position {sequence}, changed_at BIGINT NOT NULL, kind VARCHAR(100) NOT NULL, object_id VARCHAR(2001) NOT NULL);
CREATE INDEX record_change_time ON record_change (changed_at);

-- Background work that one instance at a time does.
CREATE TABLE work_lease (name VARCHAR(200) PRIMARY KEY, holder VARCHAR(200) NOT NULL, until BIGINT NOT NULL);
