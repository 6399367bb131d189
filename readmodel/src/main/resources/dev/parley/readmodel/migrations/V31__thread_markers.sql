-- How far the user has read the thread of the message: seq of a reply; 0 = not at all. Own replies move it without a mark.
ALTER TABLE message_marks ADD COLUMN IF NOT EXISTS thread_read_up_to BIGINT NOT NULL DEFAULT 0;
