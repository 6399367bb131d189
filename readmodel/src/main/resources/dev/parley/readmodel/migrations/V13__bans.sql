-- Who is kept out of a group. A ban that was lifted keeps its row; the last one counts.
-- Times are milliseconds since 1970, UTC; until_at is null where a ban has no end.
CREATE TABLE IF NOT EXISTS bans (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  is_banned    BOOLEAN      NOT NULL,
  until_at     BIGINT       NULL,
  reason       TEXT         NULL,
  banned_by    VARCHAR(128) NULL,
  banned_at    BIGINT       NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
