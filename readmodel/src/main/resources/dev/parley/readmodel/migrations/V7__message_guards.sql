-- A guard for each part of a message that can change: seq of the event that set it; 0 = not known, which any event replaces.
-- One column a statement, each safe to run again: a schema change is not transactional.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS text_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS data_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS mentions_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS tags_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS metadata_seq BIGINT NOT NULL DEFAULT 0;
-- Times are milliseconds since 1970, UTC; null where the message was never edited or deleted.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS edited_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS edited_at BIGINT NULL;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS deleted_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS deleted_at BIGINT NULL;
