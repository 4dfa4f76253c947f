-- Claims of tokens that stand for keys. The alias is the hash of the key.
CREATE TABLE token_key (id VARCHAR(200) PRIMARY KEY, alias VARCHAR(1000), {record});
CREATE INDEX token_key_key ON token_key (alias);
