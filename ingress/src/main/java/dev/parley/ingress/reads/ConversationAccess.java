package dev.parley.ingress.reads;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.ConversationId.Direct;
import dev.parley.edge.api.ConversationId.Group;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.ingress.reads.Visibility.Hidden;
import dev.parley.ingress.reads.Visibility.NotAMember;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/**
 * Decides who may read which conversation: the tenant's server all of its tenant's, a user those that it is or was a
 * member of. Another's direct conversation and a private group are, to all others, not there.
 */
public record ConversationAccess(EventStore events, MembershipStore memberships, GroupStore groups, ReadWait readWait) {

    /** A conversation's canonical name from a URL. */
    public static ConversationId parse(String text) {
        return ConversationId.parse(text)
                .orElseThrow(() -> new RefusedException(Problem.at(
                        "conversation",
                        ErrorCode.FIELD_INVALID,
                        "conversation must be d:{a}:{b} with ids in byte order, or g:{group}.")));
    }

    /** As it is now. */
    public Visibility look(Caller caller, ConversationId conversation) {
        var actor = caller.actor();
        if (actor.isEmpty()) {
            var head = events.headSeq(caller.tenant(), conversation.value());
            return head == 0 ? new Hidden() : new Allowed(head, Allowed.WITHOUT_END);
        }
        return switch (conversation) {
            case Direct direct when !direct.names(actor.get()) -> new Hidden();
            case Direct direct ->
                memberships
                        .find(caller.tenant(), direct.value(), actor.get())
                        .map(ConversationAccess::range)
                        .orElseGet(Hidden::new);
            case Group group ->
                memberships
                        .find(caller.tenant(), group.value(), actor.get())
                        .map(ConversationAccess::range)
                        .orElseGet(() -> asStranger(caller.tenant(), group.group()));
        };
    }

    /**
     * What the caller may read, once the store has {@code atLeastSeq}. What is hidden counts as not there yet, so that
     * waiting tells nobody that it is.
     *
     * @throws RefusedException there is no such conversation, or the caller is no member, or the store is behind
     */
    public Allowed open(Caller caller, ConversationId conversation, long atLeastSeq) {
        if (conversation instanceof Direct direct
                && !caller.actor().map(direct::names).orElse(true)) {
            throw notFound();
        }
        var seen = readWait.until(
                () -> Optional.of(look(caller, conversation)).filter(found -> found.headSeq() >= atLeastSeq));
        return switch (seen.orElseThrow(ReadWait::readBehind)) {
            case Allowed allowed -> allowed;
            case NotAMember _ -> throw notAMember();
            case Hidden _ -> throw notFound();
        };
    }

    public static RefusedException notAMember() {
        return new RefusedException(ErrorCode.NOT_A_MEMBER);
    }

    private static RefusedException notFound() {
        return new RefusedException(ErrorCode.CONVERSATION_NOT_FOUND);
    }

    private Visibility asStranger(String tenant, String group) {
        return groups.find(tenant, group)
                .filter(found -> !found.access().equals("private"))
                .<Visibility>map(found -> new NotAMember(found.headSeq()))
                .orElseGet(Hidden::new);
    }

    private static Visibility range(Membership membership) {
        return new Allowed(membership.headSeq(), membership.isMember() ? Allowed.WITHOUT_END : membership.leftSeq());
    }
}
