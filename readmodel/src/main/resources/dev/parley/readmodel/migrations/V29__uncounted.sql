-- Messages that nobody has to read in their conversation: replies, which count in their thread, and deleted ones. Rows are written once
-- and never changed.
CREATE TABLE IF NOT EXISTS uncounted (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  seq          BIGINT       NOT NULL,
  sender       VARCHAR(128) NOT NULL,
  PRIMARY KEY (tenant, conversation, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
-- Those that an earlier version stored.
INSERT IGNORE INTO uncounted (tenant, conversation, seq, sender)
  SELECT tenant, conversation, seq, sender FROM messages
  WHERE message_no > 0 AND (parent_id IS NOT NULL OR is_deleted = TRUE);
