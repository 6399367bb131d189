package dev.parley.topologies.conversation;

import static dev.parley.topologies.conversation.Chat.action;
import static dev.parley.topologies.conversation.Chat.createGroup;
import static dev.parley.topologies.conversation.Chat.join;
import static dev.parley.topologies.conversation.Chat.reply;
import static dev.parley.topologies.conversation.Chat.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.state.ConversationHeadV1;
import dev.parley.topologies.state.Digest;
import dev.parley.topologies.state.GroupMemberV1;
import dev.parley.topologies.state.MessageFactV1;
import dev.parley.topologies.state.RememberedActionV1;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** State that the first version of the topology wrote. */
class EarlierStateTest {
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Chat chat = new Chat(state);

    @Test
    void readsHeadsGroupsAndFactsOfTheFirstVersion() {
        var key = Keys.of(Chat.TENANT, "g:team");
        var head = new StateCodec<ConversationHeadV1>(ConversationHeadV1.getClassSchema())
                .write(new ConversationHeadV1(7L, 4L, "PRIVATE", null, "al", 2L, 1));
        state.put(stateKey('H', key, ""), head);
        var member = new StateCodec<GroupMemberV1>(GroupMemberV1.getClassSchema());
        state.put(stateKey('M', key, "al"), member.write(new GroupMemberV1("OWNER", 2L, 1)));
        state.put(stateKey('M', key, "bo"), member.write(new GroupMemberV1("PARTICIPANT", 3L, 1)));
        var fact = new StateCodec<MessageFactV1>(MessageFactV1.getClassSchema())
                .write(new MessageFactV1("al", 5L, Chat.BEGIN));
        state.put(stateKey('F', key, "m-5"), fact);
        var said = chat.send(reply("g:team", "bo", "a", "hi", "m-5")).event();
        assertEquals(8, said.getSeq());
        assertEquals(5, said.getMessageNo());
        // The group outlives the head that carried it.
        assertEquals(
                "group-not-found",
                chat.send(join("team", "cy", "j", null)).rejected().getCode());
        var left = chat.send(action("g:team", "bo", "l", new LeaveGroup()));
        assertEquals(1, ((MemberLeft) left.event().getBody()).getMemberCount());
        assertEquals(
                "group-exists",
                chat.send(createGroup("team", "cy", GroupAccess.PUBLIC, null))
                        .rejected()
                        .getCode());
    }

    @Test
    void answersARetryOfAnActionThatTheFirstVersionDecided() {
        var action = reply("d:al:bo", "al", "a", "hello", "m-1");
        var identity = ActionIdentity.of(Chat.TENANT, "al", "d:al:bo", "a");
        var before = RememberedActionV1.newBuilder()
                .setAsked(new Digest(HexFormat.of().parseHex("c943ca4e2288335621064ebe23c5e5c1")))
                .setRefusal("not-a-member")
                .setAt(Chat.BEGIN)
                .build();
        var actionKey =
                ByteBuffer.allocate(17).put((byte) 'A').put(identity.bytes()).array();
        state.put(actionKey, new StateCodec<RememberedActionV1>(RememberedActionV1.getClassSchema()).write(before));
        assertEquals("not-a-member", chat.send(action).rejected().getCode());
        var other = text("d:al:bo", "al", "a", "hello");
        assertEquals("action-id-reused", chat.send(other).rejected().getCode());
    }

    private static byte[] stateKey(char kind, byte[] key, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + key.length + bytes.length)
                .put((byte) kind)
                .put(key)
                .put((byte) 0)
                .put(bytes)
                .array();
    }
}
