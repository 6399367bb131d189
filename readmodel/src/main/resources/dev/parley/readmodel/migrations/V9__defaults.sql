-- With defaults, an insert can leave out what its rows do not have: edits, deletions, a group's own data.
ALTER TABLE messages ALTER COLUMN is_edited SET DEFAULT FALSE;
ALTER TABLE messages ALTER COLUMN is_deleted SET DEFAULT FALSE;
ALTER TABLE conversations ALTER COLUMN info_seq SET DEFAULT 0;
