-- Until when a member may not write, in milliseconds since 1970, UTC; null where they may. The end of 9999 stands for no end.
ALTER TABLE members ADD COLUMN IF NOT EXISTS muted_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN IF NOT EXISTS muted_until BIGINT NULL;
