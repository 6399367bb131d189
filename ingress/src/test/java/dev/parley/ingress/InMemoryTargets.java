package dev.parley.ingress;

import dev.parley.readmodel.read.TargetStore;
import dev.parley.schemas.Target;
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
                    .build();
            return new Located(message.conversation(), target);
        });
    }
}
