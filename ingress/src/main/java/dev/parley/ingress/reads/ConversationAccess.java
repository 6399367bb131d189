package dev.parley.ingress.reads;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.ConversationId.Direct;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.ingress.reads.Visibility.Hidden;
import dev.parley.ingress.reads.Visibility.NotAMember;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may read which conversation: the tenant's server all of its tenant's, a user those that it is or was a
 * member of; in a group that was begun anew nothing of the former one. Another's direct conversation and a private group are, to all others, not there.
 */
public record ConversationAccess(ConversationStore conversations, RecentWrites recent, ReadWait readWait) {
    /** What {@link #open} may refuse with. */
    public static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.CONVERSATION_NOT_FOUND,
            ErrorCode.NOT_A_MEMBER,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.READ_BEHIND);

    /** A conversation's canonical name from a URL. */
    public static ConversationId parse(String text) {
        return ConversationId.parse(text)
                .orElseThrow(() ->
                        new RefusedException(Problem.at("conversation", ErrorCode.FIELD_INVALID, ConversationId.FORM)));
    }

    /** As it is now, from one read: membership and group are of the same moment. */
    public Visibility look(Caller caller, ConversationId conversation) {
        var actor = caller.actor();
        if (conversation instanceof Direct direct && actor.isPresent() && !direct.names(actor.get())) {
            return new Hidden();
        }
        return conversations
                .find(caller.tenant(), conversation.value(), actor.orElse(null))
                .map(found -> actor.isEmpty() ? new Allowed(found.headSeq(), 0, Allowed.WITHOUT_END) : asUser(found))
                .orElseGet(Hidden::new);
    }

    /**
     * As {@link #look}, for the user who calls and for several conversations in one read; what is not in the answer is hidden.
     */
    public Map<String, Visibility> lookAll(Caller caller, Collection<String> names) {
        var user = caller.actor().orElseThrow();
        var asked =
                names.stream().distinct().filter(name -> mayBeOf(user, name)).toList();
        return conversations.findAll(caller.tenant(), asked, user).stream()
                .collect(Collectors.toMap(StoredConversation::conversation, ConversationAccess::asUser));
    }

    private static boolean mayBeOf(String user, String name) {
        return !(parse(name) instanceof Direct direct) || direct.names(user);
    }

    /**
     * What the caller may read, once the store has {@code atLeastSeq}. What is hidden counts as not there yet, so that
     * waiting tells nobody that it is. Callers who wrote here a moment ago are refused only by a store that has their write.
     *
     * @throws RefusedException there is no such conversation, or the caller is no member, or the store is behind
     */
    public Allowed open(Caller caller, ConversationId conversation, long atLeastSeq) {
        if (conversation instanceof Direct direct
                && !caller.actor().map(direct::names).orElse(true)) {
            throw notFound();
        }
        var seen = readWait.until(() -> settled(caller, conversation, atLeastSeq))
                .orElseGet(() -> unsettled(caller, conversation));
        return switch (seen) {
            case Allowed allowed -> allowed;
            case NotAMember _ -> throw notAMember();
            case Hidden _ -> throw notFound();
        };
    }

    /**
     * As {@link #open}, for what only present members may read, and the tenant's server.
     *
     * @throws RefusedException as that, and where the caller is a former member
     */
    public void openToPresent(Caller caller, ConversationId conversation, long atLeastSeq) {
        if (!open(caller, conversation, atLeastSeq).isOpen()) {
            throw isBehind(caller, conversation) ? ReadWait.readBehind() : notAMember();
        }
    }

    /**
     * What the caller may read, as {@link #look} says; empty where the store does not have what the caller wrote to the
     * conversation a moment ago, which may be its joining.
     */
    public Optional<Visibility> settled(Caller caller, ConversationId conversation) {
        return settled(caller, conversation, 0);
    }

    /** Whether the store does not have what the caller wrote to the conversation a moment ago. */
    public boolean isBehind(Caller caller, ConversationId conversation) {
        return look(caller, conversation).headSeq() < recent.seqOf(caller, conversation.value());
    }

    /** Empty where the store may still change what is seen. */
    private Optional<Visibility> settled(Caller caller, ConversationId conversation, long atLeastSeq) {
        var seen = look(caller, conversation);
        var needed =
                seen instanceof Allowed ? atLeastSeq : Math.max(atLeastSeq, recent.seqOf(caller, conversation.value()));
        return seen.headSeq() >= needed ? Optional.of(seen) : Optional.empty();
    }

    /** After the wait: what is not there then counts as never written, unless this node knows better. */
    private Hidden unsettled(Caller caller, ConversationId conversation) {
        if (look(caller, conversation) instanceof Hidden hidden && recent.seqOf(caller, conversation.value()) == 0) {
            return hidden;
        }
        throw ReadWait.readBehind();
    }

    private static Visibility asUser(StoredConversation found) {
        var membership = found.membership();
        if (membership != null) {
            var upToSeq = membership.isMember() ? Allowed.WITHOUT_END : membership.leftSeq();
            return new Allowed(found.headSeq(), membership.sinceSeq(), upToSeq);
        }
        var group = found.group();
        return group == null || group.access().equals("private") ? new Hidden() : new NotAMember(found.headSeq());
    }

    public static RefusedException notAMember() {
        return new RefusedException(ErrorCode.NOT_A_MEMBER);
    }

    private static RefusedException notFound() {
        return new RefusedException(ErrorCode.CONVERSATION_NOT_FOUND);
    }
}
