-- Invites, each with three guards: its creation (created_seq), its remaining uses (uses_seq), its revocation (revoked_seq).
-- uses and uses_left are null where unlimited. Times are milliseconds since 1970, UTC. Codes are not stored.
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
