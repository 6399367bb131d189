package dev.parley.topologies.conversation;

import dev.parley.schemas.Action;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Output;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records of {@code scheduled}, and the actions that scheduled messages, as the state keeps them. One thread. */
final class ScheduledEncoder {
    private static final String SINK = Output.sinkOf(Topics.SCHEDULED);
    private static final long FIRST = 1;
    private static final long LAST = 2;

    private final AvroWriter<ScheduledMessage> records;
    private final AvroWriter<Action> actionWriter;
    private final AvroReader<Action> actionReader;

    ScheduledEncoder(SchemaRegistry registry) {
        this.records = new AvroWriter<>(registry, Topics.SCHEDULED.name(), ScheduledMessage.getClassSchema());
        this.actionWriter = new AvroWriter<>(registry, Topics.ACTIONS.name(), Action.getClassSchema());
        this.actionReader = new AvroReader<>(registry, Action.getClassSchema());
    }

    /** The action without the address of its outcome, which was answered. */
    ByteBuffer write(Action action) {
        return ByteBuffer.wrap(
                actionWriter.write(Action.newBuilder(action).setReplyTo(null).build()));
    }

    Action read(ByteBuffer action) {
        var bytes = new byte[action.remaining()];
        action.duplicate().get(bytes);
        return actionReader.read(bytes);
    }

    byte[] write(ScheduledMessage message) {
        return records.write(message);
    }

    Output output(ScheduledMessage message) {
        var key = Keys.of(message.getTenant(), message.getConversation() + "/" + message.getId());
        return new Output(SINK, key, Output.SAME, write(message));
    }

    /** A message that waits. */
    static ScheduledMessage waiting(Action action, String id) {
        return of(action, id, ScheduledState.WAITING, messageIn(action).getContent())
                .build();
    }

    static ScheduledMessage cancelled(Action action, String id) {
        return of(action, id, ScheduledState.CANCELLED, null).build();
    }

    /** @param messageId null where the message is held */
    static ScheduledMessage sent(Action action, String id, @Nullable String messageId) {
        return of(action, id, ScheduledState.SENT, null).setMessageId(messageId).build();
    }

    /** A message that could not be sent; it keeps its content, so that its author can do something with it. */
    static ScheduledMessage failed(Action action, String id, ErrorCode error) {
        return of(action, id, ScheduledState.FAILED, messageIn(action).getContent())
                .setCode(error.code())
                .build();
    }

    private static ScheduledMessage.Builder of(
            Action action, String id, ScheduledState state, @Nullable MessageContent content) {
        var message = messageIn(action);
        return ScheduledMessage.newBuilder()
                .setTenant(action.getTenant())
                .setConversation(action.getConversation())
                .setId(id)
                .setUser(Objects.requireNonNull(action.getActor()))
                .setState(state)
                .setSendAt(((ScheduleMessage) action.getBody()).getSendAt())
                .setActionId(action.getActionId())
                .setKind(message.getKind())
                .setContent(content)
                .setParentId(message.getParentId())
                .setReplyToId(message.getReplyToId())
                .setExpiresInSeconds(message.getExpiresInSeconds())
                .setVersion(state == ScheduledState.WAITING ? FIRST : LAST);
    }

    private static PostMessage messageIn(Action action) {
        return ((ScheduleMessage) action.getBody()).getMessage();
    }
}
