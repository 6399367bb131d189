package dev.parley.ingress;

import dev.parley.readmodel.read.InboxStore.Marker;
import dev.parley.readmodel.read.MemberStore.MemberQuery;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.read.ReceiptStore;
import dev.parley.schemas.Receipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How far members have got, looked up one by one. */
record InMemoryReceipts(InMemoryStore store) implements ReceiptStore {
    @Override
    public List<StoredReceipt> of(String tenant, String conversation, String afterUser, int limit) {
        return members(tenant, conversation)
                .filter(member -> member.user().compareTo(afterUser) > 0)
                .limit(limit)
                .map(member -> receipt(tenant, member))
                .toList();
    }

    @Override
    public List<StoredReceipt> reached(
            String tenant, String conversation, long messageSeq, String sender, String afterUser, int limit) {
        return meant(tenant, conversation, messageSeq, sender)
                .filter(receipt -> receipt.user().compareTo(afterUser) > 0)
                .filter(receipt -> receipt.deliveredUpTo() >= messageSeq)
                .limit(limit)
                .toList();
    }

    @Override
    public Counts counts(String tenant, String conversation, long messageSeq, String sender) {
        var all = meant(tenant, conversation, messageSeq, sender).toList();
        return new Counts(
                all.stream().filter(it -> it.deliveredUpTo() >= messageSeq).count(),
                all.stream().filter(it -> it.readUpTo() >= messageSeq).count());
    }

    private Stream<StoredReceipt> meant(String tenant, String conversation, long messageSeq, String sender) {
        return members(tenant, conversation)
                .filter(member -> !member.user().equals(sender) && member.joinedSeq() <= messageSeq)
                .map(member -> receipt(tenant, member));
    }

    private Stream<Membership> members(String tenant, String conversation) {
        var users = conversation.startsWith("d:")
                ? List.of(conversation.substring(2).split(":", -1))
                : new InMemoryMembers(store)
                                .page(
                                        new MemberQuery(tenant, conversation, null, null),
                                        Instant.EPOCH,
                                        null,
                                        Integer.MAX_VALUE)
                                .stream()
                                .map(member -> member.user())
                                .toList();
        return users.stream()
                .flatMap(user -> store.memberships().find(tenant, conversation, user).stream())
                .filter(Membership::isMember)
                .sorted(Comparator.comparing(Membership::user));
    }

    private StoredReceipt receipt(String tenant, Membership member) {
        var marker = new InMemoryInbox(store)
                .marker(tenant, member.user(), member.conversation())
                .orElse(new Marker(0, 0, false));
        var receipt = store.receipt(tenant, member.conversation(), member.user());
        return new StoredReceipt(
                member.user(),
                marker.deliveredUpTo(),
                receipt.map(Receipt::getDeliveredAt).orElse(null),
                marker.readUpTo(),
                receipt.map(Receipt::getReadAt).orElse(null));
    }
}
