package dev.parley.ingress;

import dev.parley.readmodel.read.MarkStore;
import dev.parley.schemas.MessageMark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The stored marks. */
record InMemoryMarks(InMemoryStore store) implements MarkStore {
    @Override
    public Optional<StoredMark> find(String tenant, String user, String conversation, long messageSeq) {
        return store.marks(tenant, user).stream()
                .filter(mark -> mark.getConversation().equals(conversation) && mark.getMessageSeq() == messageSeq)
                .map(mark -> new StoredMark(
                        mark.getSavedAt(),
                        mark.getHidden(),
                        mark.getSubscribed(),
                        mark.getThreadReadUpTo(),
                        mark.getVersion()))
                .findFirst();
    }

    @Override
    public PageMarks between(String tenant, String user, String conversation, long fromSeq, long toSeq) {
        var marks = store.marks(tenant, user).stream()
                .filter(mark -> mark.getConversation().equals(conversation))
                .filter(mark -> mark.getMessageSeq() >= fromSeq && mark.getMessageSeq() <= toSeq)
                .toList();
        return new PageMarks(seqs(marks, mark -> mark.getSavedAt() != null), seqs(marks, MessageMark::getHidden));
    }

    private static Set<Long> seqs(List<MessageMark> marks, Predicate<MessageMark> which) {
        return marks.stream().filter(which).map(MessageMark::getMessageSeq).collect(Collectors.toSet());
    }

    @Override
    public List<SavedMessage> saved(String tenant, String user, long beforeVersion, int limit) {
        var messages = new InMemoryMessages(store);
        return store.marks(tenant, user).stream()
                .filter(mark -> mark.getSavedAt() != null && mark.getSavedVersion() < beforeVersion)
                .sorted(Comparator.comparingLong(MessageMark::getSavedVersion).reversed())
                .limit(limit)
                .map(mark -> new SavedMessage(
                        messages.find(tenant, mark.getMessageId()).orElseThrow(), mark.getSavedVersion()))
                .toList();
    }
}
