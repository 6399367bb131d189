-- Who reacts to a message with what. A reaction that was taken back keeps its row.
CREATE TABLE IF NOT EXISTS reactions (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  message_seq  BIGINT       NOT NULL,
  emoji        VARCHAR(64)  NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  is_present   BOOLEAN      NOT NULL,
  reacted_at   BIGINT       NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, message_seq, emoji, user_id),
  KEY reactions_by_seq (tenant, conversation, message_seq, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How many users have a reaction to a message; 0 where all took it back.
CREATE TABLE IF NOT EXISTS reaction_counts (
  tenant         VARCHAR(128) NOT NULL,
  conversation   VARCHAR(259) NOT NULL,
  message_seq    BIGINT       NOT NULL,
  emoji          VARCHAR(64)  NOT NULL,
  reaction_count BIGINT       NOT NULL,
  seq            BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, message_seq, emoji)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
