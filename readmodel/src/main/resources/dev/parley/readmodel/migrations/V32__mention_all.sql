-- The lowest role whose @all mentions every member, lower case, and its guard. Groups of before let every member do it.
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS mention_all_from VARCHAR(16) NOT NULL DEFAULT 'participant';
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS mention_all_seq BIGINT NOT NULL DEFAULT 0;
