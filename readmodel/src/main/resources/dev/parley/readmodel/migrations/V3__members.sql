-- Present and former members. A membership that ended keeps its row; left_seq is 0 while it holds.
CREATE TABLE IF NOT EXISTS members (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  role         VARCHAR(16)  NOT NULL,
  joined_seq   BIGINT       NOT NULL,
  is_member    BOOLEAN      NOT NULL,
  left_seq     BIGINT       NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, user_id),
  KEY members_by_user (tenant, user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
