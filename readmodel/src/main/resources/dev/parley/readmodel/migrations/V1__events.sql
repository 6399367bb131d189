-- Every event of every conversation, as it stands in the topic. Rows are written once and never changed.
CREATE TABLE IF NOT EXISTS events (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  seq          BIGINT       NOT NULL,
  event_id     BINARY(16)   NOT NULL,
  message_no   BIGINT       NOT NULL,
  bytes        MEDIUMBLOB   NOT NULL,
  PRIMARY KEY (tenant, conversation, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
