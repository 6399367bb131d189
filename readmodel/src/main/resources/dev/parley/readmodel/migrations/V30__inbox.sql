-- A member's own messages never are unread for it, and the last one says how far it has read.
CREATE INDEX IF NOT EXISTS messages_by_sender ON messages (tenant, conversation, sender, seq);
-- Seqs of the last message, and of the last one that belongs to no thread, deleted or not; 0 = there was none.
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS last_message_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN IF NOT EXISTS last_unthreaded_seq BIGINT NOT NULL DEFAULT 0;
UPDATE conversations c SET last_message_seq = (
  SELECT COALESCE(MAX(m.seq), 0) FROM messages m
  WHERE m.tenant = c.tenant AND m.conversation = c.conversation AND m.message_no > 0) WHERE last_message_seq = 0;
UPDATE conversations c SET last_unthreaded_seq = (
  SELECT COALESCE(MAX(m.seq), 0) FROM messages m
  WHERE m.tenant = c.tenant AND m.conversation = c.conversation AND m.message_no > 0 AND m.parent_id IS NULL)
  WHERE last_unthreaded_seq = 0;
-- All memberships of a user, present and former, by the index alone; it serves what members_by_user did.
CREATE INDEX IF NOT EXISTS members_of_user ON members (tenant, user_id, conversation, is_member, joined_seq, joined_at);
DROP INDEX IF EXISTS members_by_user ON members;
