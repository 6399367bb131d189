-- Users as they are now. Times are milliseconds since 1970, UTC.
CREATE TABLE IF NOT EXISTS users (
  tenant      VARCHAR(128) NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  name        MEDIUMTEXT   NOT NULL,
  avatar_url  MEDIUMTEXT   NULL,
  role        VARCHAR(128) NOT NULL,
  tags        MEDIUMTEXT   NOT NULL,
  metadata    MEDIUMTEXT   NULL,
  status      VARCHAR(16)  NOT NULL,
  token_epoch INT          NOT NULL,
  created_at  BIGINT       NOT NULL,
  updated_at  BIGINT       NOT NULL,
  version     BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
