-- When a message is deleted by itself, in milliseconds since 1970, UTC; null = never.
ALTER TABLE messages ADD COLUMN IF NOT EXISTS expires_at BIGINT NULL;
