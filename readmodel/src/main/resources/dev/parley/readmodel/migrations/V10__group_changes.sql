-- A guard for each part of a group that can change: seq of the event that set it; 0 = not known, which any event replaces.
-- info_seq is the seq of the event that began the group. One column a statement, each safe to run again.
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS name_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS access_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS owner_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS description_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS icon_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS tags_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS metadata_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS slow_mode_seconds INT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS slow_mode_seq BIGINT NOT NULL DEFAULT 0;
-- Seq of the last deletion of a group of this id; the group stands where it began after it.
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS deleted_seq BIGINT NOT NULL DEFAULT 0;
