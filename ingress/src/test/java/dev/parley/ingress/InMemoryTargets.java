package dev.parley.ingress;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.TargetStore;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import dev.parley.schemas.content.MessageKinds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages among the stored events, as later actions need them. */
record InMemoryTargets(InMemoryStore store) implements TargetStore {
    @Override
    public Optional<Located> find(String tenant, String messageId, @Nullable String user, @Nullable String emoji) {
        return new InMemoryMessages(store).find(tenant, messageId).map(message -> {
            var target = Target.newBuilder()
                    .setMessageId(message.id())
                    .setSeq(message.seq())
                    .setAuthor(message.sender())
                    .setVersion(message.version())
                    .setDeleted(message.isDeleted())
                    .setParentId(message.parentId())
                    .setPinned(message.pinned() != null)
                    .setReactionKinds(message.reactions().size())
                    .setNeedsFile(MessageKinds.needsFile(message.kind()))
                    .setMayLackText(MessageKinds.mayLackText(message.kind()))
                    .setReaction(emoji == null ? null : reaction(tenant, message, user, emoji))
                    .build();
            return new Located(message.conversation(), target);
        });
    }

    private TargetReaction reaction(String tenant, StoredMessage message, @Nullable String user, String emoji) {
        var all = new InMemoryReactions(store)
                .of(tenant, message.conversation(), message.seq(), emoji, Long.MAX_VALUE, Integer.MAX_VALUE);
        return new TargetReaction(
                (long) all.size(), all.stream().anyMatch(it -> it.user().equals(user)));
    }
}
