package dev.parley.edge.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsTest {
    @Test
    void showsAMessage() {
        assertEquals(
                "{\"id\":\"" + Samples.MESSAGE_ID + "\",\"conversation\":\"d:alice:bob\",\"seq\":4,\"messageNo\":3,"
                        + "\"sender\":\"alice\",\"at\":\"2026-11-22T10:00:00.123Z\",\"kind\":\"text\",\"text\":\"hi\","
                        + "\"clientMsgId\":\"c1\",\"edited\":false,\"deleted\":false,\"version\":4}",
                new String(MessageJson.of(Samples.message("hi")), UTF_8));
    }

    @Test
    void marksAMessageThatIsWrittenAlready() {
        var message = MessageView.of(Samples.message("hi"));
        assertArrayEquals(message.toJson(OwnMark.SAVED), MessageJson.marked(message.toJson(), OwnMark.SAVED));
        assertArrayEquals(message.toJson(), MessageJson.marked(message.toJson(), OwnMark.NONE));
        assertThrows(IllegalArgumentException.class, () -> MessageJson.marked(message.toJson(), OwnMark.HIDDEN));
    }

    @Test
    void makesAMessageOfNoOtherEvent() {
        var event = Samples.event("g:team", new MemberLeft("bob", 1L)).build();
        assertThrows(IllegalArgumentException.class, () -> MessageView.of(event));
        assertThrows(IllegalArgumentException.class, () -> GroupView.of(event));
    }

    @Test
    void showsAUser() {
        var user = new User(
                "acme",
                "alice",
                "Alice",
                null,
                "default",
                List.of(),
                "{\"a\":1}",
                UserStatus.ACTIVE,
                0,
                List.of(),
                1L,
                Samples.AT,
                Samples.AT);
        assertEquals(
                "{\"id\":\"alice\",\"name\":\"Alice\",\"role\":\"default\",\"tags\":[],\"metadata\":{\"a\":1},"
                        + "\"status\":\"active\",\"version\":1,\"createdAt\":\"2026-11-22T10:00:00.123Z\","
                        + "\"updatedAt\":\"2026-11-22T10:00:00.123Z\"}",
                new String(UserView.of(user).toJson(), UTF_8));
    }

    @Test
    void showsAGroup() {
        var created = new GroupCreated(
                "Team", GroupAccess.PASSWORD, "alice", "d", null, List.of("x"), null, 1, MemberRole.MODERATOR);
        assertEquals(
                "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"password\",\"owner\":\"alice\",\"description\":\"d\",\"tags\":[\"x\"],"
                        + "\"memberCount\":1,\"role\":\"owner\",\"slowModeSeconds\":0,\"mentionAllFrom\":\"moderator\",\"conversation\":\"g:team\",\"seq\":4,"
                        + "\"version\":4,\"createdAt\":\"2026-11-22T10:00:00.123Z\"}",
                new String(
                        GroupView.of(Samples.event("g:team", created).build()).toJson(), UTF_8));
    }

    @Test
    void writesTimesWithThreeDecimals() {
        assertEquals("2026-11-22T10:00:00.000Z", Timestamps.text(Instant.parse("2026-11-22T10:00:00Z")));
        assertEquals("2026-11-22T10:00:00.999Z", Timestamps.text(Instant.parse("2026-11-22T10:00:00.999999Z")));
        assertEquals("1970-01-01T00:00:00.001Z", Timestamps.text(Instant.ofEpochMilli(1)));
    }

    @Test
    void readsTheTimeOfAUuidOfVersion7() {
        var at = Instant.ofEpochMilli(0x0199A1B2C3D4L);
        assertEquals(Optional.of(at), UuidV7.timeOf("0199a1b2-c3d4-7000-8000-000000000000"));
        assertEquals(Optional.of(at), UuidV7.timeOf("0199A1B2-C3D4-7000-8000-000000000000"));
        for (var other : List.of("", "x", "0199a1b2-c3d4-4000-8000-000000000000", "0199a1b2c3d470008000000000000000")) {
            assertEquals(Optional.empty(), UuidV7.timeOf(other), other);
        }
    }
}
