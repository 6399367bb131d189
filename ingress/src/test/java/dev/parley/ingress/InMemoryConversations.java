package dev.parley.ingress;

import dev.parley.readmodel.read.ConversationStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conversations among the stored events, each read at one moment. */
record InMemoryConversations(InMemoryStore store) implements ConversationStore {
    @Override
    public List<StoredConversation> findAll(String tenant, Collection<String> conversations, @Nullable String user) {
        return conversations.stream()
                .flatMap(conversation -> find(tenant, conversation, user).stream())
                .toList();
    }

    @Override
    public Optional<StoredConversation> find(String tenant, String conversation, @Nullable String user) {
        synchronized (store) {
            var head = store.headSeq(tenant, conversation);
            var group = conversation.startsWith("g:")
                    ? new InMemoryGroups(store)
                            .find(tenant, conversation.substring(2), user)
                            .orElse(null)
                    : null;
            var membership = user == null
                    ? null
                    : store.memberships().find(tenant, conversation, user).orElse(null);
            return head == 0
                    ? Optional.empty()
                    : Optional.of(new StoredConversation(conversation, head, group, membership));
        }
    }
}
