-- From a message to the replies of its thread (seqs of their creation). Rows are written once and never changed.
CREATE TABLE IF NOT EXISTS thread_replies (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  parent_id    VARCHAR(64)  NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, parent_id, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
-- Replies that an earlier version stored; ordinary messages have no row here and pay for no index.
INSERT IGNORE INTO thread_replies (tenant, conversation, parent_id, seq)
  SELECT tenant, conversation, parent_id, seq FROM messages WHERE parent_id IS NOT NULL;
-- Who took part in a thread: the author of its first message (parent_seq) and everyone who replied. last_reply_at and
-- last_reply_seq are those of the user's own last reply, 0 = none; last_reply_seq is the guard.
CREATE TABLE IF NOT EXISTS thread_participants (
  tenant         VARCHAR(128) NOT NULL,
  user_id        VARCHAR(128) NOT NULL,
  conversation   VARCHAR(259) NOT NULL,
  parent_seq     BIGINT       NOT NULL,
  last_reply_at  BIGINT       NOT NULL,
  last_reply_seq BIGINT       NOT NULL,
  PRIMARY KEY (tenant, user_id, conversation, parent_seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
