package dev.parley.ingress;

import dev.parley.edge.api.MessageView;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.ThreadUpdated;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages among the stored events; lists without what {@code user} deleted for themself. */
record InMemoryMessages(InMemoryStore store, @Nullable String user) implements MessageStore {
    InMemoryMessages(InMemoryStore store) {
        this(store, null);
    }

    @Override
    public MessageStore seenBy(@Nullable String reader) {
        return new InMemoryMessages(store, reader);
    }

    private Stream<StoredMessage> seen(String tenant, String conversation) {
        var marks = user == null ? List.<MessageMark>of() : store.marks(tenant, user);
        return messages(tenant, conversation)
                .filter(message -> marks.stream()
                        .noneMatch(
                                mark -> mark.getHidden() && mark.getMessageId().equals(message.id())));
    }

    @Override
    public List<StoredMessage> before(String tenant, String conversation, long beforeSeq, int limit) {
        return seen(tenant, conversation)
                .filter(message -> message.seq() < beforeSeq)
                .sorted(Comparator.comparingLong(StoredMessage::seq).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredMessage> after(String tenant, String conversation, long afterSeq, int limit) {
        return seen(tenant, conversation)
                .filter(message -> message.seq() > afterSeq)
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredMessage> replies(String tenant, String conversation, String parentId, long afterSeq, int limit) {
        return after(tenant, conversation, afterSeq, Integer.MAX_VALUE).stream()
                .filter(message -> parentId.equals(message.parentId()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredMessage> find(String tenant, String messageId) {
        return store.conversations(tenant).stream()
                .flatMap(conversation -> messages(tenant, conversation))
                .filter(message -> message.id().equals(messageId))
                .findFirst();
    }

    @Override
    public List<StoredMessage> pinned(String tenant, String conversation, long beforeSeq, int limit) {
        return messages(tenant, conversation)
                .filter(message -> message.pinned() != null && message.pinned().seq() < beforeSeq)
                .sorted(Comparator.comparingLong((StoredMessage message) ->
                                message.pinned() == null ? 0 : message.pinned().seq())
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** Folded from the events at each question, by rules of their own. */
    private Stream<StoredMessage> messages(String tenant, String conversation) {
        var byId = new LinkedHashMap<String, StoredMessage>();
        for (var event : store.all(tenant, conversation)) {
            switch (event.getBody()) {
                case MessageCreated created -> byId.put(created.getMessageId(), message(event));
                case MessageEdited edited ->
                    byId.computeIfPresent(
                            edited.getMessageId(), (_, before) -> edited(before, event, edited.getFields()));
                case MessageDeleted deleted ->
                    byId.computeIfPresent(deleted.getMessageId(), (_, before) -> tombstone(before, event));
                case MessagePinned pinned ->
                    byId.computeIfPresent(
                            pinned.getMessageId(),
                            (_, before) -> with(before, event, new Pin(actor(event), event.getAt(), event.getSeq())));
                case MessageUnpinned unpinned ->
                    byId.computeIfPresent(unpinned.getMessageId(), (_, before) -> with(before, event, null));
                case ReactionAdded added ->
                    byId.computeIfPresent(added.getMessageId(), (_, before) -> with(before, event, before.pinned()));
                case ReactionRemoved removed ->
                    byId.computeIfPresent(removed.getMessageId(), (_, before) -> with(before, event, before.pinned()));
                case ThreadUpdated thread ->
                    byId.computeIfPresent(thread.getMessageId(), (_, before) -> replied(before, event, thread));
                default -> {}
            }
        }
        var reactions = new InMemoryReactions(store);
        return byId.values().stream()
                .map(message ->
                        message.isDeleted() ? message : message.withReactions(reactions.counts(tenant, message)));
    }

    private static String actor(Event event) {
        return Optional.ofNullable(event.getActor()).orElseThrow();
    }

    /** After something that is no new version. */
    private static StoredMessage with(StoredMessage before, Event event, @Nullable Pin pin) {
        return new StoredMessage(
                before.id(),
                before.conversation(),
                before.seq(),
                before.messageNo(),
                before.sender(),
                before.at(),
                before.kind(),
                before.text(),
                before.dataJson(),
                before.mentions(),
                before.tags(),
                before.metadataJson(),
                before.parentId(),
                before.replyToId(),
                before.clientMsgId(),
                before.editedAt(),
                before.deletedAt(),
                before.version(),
                event.getSeq(),
                before.attachments(),
                before.reactions(),
                pin,
                before.thread(),
                before.expiresAt());
    }

    private static StoredMessage edited(StoredMessage before, Event event, List<String> fields) {
        var content = (MessageContent) event.getContent();
        return new StoredMessage(
                before.id(),
                before.conversation(),
                before.seq(),
                before.messageNo(),
                before.sender(),
                before.at(),
                before.kind(),
                fields.contains("text") ? content.getText() : before.text(),
                fields.contains("data") ? content.getData() : before.dataJson(),
                fields.contains("mentions") ? content.getMentions() : before.mentions(),
                fields.contains("tags") ? content.getTags() : before.tags(),
                fields.contains("metadata") ? content.getMetadata() : before.metadataJson(),
                before.parentId(),
                before.replyToId(),
                before.clientMsgId(),
                event.getAt(),
                null,
                event.getSeq(),
                event.getSeq(),
                fields.contains("attachments") ? content.getAttachments() : before.attachments(),
                List.of(),
                before.pinned(),
                before.thread(),
                before.expiresAt());
    }

    private static StoredMessage replied(StoredMessage before, Event event, ThreadUpdated thread) {
        return new StoredMessage(
                before.id(),
                before.conversation(),
                before.seq(),
                before.messageNo(),
                before.sender(),
                before.at(),
                before.kind(),
                before.text(),
                before.dataJson(),
                before.mentions(),
                before.tags(),
                before.metadataJson(),
                before.parentId(),
                before.replyToId(),
                before.clientMsgId(),
                before.editedAt(),
                before.deletedAt(),
                before.version(),
                event.getSeq(),
                before.attachments(),
                List.of(),
                before.pinned(),
                new StoredThread(thread.getReplies(), thread.getLastReplyAt(), thread.getLastReplySeq()),
                before.expiresAt());
    }

    private static StoredMessage tombstone(StoredMessage before, Event event) {
        return new StoredMessage(
                before.id(),
                before.conversation(),
                before.seq(),
                before.messageNo(),
                before.sender(),
                before.at(),
                before.kind(),
                null,
                null,
                List.of(),
                before.tags(),
                before.metadataJson(),
                before.parentId(),
                before.replyToId(),
                before.clientMsgId(),
                before.editedAt(),
                event.getAt(),
                event.getSeq(),
                event.getSeq(),
                List.of(),
                List.of(),
                null,
                before.thread(),
                before.expiresAt());
    }

    private static StoredMessage message(Event event) {
        var view = MessageView.of(event);
        var content = view.content();
        var words = Optional.ofNullable(content.words()).orElseThrow();
        return new StoredMessage(
                view.id(),
                view.conversation(),
                view.seq(),
                view.messageNo(),
                view.sender(),
                view.at(),
                content.kind(),
                words.text(),
                words.dataJson(),
                words.mentions(),
                words.tags(),
                words.metadataJson(),
                content.parentId(),
                content.replyToId(),
                view.clientMsgId(),
                null,
                null,
                view.version(),
                view.version(),
                words.attachments(),
                List.of(),
                null,
                null,
                content.expiresAt());
    }
}
