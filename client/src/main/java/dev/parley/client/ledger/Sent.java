package dev.parley.client.ledger;

import org.jspecify.annotations.Nullable;

/** One id that a client sent, with everything that became of it. Written by several threads, judged when all is quiet. */
public final class Sent {
    /** What the client knows. */
    public enum State {
        UNANSWERED,
        ACCEPTED,
        REFUSED
    }

    private final String id;
    private final String sender;
    private final String conversation;
    private final @Nullable String text;
    private final long intendedAt;
    private State state = State.UNANSWERED;
    private long seq;
    private String code = "";
    private boolean isContradicted;
    private int retries;
    private long answeredAt;
    private long lastDeliveredAt;
    private int deliveries;

    /**
     * @param text null where it is no message
     * @param intendedAt {@link System#nanoTime()} at which it should be sent; 0 = not measured
     */
    Sent(String id, String sender, String conversation, @Nullable String text, long intendedAt) {
        this.id = id;
        this.sender = sender;
        this.conversation = conversation;
        this.text = text;
        this.intendedAt = intendedAt;
    }

    public String id() {
        return id;
    }

    String sender() {
        return sender;
    }

    String conversation() {
        return conversation;
    }

    /** What was written; null where it is no message. */
    public @Nullable String text() {
        return text;
    }

    public boolean isMessage() {
        return text != null;
    }

    /** Whether there is a time at which it should have been sent. */
    public boolean isMeasured() {
        return intendedAt != 0;
    }

    public long intendedAt() {
        return intendedAt;
    }

    /** Notes an answer, and returns whether it is the first one: a retry must get the first answer. */
    public synchronized boolean accepted(long atSeq, long now) {
        if (state == State.ACCEPTED) {
            isContradicted |= seq != atSeq;
            return false;
        }
        var isFirst = state == State.UNANSWERED;
        state = State.ACCEPTED;
        seq = atSeq;
        answeredAt = now;
        return isFirst;
    }

    /** Notes an answer, and returns whether it is the first one. */
    public synchronized boolean refused(String withCode) {
        if (state == State.ACCEPTED) {
            isContradicted = true;
            return false;
        }
        var isFirst = state == State.UNANSWERED;
        state = State.REFUSED;
        code = withCode;
        return isFirst;
    }

    /** Whether it was accepted, and answered otherwise later. */
    synchronized boolean isContradicted() {
        return isContradicted;
    }

    /** It went out and no answer came: it may have happened or not. */
    public synchronized void unknown() {
        retries++;
    }

    /** It reached one of the receivers that latency is measured at. */
    public synchronized void delivered(long now) {
        deliveries++;
        lastDeliveredAt = deliveries == 1 || now - lastDeliveredAt > 0 ? now : lastDeliveredAt;
    }

    public synchronized State state() {
        return state;
    }

    /** Where it stands, once it is accepted. */
    public synchronized long seq() {
        return seq;
    }

    synchronized String code() {
        return code;
    }

    public synchronized int retries() {
        return retries;
    }

    public synchronized int deliveries() {
        return deliveries;
    }

    /** From the intended time to the answer. */
    public synchronized long answeredAfter() {
        return answeredAt - intendedAt;
    }

    /** From the intended time to the last receiver. */
    public synchronized long deliveredAfter() {
        return lastDeliveredAt - intendedAt;
    }
}
