package dev.parley.topologies.fold;

import java.nio.charset.StandardCharsets;

/** A record's key taken apart: {@code tenant/conversation} or {@code tenant/conversation/user}. No part contains a slash. */
public record RecordKey(String tenant, String conversation, String user) {
    public static RecordKey of(byte[] key) {
        var parts = new String(key, StandardCharsets.UTF_8).split("/", -1);
        return new RecordKey(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }
}
