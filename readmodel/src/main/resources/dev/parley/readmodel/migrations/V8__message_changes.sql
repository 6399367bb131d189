-- From a message (the seq of its creation) to the events that changed it. Rows are written once and never changed.
CREATE TABLE IF NOT EXISTS message_changes (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  message_seq  BIGINT       NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, message_seq, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
