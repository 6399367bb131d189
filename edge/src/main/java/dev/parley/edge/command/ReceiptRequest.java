package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.schemas.errors.ErrorCode;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a user says it has got: the body of a REST call, or a frame {@code receipt}. A field is null where the user says nothing of
 * it; {@link #HEAD} stands for everything there is.
 */
public record ReceiptRequest(
        ConversationId conversation,
        @Nullable Long deliveredUpTo,
        @Nullable Long readUpTo,
        @Nullable Long unreadAfter) {
    /** Everything that the edge knows of when it drafts the receipt. */
    public static final long HEAD = Long.MAX_VALUE;

    private static final long ABSENT = -1;
    private static final String UP_TO_SEQ = "upToSeq";

    /** Of a frame: {@code {conversation, deliveredUpTo?, readUpTo?, unreadAfter?}}, at least one of the three; not both of the last two. */
    public static Parsed<ReceiptRequest> frame(Fields fields) {
        var conversation = ConversationField.required(fields);
        var delivered = seq(fields, "deliveredUpTo");
        var read = seq(fields, "readUpTo");
        var unread = seq(fields, "unreadAfter");
        if (delivered == null && read == null && unread == null) {
            fields.fault("readUpTo", ErrorCode.FIELD_MISSING, "Send readUpTo, deliveredUpTo or unreadAfter.");
        } else if (read != null && unread != null) {
            fields.fault("unreadAfter", ErrorCode.FIELD_INVALID, "Send readUpTo or unreadAfter, not both.");
        }
        return fields.result(() -> new ReceiptRequest(conversation.orElseThrow(), delivered, read, unread));
    }

    /** {@code {conversation, upToSeq?}}; without a seq everything was read. */
    public static Parsed<ReceiptRequest> read(Fields fields) {
        var conversation = ConversationField.required(fields);
        var read = seqOrHead(fields);
        return fields.result(() -> new ReceiptRequest(conversation.orElseThrow(), null, read, null));
    }

    /** {@code {conversation, upToSeq?}}; without a seq everything was delivered. */
    public static Parsed<ReceiptRequest> delivered(Fields fields) {
        var conversation = ConversationField.required(fields);
        var delivered = seqOrHead(fields);
        return fields.result(() -> new ReceiptRequest(conversation.orElseThrow(), delivered, null, null));
    }

    /** {@code {conversation, upToSeq}}: what comes after it is unread again. */
    public static Parsed<ReceiptRequest> unread(Fields fields) {
        var conversation = ConversationField.required(fields);
        var unreadAfter = seq(fields, UP_TO_SEQ);
        if (unreadAfter == null) {
            fields.fault(UP_TO_SEQ, ErrorCode.FIELD_MISSING, "upToSeq is required: the seq after which all is unread.");
        }
        return fields.result(() -> new ReceiptRequest(conversation.orElseThrow(), null, null, unreadAfter));
    }

    /** The highest seq that is named; 0 where none is. A store that does not have it yet is behind, or the user is wrong. */
    public long highestSeq() {
        return LongStream.of(orZero(deliveredUpTo), orZero(readUpTo), orZero(unreadAfter))
                .filter(seq -> seq != HEAD)
                .max()
                .orElse(0);
    }

    /**
     * The receipt, with nothing above the head and nothing before the membership.
     *
     * @param memberSince seq of the event that began the membership; 1 in a direct conversation, whose first message may be unread
     */
    public ReceiptDraft draft(String tenant, String user, long memberSince, long headSeq) {
        var least = conversation instanceof ConversationId.Direct ? 0 : memberSince;
        return new ReceiptDraft(
                tenant,
                conversation.value(),
                user,
                memberSince,
                within(least, headSeq, deliveredUpTo),
                within(least, headSeq, readUpTo),
                within(least, headSeq, unreadAfter),
                headSeq);
    }

    private static @Nullable Long within(long least, long most, @Nullable Long seq) {
        return seq == null ? null : (Long) Math.min(most, Math.max(least, seq));
    }

    private static Long seqOrHead(Fields fields) {
        var seq = seq(fields, UP_TO_SEQ);
        return seq == null ? (Long) HEAD : seq;
    }

    private static @Nullable Long seq(Fields fields, String name) {
        var seq = fields.integer(name, ABSENT, 0, Fields.MAX_SEQ);
        return seq == ABSENT ? null : (Long) seq;
    }

    private static long orZero(@Nullable Long seq) {
        return seq == null ? 0 : seq;
    }
}
