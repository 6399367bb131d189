-- What a user is to another one: whether it blocks the other (guard block_seq), and their friendship as the user sees it
-- (guard friend_seq): none, requested, incoming, friends. Guards are seqs of the direct conversation of the two; 0 = never.
-- A relation that ended keeps its row. Times are milliseconds since 1970, UTC, of the event behind the guard.
CREATE TABLE IF NOT EXISTS relations (
  tenant     VARCHAR(128) NOT NULL,
  user_id    VARCHAR(128) NOT NULL,
  other_id   VARCHAR(128) NOT NULL,
  is_blocked BOOLEAN      NOT NULL DEFAULT FALSE,
  blocked_at BIGINT       NOT NULL DEFAULT 0,
  block_seq  BIGINT       NOT NULL DEFAULT 0,
  friendship VARCHAR(16)  NOT NULL DEFAULT 'none',
  friend_at  BIGINT       NOT NULL DEFAULT 0,
  friend_seq BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, user_id, other_id),
  KEY relations_by_block (tenant, user_id, is_blocked, other_id),
  KEY relations_by_friendship (tenant, user_id, friendship, other_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
