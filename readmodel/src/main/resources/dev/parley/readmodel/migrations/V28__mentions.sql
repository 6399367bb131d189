-- Whom messages name; the user :all is every member. parent_seq is that of the thread's first message: 0 = in no thread, -1 = in one
-- whose first message is not known. seq is that of the event that named the user last: the user is named as long as it
-- equals mentions_seq of the message, which an edit of the mentions and a deletion raise. is_counted is false where :all counts already.
-- Messages that an earlier version stored have no rows: their names stand in JSON arrays.
CREATE TABLE IF NOT EXISTS mentions (
  tenant       VARCHAR(128) NOT NULL,
  conversation VARCHAR(259) NOT NULL,
  user_id      VARCHAR(128) NOT NULL,
  message_seq  BIGINT       NOT NULL,
  parent_seq   BIGINT       NOT NULL,
  sender       VARCHAR(128) NOT NULL,
  is_counted   BOOLEAN      NOT NULL,
  seq          BIGINT       NOT NULL,
  PRIMARY KEY (tenant, conversation, user_id, message_seq),
  KEY mentions_in_threads (tenant, user_id, parent_seq, conversation)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
