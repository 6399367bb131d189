package dev.parley.ingress.receipts;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Appends how far callers have got, once it is seen that they are members. */
public record ReceiptWrites(
        SignalLog<ReceiptDraft> log, ConversationStore conversations, ConversationAccess access, ReadWait readWait) {
    static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.CONVERSATION_NOT_FOUND,
            ErrorCode.NOT_A_MEMBER,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.READ_BEHIND,
            ErrorCode.LOG_UNAVAILABLE);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * The caller's membership, which holds. Waits for a store that does not have {@code upToSeq} yet, since a client may have got it by
     * socket; after the wait the head is what the store has.
     *
     * @throws RefusedException the caller is no present member, as reads refuse it, or the store is behind
     */
    Membership present(Caller caller, ConversationId conversation, long upToSeq) {
        var seen = look(caller, conversation).or(() -> {
            var _ = access.open(caller, conversation, upToSeq);
            return look(caller, conversation);
        });
        var member = seen.orElseThrow(() -> refusal(caller, conversation));
        return member.headSeq() >= upToSeq
                ? member
                : readWait.until(() -> look(caller, conversation).filter(it -> it.headSeq() >= upToSeq))
                        .or(() -> look(caller, conversation))
                        .orElseThrow(ConversationAccess::notAMember);
    }

    /** @throws RefusedException it is not known whether all of them are durable */
    void append(Collection<ReceiptDraft> drafts) {
        var appended = drafts.stream().map(log::append).toList();
        if (!appended.stream().allMatch(CompletableFuture::join)) {
            throw refused(
                    ErrorCode.LOG_UNAVAILABLE, "The log did not accept the receipt. Send it again: this does no harm.");
        }
    }

    /** Refuses early, before the store is asked. */
    void requireRoom() {
        if (!log.hasRoom()) {
            throw refused(
                    ErrorCode.TOO_BUSY,
                    "Server busy: too many receipts in flight. This one was not sent; retry later.");
        }
    }

    private Optional<Membership> look(Caller caller, ConversationId conversation) {
        return conversations
                .find(caller.tenant(), conversation.value(), caller.actor().orElseThrow())
                .map(StoredConversation::membership)
                .filter(Membership::isMember);
    }

    /** A former member's, whose return may be written and not stored. */
    private RefusedException refusal(Caller caller, ConversationId conversation) {
        return access.isBehind(caller, conversation) ? ReadWait.readBehind() : ConversationAccess.notAMember();
    }

    private static RefusedException refused(ErrorCode error, String detail) {
        return new RefusedException(Problem.of(error, detail).retryAfter(RETRY_AFTER));
    }
}
