package dev.parley.topologies.conversation;

import static dev.parley.topologies.conversation.Chat.action;
import static dev.parley.topologies.conversation.Chat.createGroup;
import static dev.parley.topologies.conversation.Chat.join;
import static dev.parley.topologies.conversation.Chat.message;
import static dev.parley.topologies.conversation.Chat.reply;
import static dev.parley.topologies.conversation.Chat.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.messages.PostMessageHandler;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.memory.RequestDigest;
import dev.parley.topologies.state.ConversationHeadV1;
import dev.parley.topologies.state.Digest;
import dev.parley.topologies.state.GroupMemberV1;
import dev.parley.topologies.state.GroupV1;
import dev.parley.topologies.state.GroupV2;
import dev.parley.topologies.state.MessageFactV1;
import dev.parley.topologies.state.MessageFactV2;
import dev.parley.topologies.state.MessageFactV3;
import dev.parley.topologies.state.RememberedActionV1;
import dev.parley.topologies.state.RememberedActionV2;
import dev.parley.topologies.state.WaitingMessage;
import dev.parley.topologies.state.WaitingMessageV1;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State that earlier versions of the topology wrote. */
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
    void letsEveryMemberOfAGroupOfAnEarlierVersionMentionEverybody() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(join("team", "bo", "j", null));
        var group = new GroupV2("PUBLIC", null, "al", 2L, 0, 1L, 1L);
        var codec = StateCodec.after(
                new StateCodec<GroupV1>(GroupV1.getClassSchema()), GroupV2.getClassSchema(), _ -> group);
        state.put(stateKey('G', Keys.of(Chat.TENANT, "g:team"), ""), codec.write(group));
        var content = MessageContent.newBuilder().setMentions(List.of("@all")).build();
        var said = chat.send(action(
                "g:team",
                "bo",
                "m",
                PostMessage.newBuilder().setContent(content).build()));
        assertTrue(((MessageCreated) said.event().getBody()).getMentionsAll());
    }

    /** Events of replies did not say the seq of their thread, and were made again from the retry. */
    @Test
    void answersTheRetryOfAReplyThatAnEarlierVersionDecided() {
        var post =
                PostMessage.newBuilder(message("yes", null)).setParentId("m-1").build();
        var reply = action("d:al:bo", "bo", "r", post);
        var identity = ActionIdentity.of(Chat.TENANT, "bo", "d:al:bo", "r");
        var registry = new InMemoryRegistry();
        var encoder = new EventEncoder(new AvroWriter<>(registry, Topics.EVENTS.name(), Event.getClassSchema()));
        var event = encoder.encode(
                reply,
                new PostMessageHandler().event(new DecisionContext(reply, "bo", identity, Chat.BEGIN), post),
                new EventEncoder.Place(2, 2, Chat.BEGIN));
        var before = RememberedActionV2.newBuilder()
                .setAsked(new Digest(new RequestDigest(Topics.ACTIONS).of(post)))
                .setFirstSeq(2)
                .setLastSeq(3)
                .setMessageNo(2)
                .setAt(Chat.BEGIN)
                .setEventId(new Digest(EventEncoder.idOf(event)))
                .build();
        var codec = StateCodec.after(
                new StateCodec<RememberedActionV1>(RememberedActionV1.getClassSchema()),
                RememberedActionV2.getClassSchema(),
                _ -> before);
        state.put(actionKey(identity), codec.write(before));
        var again = chat.eventIn(chat.send(reply).accepted());
        assertEquals(new AvroReader<Event>(registry, Event.getClassSchema()).read(event), again);
        assertNull(((MessageCreated) again.getBody()).getParentSeq());
    }

    @Test
    void sendsWhatAnEarlierVersionScheduled() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        var later = new ScheduleMessage(Instant.ofEpochMilli(chat.now()).plusSeconds(60), message("later", null));
        var id = chat.scheduledIn(chat.send(action("g:team", "al", "s", later)).accepted())
                .getId();
        var key = stateKey('S', Keys.of(Chat.TENANT, "g:team"), id);
        var first = new StateCodec<WaitingMessageV1>(WaitingMessageV1.getClassSchema());
        StateCodec<WaitingMessage> second = StateCodec.after(first, WaitingMessage.getClassSchema(), _ -> {
            throw neverRead();
        });
        var waiting = Objects.requireNonNull(second.read(state.get(key)));
        state.put(key, first.write(new WaitingMessageV1(waiting.getAuthor(), waiting.getDue(), waiting.getAction())));
        chat.pass(Duration.ofSeconds(60));
        assertEquals(
                1,
                chat.eventsIn(chat.raw(action("", "", "", new Tick())).outputs())
                        .size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clearsTheTextOfAMessageOfAnEarlierVersionWhereItNeedsAFile(boolean needsFile) {
        var fact = MessageFactV3.newBuilder()
                .setAuthor("al")
                .setSeq(1)
                .setAt(Chat.BEGIN)
                .setVersion(1)
                .setNeedsFile(needsFile)
                .build();
        StateCodec<MessageFactV2> second = StateCodec.after(
                new StateCodec<MessageFactV1>(MessageFactV1.getClassSchema()), MessageFactV2.getClassSchema(), _ -> {
                    throw neverRead();
                });
        StateCodec<MessageFactV3> third = StateCodec.after(second, MessageFactV3.getClassSchema(), _ -> {
            throw neverRead();
        });
        state.put(stateKey('F', Keys.of(Chat.TENANT, "d:al:bo"), "m-1"), third.write(fact));
        var cleared = new EditMessage(
                "m-1", List.of("text"), MessageContent.newBuilder().build(), null);
        var result = chat.send(action("d:al:bo", "al", "e", cleared));
        assertEquals(needsFile ? 1 : 0, result.events().size());
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
        state.put(
                actionKey(identity),
                new StateCodec<RememberedActionV1>(RememberedActionV1.getClassSchema()).write(before));
        assertEquals("not-a-member", chat.send(action).rejected().getCode());
        var other = text("d:al:bo", "al", "a", "hello");
        assertEquals("action-id-reused", chat.send(other).rejected().getCode());
    }

    private static AssertionError neverRead() {
        return new AssertionError("Nothing of an earlier version is read here.");
    }

    private static byte[] actionKey(ActionIdentity identity) {
        return ByteBuffer.allocate(17).put((byte) 'A').put(identity.bytes()).array();
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
