-- How far the store is: the next offset of each partition that is not yet in it. Written in the transaction of the rows.
CREATE TABLE IF NOT EXISTS sink_positions (
  topic        VARCHAR(249) NOT NULL,
  partition_no INT          NOT NULL,
  next_offset  BIGINT       NOT NULL,
  PRIMARY KEY (topic, partition_no)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
