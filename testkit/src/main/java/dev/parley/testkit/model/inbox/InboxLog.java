package dev.parley.testkit.model.inbox;

import dev.parley.schemas.Event;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.UserAction;
import dev.parley.testkit.model.inbox.History.Receipted;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has happened, as one knows it who has read each log up to some place. One thread. */
public final class InboxLog {
    /** By the seq of its first event. */
    public record SentMessage(long seq, String sender) {}

    private final SortedMap<String, History> conversations = new TreeMap<>();
    private final SortedMap<String, OwnState> users = new TreeMap<>();

    /** The events of a conversation come by seq. */
    public void happened(Event event) {
        history(event.getTenant(), event.getConversation()).take(event);
    }

    /** @param knownSeq seq of the conversation's last event that was known to whoever decided it */
    public void receipt(ReceiptAction receipt, long knownSeq) {
        history(receipt.getTenant(), receipt.getConversation()).receipts.add(new Receipted(receipt, knownSeq));
    }

    /** @param at when it was appended, in milliseconds */
    public void own(UserAction asked, long at) {
        ownState(asked.getTenant(), asked.getUser()).take(asked.getBody(), at);
    }

    /** Names of a tenant's conversations of which anything is known. */
    public List<String> conversations(String tenant) {
        return conversations.values().stream()
                .filter(history -> history.tenant.equals(tenant) && !history.events.isEmpty())
                .map(history -> history.name)
                .toList();
    }

    public long headSeq(String tenant, String conversation) {
        return history(tenant, conversation).headSeq();
    }

    /** Every message of a conversation, deleted or not, by seq. */
    public List<SentMessage> messages(String tenant, String conversation) {
        return history(tenant, conversation).messages().stream()
                .map(message -> new SentMessage(message.seq, message.sender))
                .toList();
    }

    /** What there is of one user in a conversation, for whoever looks for a mistake. */
    public String story(String tenant, String conversation, String user) {
        var history = history(tenant, conversation);
        var events = history.events.stream()
                .map(event -> event.getSeq() + " " + event.getActor() + " " + event.getBody())
                .collect(Collectors.joining("\n"));
        var receipts = history.receipts.stream()
                .filter(receipted -> receipted.receipt().getUser().equals(user))
                .map(receipted -> receipted.knownSeq() + " " + receipted.receipt())
                .collect(Collectors.joining("\n"));
        return "events:\n" + events + "\nreceipts behind seqs:\n" + receipts;
    }

    Collection<History> histories() {
        return conversations.values();
    }

    History history(String tenant, String conversation) {
        return conversations.computeIfAbsent(tenant + " " + conversation, _ -> new History(tenant, conversation));
    }

    OwnState ownState(String tenant, String user) {
        return users.computeIfAbsent(tenant + " " + user, _ -> new OwnState());
    }
}
