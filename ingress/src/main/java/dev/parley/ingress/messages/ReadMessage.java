package dev.parley.ingress.messages;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.UuidV7;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.Visibility;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.ingress.reads.Visibility.Hidden;
import dev.parley.ingress.reads.Visibility.NotAMember;
import dev.parley.readmodel.read.MarkStore.StoredMark;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/messages/{messageId}}. With {@code ?conversation=} it waits for the store where the message is so young
 * that the store may not have it yet.
 */
public record ReadMessage(
        MessageStore store, OwnViews own, ConversationAccess access, ReadWait readWait, InstantSource clock)
        implements Endpoint {
    static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_MEMBER, ErrorCode.STORE_UNAVAILABLE, ErrorCode.READ_BEHIND);
    private static final Duration YOUNG = Duration.ofMinutes(5);

    /** How far the clocks of the brokers, which give ids their time, may be ahead. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    @Override
    public Reply answer(Call call) {
        var message = findAlsoHidden(call);
        return OwnViews.reply(message, visible(own.markOf(call.caller(), message)));
    }

    @Override
    public Set<ErrorCode> problems() {
        return PROBLEMS;
    }

    /** @throws dev.parley.ingress.http.RefusedException the caller may not read it or deleted it for themself, or there is no such message */
    public StoredMessage find(Call call) {
        var message = findAlsoHidden(call);
        var _ = visible(own.markOf(call.caller(), message));
        return message;
    }

    private static Optional<StoredMark> visible(Optional<StoredMark> mark) {
        mark.filter(StoredMark::isHidden).ifPresent(_ -> {
            throw new RefusedException(ErrorCode.MESSAGE_NOT_FOUND);
        });
        return mark;
    }

    /** As {@link #find}, also where the caller deleted the message for themself. */
    public StoredMessage findAlsoHidden(Call call) {
        var id = UuidV7.normalized(call.part("messageId"));
        var conversation = Optional.ofNullable(call.query().get("conversation")).map(ConversationAccess::parse);
        var mayCome = conversation.isPresent() && isYoung(id);
        var seen = readWait.until(() -> look(call, id, conversation).filter(it -> it.isPresent() || !mayCome));
        return seen.orElseGet(Optional::empty).orElseThrow(() -> missing(call, id, conversation));
    }

    /** Empty where the store does not have what the caller wrote to the message's conversation a moment ago. */
    private Optional<Optional<StoredMessage>> look(Call call, String id, Optional<ConversationId> expected) {
        var found = stored(call, id, expected);
        if (found.isEmpty()) {
            return Optional.of(found);
        }
        var visibility = access.settled(call.caller(), conversationOf(found.get()));
        return visibility.isEmpty()
                ? Optional.empty()
                : Optional.of(found.filter(message -> mayRead(visibility.get(), message)));
    }

    private Optional<StoredMessage> stored(Call call, String id, Optional<ConversationId> expected) {
        return store.find(call.tenant(), id)
                .filter(message -> expected.isEmpty() || expected.get().value().equals(message.conversation()));
    }

    private static boolean mayRead(Visibility visibility, StoredMessage message) {
        return switch (visibility) {
            case Allowed allowed -> allowed.covers(message.seq());
            case NotAMember _ -> throw ConversationAccess.notAMember();
            case Hidden _ -> false;
        };
    }

    private static ConversationId conversationOf(StoredMessage message) {
        return ConversationAccess.parse(message.conversation());
    }

    private boolean isYoung(String id) {
        var now = clock.instant();
        return UuidV7.timeOf(id)
                .map(at -> at.isAfter(now.minus(YOUNG)) && at.isBefore(now.plus(CLOCKS)))
                .orElse(false);
    }

    /** After the wait, where there was one. */
    private RefusedException missing(Call call, String id, Optional<ConversationId> expected) {
        var conversation = expected.or(() -> stored(call, id, expected).map(ReadMessage::conversationOf));
        var mayBeWritten =
                conversation.map(it -> access.isBehind(call.caller(), it)).orElse(false);
        return mayBeWritten ? ReadWait.readBehind() : new RefusedException(ErrorCode.MESSAGE_NOT_FOUND);
    }
}
