-- What users set on messages for themselves alone. Times are milliseconds since 1970, UTC; saved_at is null and saved_version 0
-- where the message is not saved. subscribed: 1 or 0 as the user chose, null where taking part decides.
CREATE TABLE IF NOT EXISTS message_marks (
  tenant        VARCHAR(128) NOT NULL,
  user_id       VARCHAR(128) NOT NULL,
  conversation  VARCHAR(259) NOT NULL,
  message_seq   BIGINT       NOT NULL,
  message_id    VARCHAR(64)  NOT NULL,
  saved_at      BIGINT       NULL,
  saved_version BIGINT       NOT NULL,
  is_hidden     BOOLEAN      NOT NULL,
  subscribed    BOOLEAN      NULL,
  updated_at    BIGINT       NOT NULL,
  version       BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id, conversation, message_seq),
  KEY message_marks_saved (tenant, user_id, saved_version),
  KEY message_marks_subscribed (tenant, user_id, subscribed)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
