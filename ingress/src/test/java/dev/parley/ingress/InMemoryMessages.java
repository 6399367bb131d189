package dev.parley.ingress;

import dev.parley.edge.api.MessageView;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages among the stored events. */
record InMemoryMessages(InMemoryStore store) implements MessageStore {
    @Override
    public List<StoredMessage> before(String tenant, String conversation, long beforeSeq, int limit) {
        return messages(tenant, conversation)
                .filter(message -> message.seq() < beforeSeq)
                .sorted(Comparator.comparingLong(StoredMessage::seq).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredMessage> after(String tenant, String conversation, long afterSeq, int limit) {
        return messages(tenant, conversation)
                .filter(message -> message.seq() > afterSeq)
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

    private Stream<StoredMessage> messages(String tenant, String conversation) {
        return store.all(tenant, conversation).stream()
                .filter(event -> event.getBody() instanceof MessageCreated)
                .map(InMemoryMessages::message);
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
                view.version());
    }
}
