-- The tokens that were given out to users. Times are milliseconds since 1970, UTC; revoked_at is null while it was not cut. A session is
-- over when it has expired, was cut, or has a token_epoch below its user's. The index is for those that have not expired.
CREATE TABLE IF NOT EXISTS sessions (
  tenant      VARCHAR(128) NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  session_id  VARCHAR(128) NOT NULL,
  created_at  BIGINT       NOT NULL,
  expires_at  BIGINT       NOT NULL,
  device      VARCHAR(128) NULL,
  token_epoch BIGINT       NOT NULL,
  revoked_at  BIGINT       NULL,
  updated_at  BIGINT       NOT NULL,
  version     BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id, session_id),
  KEY sessions_by_end (tenant, user_id, expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
