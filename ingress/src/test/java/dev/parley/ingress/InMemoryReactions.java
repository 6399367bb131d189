package dev.parley.ingress;

import dev.parley.readmodel.read.MessageStore.ReactionCount;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ReactionStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reactions among the stored events. */
record InMemoryReactions(InMemoryStore store) implements ReactionStore {
    @Override
    public List<StoredReaction> of(
            String tenant, String conversation, long messageSeq, @Nullable String emoji, long beforeSeq, int limit) {
        return standing(tenant, conversation, messageSeq).values().stream()
                .filter(reaction -> emoji == null || reaction.emoji().equals(emoji))
                .filter(reaction -> reaction.seq() < beforeSeq)
                .sorted(Comparator.comparingLong(StoredReaction::seq).reversed())
                .limit(limit)
                .toList();
    }

    List<ReactionCount> counts(String tenant, StoredMessage message) {
        var counts = new TreeMap<String, Long>();
        standing(tenant, message.conversation(), message.seq())
                .values()
                .forEach(reaction -> counts.merge(reaction.emoji(), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new ReactionCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ReactionCount::count).reversed())
                .toList();
    }

    private Map<String, StoredReaction> standing(String tenant, String conversation, long messageSeq) {
        var standing = new LinkedHashMap<String, StoredReaction>();
        for (var event : store.all(tenant, conversation)) {
            var user = Optional.ofNullable(event.getActor()).orElseThrow();
            switch (event.getBody()) {
                case ReactionAdded added
                when added.getMessageSeq() == messageSeq ->
                    standing.put(added.getEmoji() + " " + user, reaction(event, added.getEmoji(), user));
                case ReactionRemoved removed
                when removed.getMessageSeq() == messageSeq -> standing.remove(removed.getEmoji() + " " + user);
                default -> {}
            }
        }
        return standing;
    }

    private static StoredReaction reaction(Event event, String emoji, String user) {
        return new StoredReaction(emoji, user, event.getAt(), event.getSeq());
    }
}
