package dev.parley.standalone.system;

import dev.parley.schemas.Event;
import dev.parley.schemas.HideMessage;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.UserAction;
import dev.parley.testkit.model.RandomActions;
import dev.parley.testkit.model.inbox.InboxLog;
import dev.parley.testkit.model.inbox.RandomInbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What the members of one conversation say of how far they have got, and set for themselves; one thing at a time. One thread. */
final class AskedInbox {
    private final InboxLog happened = new InboxLog();
    private final List<Consumer<InboxLog>> asked = new ArrayList<>();
    /** Of each user: seqs of the messages that it deleted for itself. */
    private final Map<String, Set<Long>> hidden = new HashMap<>();

    private final String tenant;
    private final String conversation;
    private final Random random;
    private final RandomInbox made;
    private final Sender sender;

    /** Asks until it is answered. */
    interface Sender {
        Reply send(String user, String key, ActionRequest request);
    }

    AskedInbox(String tenant, String conversation, Random random, Sender sender) {
        this.tenant = tenant;
        this.conversation = conversation;
        this.random = random;
        this.made = new RandomInbox(random, happened, RandomActions.USERS, 0);
        this.sender = sender;
    }

    /**
     * One thing, if the member that was drawn is one.
     *
     * @param log every event so far
     */
    void ask(List<Event> log) {
        log.subList((int) happened.headSeq(tenant, conversation), log.size()).forEach(happened::happened);
        if (random.nextBoolean()) {
            made.receipt().ifPresent(receipt -> ask(receipt, log.size()));
        } else {
            made.own().ifPresent(own -> ask(own, log.size()));
        }
    }

    private void ask(ReceiptAction receipt, long headSeq) {
        awaitStore(receipt.getUser(), headSeq);
        InboxRequests.of(receipt).forEach(request -> expectAccepted(receipt.getUser(), request));
        asked.add(known -> known.receipt(receipt, 0));
    }

    private void expectAccepted(String user, ActionRequest request) {
        var reply = sender.send(user, key(), request);
        if (reply.status() != 200) {
            throw new AssertionError(user + " " + request + " got " + reply);
        }
    }

    /** What an edge refuses changes nothing. */
    private void ask(UserAction own, long headSeq) {
        awaitStore(own.getUser(), headSeq);
        for (var body : oneByOne(own.getBody())) {
            if (sender.send(own.getUser(), key(), InboxRequests.of(body)).status() < 300) {
                var accepted = UserAction.newBuilder(own).setBody(body).build();
                var now = System.currentTimeMillis();
                asked.add(known -> known.own(accepted, now));
                if (body instanceof HideMessage hide) {
                    hidden.computeIfAbsent(own.getUser(), _ -> new HashSet<>()).add(hide.getMessageSeq());
                }
            }
        }
    }

    private static List<?> oneByOne(Object body) {
        return body instanceof UpdateConversationSettings update
                ? update.getFields().stream()
                        .map(field -> UpdateConversationSettings.newBuilder(update)
                                .setFields(List.of(field))
                                .build())
                        .toList()
                : List.of(body);
    }

    /** What an edge knows of the conversation's head is then what the model knows. */
    private void awaitStore(String user, long headSeq) {
        var path = "/v1/conversations/" + ActionRequest.encoded(conversation) + "?atLeastSeq=" + headSeq;
        sender.send(user, key(), new ActionRequest("GET", path, null));
    }

    private String key() {
        return "inbox-" + Integer.toHexString(conversation.hashCode()) + "-" + random.nextLong();
    }

    /** Seqs of the messages that a user deleted for itself. */
    Set<Long> hiddenFrom(String user) {
        return hidden.getOrDefault(user, Set.of());
    }

    /** Adds what was asked to what has happened. */
    void tell(InboxLog known) {
        asked.forEach(one -> one.accept(known));
    }
}
