-- What was spent of each budget in each of its windows. Amounts are nano-dollars, times milliseconds since 1970.
CREATE TABLE budget_account (
    level        VARCHAR(32)  NOT NULL,
    id           VARCHAR(512) NOT NULL,
    window_id    VARCHAR(64)  NOT NULL,
    settled      BIGINT       NOT NULL,
    marks        BIGINT       NOT NULL DEFAULT 0,
    wanted_until BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (level, id, window_id)
);

-- What an instance may spend of an account, or has spent and not settled yet.
CREATE TABLE budget_lease (
    instance     VARCHAR(256) NOT NULL,
    level        VARCHAR(32)  NOT NULL,
    id           VARCHAR(512) NOT NULL,
    window_id    VARCHAR(64)  NOT NULL,
    amount       BIGINT       NOT NULL,
    expires_at   BIGINT       NOT NULL,
    PRIMARY KEY (instance, level, id, window_id)
);

CREATE INDEX budget_lease_account ON budget_lease (level, id, window_id);
