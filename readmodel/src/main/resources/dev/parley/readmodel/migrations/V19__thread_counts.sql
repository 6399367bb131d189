-- A message's thread: replies that stand, and the last one, deleted or not. thread_seq is the guard; 0 = never replied to.
-- Times are milliseconds since 1970, UTC.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS thread_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS replies BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS last_reply_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN IF NOT EXISTS last_reply_seq BIGINT NOT NULL DEFAULT 0;
