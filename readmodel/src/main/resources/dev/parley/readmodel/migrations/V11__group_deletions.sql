-- Every deletion of a group: it ended the memberships that began before it, and a group of the same id begins after it. Rows are written
-- once and never changed.
CREATE TABLE IF NOT EXISTS group_deletions (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
