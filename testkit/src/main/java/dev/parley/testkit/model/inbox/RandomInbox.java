package dev.parley.testkit.model.inbox;

import dev.parley.schemas.HideMessage;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.UserAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What users say of how far they have read, and what they set for themselves, made up out of a seed and of what has happened. As edges
 * do, it asks nothing that the edge would refuse; an edge may be a little behind. One thread.
 */
public final class RandomInbox {
    private static final int MOST_BEHIND = 15;
    private static final int RECENT = 25;
    private static final List<String> SETTINGS = List.of("pinned", "mutedUntil", "archived", "hiddenUpTo", "draft");
    /** For a mute without an end. */
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Random random;
    private final InboxLog log;
    private final List<String> users;
    private final int behind;
    private long made;

    /** A member of a conversation as an edge knows it. */
    private record Member(History history, String user, Stay stay, long headSeq) {}

    /** One kind of things that a user can ask, and how often. */
    private record OwnRecipe(int weight, MakeOwn make) {}

    private interface MakeOwn {
        Object body(Member member);
    }

    private final List<OwnRecipe> recipes = List.of(
            new OwnRecipe(8, this::hide),
            new OwnRecipe(4, this::save),
            new OwnRecipe(3, this::unsave),
            new OwnRecipe(4, this::subscribe),
            new OwnRecipe(3, this::unsubscribe),
            new OwnRecipe(12, this::readThread),
            new OwnRecipe(14, this::set));

    /**
     * Asks after what has happened.
     *
     * @param log as it grows
     * @param behindPercent how often an edge knows less than what has happened
     */
    public RandomInbox(Random random, InboxLog log, List<String> users, int behindPercent) {
        this.random = random;
        this.log = log;
        this.users = users;
        this.behind = behindPercent;
    }

    /** Empty where the user that was drawn is a member of nothing. */
    public Optional<ReceiptAction> receipt() {
        return someMember().map(this::receipt);
    }

    /** Empty where the user that was drawn is a member of nothing. */
    public Optional<UserAction> own() {
        return someMember()
                .map(member -> UserAction.newBuilder()
                        .setTenant(member.history.tenant)
                        .setUser(member.user)
                        .setActor(member.user)
                        .setActionId("own-" + ++made)
                        .setBody(
                                known(member).isEmpty()
                                        ? set(member)
                                        : ownRecipe().make.body(member))
                        .build());
    }

    private Optional<Member> someMember() {
        var histories = log.histories().stream()
                .filter(history -> !history.events.isEmpty())
                .toList();
        if (histories.isEmpty()) {
            return Optional.empty();
        }
        var history = one(histories);
        var user = one(users);
        var head = history.headSeq();
        var known = chance(behind) ? Math.max(1, head - random.nextInt(MOST_BEHIND)) : head;
        return history.lastStay(user, known)
                .filter(Stay::isPresent)
                .map(stay -> new Member(history, user, stay, known));
    }

    private ReceiptAction receipt(Member member) {
        var receipt = ReceiptAction.newBuilder()
                .setTenant(member.history.tenant)
                .setConversation(member.history.name)
                .setUser(member.user)
                .setMemberSince(member.stay.joinedSeq())
                .setHeadSeq(member.headSeq);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> receipt.setReadUpTo(someSeq(member));
            case 3, 4 -> receipt.setDeliveredUpTo(someSeq(member));
            case 5 -> receipt.setDeliveredUpTo(someSeq(member)).setReadUpTo(someSeq(member));
            default -> receipt.setUnreadAfter(someSeq(member));
        }
        return receipt.build();
    }

    /** Within the membership: often the head, often lately, now and then anywhere. */
    private long someSeq(Member member) {
        var first = member.stay.floor();
        if (chance(25)) {
            return member.headSeq;
        }
        var all = (int) (member.headSeq - first + 1);
        return member.headSeq - random.nextInt(chance(70) ? Math.min(all, RECENT) : all);
    }

    private OwnRecipe ownRecipe() {
        var drawn = random.nextInt(recipes.stream().mapToInt(OwnRecipe::weight).sum());
        for (var recipe : recipes) {
            drawn -= recipe.weight;
            if (drawn < 0) {
                return recipe;
            }
        }
        throw new IllegalStateException("no recipe drawn");
    }

    private Said someMessage(Member member) {
        return one(recent(known(member)));
    }

    private static List<Said> known(Member member) {
        return member.history.messages().stream()
                .filter(message -> message.seq <= member.headSeq)
                .toList();
    }

    private <T> List<T> recent(List<T> of) {
        return chance(80) ? of.subList(Math.max(0, of.size() - RECENT), of.size()) : of;
    }

    /** Mostly the first message of a thread. */
    private Said someParent(Member member) {
        var parents = known(member).stream()
                .filter(message -> !member.history.replies(message).isEmpty())
                .toList();
        return parents.isEmpty() || chance(10) ? someMessage(member) : one(recent(parents));
    }

    private Object hide(Member member) {
        var message = someMessage(member);
        return new HideMessage(member.history.name, message.id, message.seq);
    }

    private Object save(Member member) {
        var message = chance(50) ? someParent(member) : someMessage(member);
        return new SaveMessage(member.history.name, message.id, message.seq);
    }

    private Object unsave(Member member) {
        var message = someParent(member);
        return new UnsaveMessage(member.history.name, message.id, message.seq);
    }

    private Object subscribe(Member member) {
        var message = someParent(member);
        return new SubscribeThread(member.history.name, message.id, message.seq);
    }

    private Object unsubscribe(Member member) {
        var message = someParent(member);
        return new UnsubscribeThread(member.history.name, message.id, message.seq);
    }

    private Object readThread(Member member) {
        var parent = someParent(member);
        var replies = member.history.replies(parent);
        var upTo = replies.isEmpty() ? parent.seq : one(replies).seq;
        return new ReadThread(member.history.name, parent.id, parent.seq, upTo);
    }

    private Object set(Member member) {
        var drawn = new ArrayList<>(SETTINGS.stream().filter(_ -> chance(30)).toList());
        var fields = drawn.isEmpty() ? List.of(one(SETTINGS)) : drawn;
        return UpdateConversationSettings.newBuilder()
                .setConversation(member.history.name)
                .setFields(fields)
                .setPinned(fields.contains("pinned") && chance(60))
                .setMutedUntil(fields.contains("mutedUntil") ? someEnd() : null)
                .setArchived(fields.contains("archived") && chance(50))
                .setHiddenUpTo(fields.contains("hiddenUpTo") ? member.headSeq : 0)
                .setDraft(fields.contains("draft") && chance(70) ? "draft " + random.nextInt(100) : null)
                .build();
    }

    /** Without an end, over long since, or none. */
    private @Nullable Instant someEnd() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Instant.EPOCH.plusSeconds(1);
            default -> NO_END;
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
