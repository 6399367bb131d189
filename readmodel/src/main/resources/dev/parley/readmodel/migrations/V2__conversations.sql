-- Three parts with a guard each: what is shown (info_seq), how many members (members_seq), the head (head_seq).
-- Times are milliseconds since 1970, UTC. The columns of a group are null in a direct conversation.
CREATE TABLE IF NOT EXISTS conversations (
  tenant          VARCHAR(128) NOT NULL,
  conversation    VARCHAR(259) NOT NULL,
  name            MEDIUMTEXT   NULL,
  access          VARCHAR(16)  NULL,
  owner           VARCHAR(128) NULL,
  description     MEDIUMTEXT   NULL,
  icon            MEDIUMTEXT   NULL,
  tags            MEDIUMTEXT   NULL,
  metadata        MEDIUMTEXT   NULL,
  incarnation     INT          NULL,
  created_at      BIGINT       NULL,
  info_seq        BIGINT       NOT NULL,
  member_count    BIGINT       NOT NULL,
  members_seq     BIGINT       NOT NULL,
  message_no      BIGINT       NOT NULL,
  last_message_at BIGINT       NOT NULL,
  head_seq        BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
