-- The pinned messages of a conversation in the order of their pins. A table of its own: an index on messages would cost every message.
CREATE TABLE IF NOT EXISTS pins (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  message_seq  BIGINT       NOT NULL,
  is_pinned    BOOLEAN      NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, message_seq),
  KEY pins_by_seq (tenant, conversation, is_pinned, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
