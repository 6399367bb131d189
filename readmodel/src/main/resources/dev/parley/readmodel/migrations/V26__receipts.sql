-- How far members have got; a member who has read, got or sent nothing since joining has no row. Seqs are of the conversation. Own
-- messages up to unread_seq do not count as a sign of reading. Times are milliseconds since 1970, UTC; null where there was none.
CREATE TABLE IF NOT EXISTS receipts (
  tenant          VARCHAR(128) NOT NULL,
  conversation    VARCHAR(259) NOT NULL,
  user_id         VARCHAR(128) NOT NULL,
  is_member       BOOLEAN      NOT NULL,
  member_since    BIGINT       NOT NULL,
  delivered_up_to BIGINT       NOT NULL,
  delivered_at    BIGINT       NULL,
  read_up_to      BIGINT       NOT NULL,
  read_at         BIGINT       NULL,
  marked_unread   BOOLEAN      NOT NULL,
  unread_seq      BIGINT       NOT NULL,
  updated_at      BIGINT       NOT NULL,
  version         BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, user_id),
  -- Counts who has got a message, and who has read it, without a look at a row: nobody has read what they have not got.
  KEY receipts_by_progress (tenant, conversation, delivered_up_to, read_up_to, member_since, is_member)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
