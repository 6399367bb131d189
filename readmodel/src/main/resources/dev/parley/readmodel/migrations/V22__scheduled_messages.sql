-- Messages that are sent later, and what became of them; bytes as in the topic. order_key is the time, in milliseconds with
-- leading zeros, and the id: a list is read in its order.
CREATE TABLE IF NOT EXISTS scheduled_messages (
  tenant       VARCHAR(128) NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  scheduled_id VARCHAR(64)  NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  order_key    VARCHAR(96)  NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  bytes        MEDIUMBLOB   NOT NULL,
  version      BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id, scheduled_id),
  KEY scheduled_messages_by_time (tenant, user_id, state, order_key)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
