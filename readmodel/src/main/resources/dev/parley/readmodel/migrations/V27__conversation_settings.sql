-- What users set on conversations for themselves alone. Times are milliseconds since 1970, UTC; the end of 9999 in muted_until stands
-- for no end. hidden_up_to: lists leave the conversation out until it has a message with a higher seq; 0 = never hidden.
CREATE TABLE IF NOT EXISTS conversation_settings (
  tenant       VARCHAR(128) NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  pinned_at    BIGINT       NULL,
  muted_until  BIGINT       NULL,
  is_archived  BOOLEAN      NOT NULL,
  hidden_up_to BIGINT       NOT NULL,
  draft        MEDIUMTEXT   NULL,
  draft_at     BIGINT       NULL,
  updated_at   BIGINT       NOT NULL,
  version      BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id, conversation)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
