-- Files of a message, a JSON array. The guard is 0 while the message never had any.
-- One column a statement, each safe to run again: a schema change is not transactional.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS attachments_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS attachments MEDIUMTEXT NULL;
-- Who pinned it and when; null while it is not pinned. Times are milliseconds since 1970, UTC.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS pinned_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS pinned_by VARCHAR(128) NULL;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS pinned_at BIGINT NULL;
-- Highest seq of the events about a message that are no version of it: reactions, pins. 0 = there was none.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS changed_seq BIGINT NOT NULL DEFAULT 0;
