package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client got back. */
record Reply(int status, JsonNode body) {
    /** The stable code of a problem; empty where there was none. */
    String code() {
        return body.path("code").asText();
    }

    Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected " + expected + ", but got " + this);
        }
        return this;
    }

    String text(String field) {
        return body.path(field).asText();
    }

    long number(String field) {
        return body.path(field).asLong();
    }
}
