-- Invites, each with three guards: its creation (created_seq), how many may still come (uses_seq), its end (revoked_seq).
-- uses and uses_left are null where any number may come. Times are milliseconds since 1970, UTC. Nothing here makes a code.
CREATE TABLE IF NOT EXISTS invites (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  invite_id    VARCHAR(64)  NOT NULL,
  uses         BIGINT       NULL,
  expires_at   BIGINT       NULL,
  created_by   VARCHAR(128) NULL,
  created_at   BIGINT       NULL,
  created_seq  BIGINT       NOT NULL,
  uses_left    BIGINT       NULL,
  uses_seq     BIGINT       NOT NULL,
  revoked_seq  BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, invite_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
