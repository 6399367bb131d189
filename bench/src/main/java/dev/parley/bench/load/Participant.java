package dev.parley.bench.load;

import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Delivery;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import org.jspecify.annotations.Nullable;

/** A user on a socket, in one conversation: speaks when told to, and notes all that comes. */
final class Participant implements ChatListener {
    private final String user;
    private final @Nullable Reading reading;
    private final boolean countsOwn;
    private final Stage stage;
    private @Nullable ChatSession session;

    /** A user who sends and does not listen. */
    static Participant silent(String user, Stage stage) {
        return new Participant(user, null, false, stage);
    }

    /**
     * @param reading what is heard; null = nothing
     * @param countsOwn whether one's own message coming back is a delivery whose latency counts
     */
    Participant(String user, @Nullable Reading reading, boolean countsOwn, Stage stage) {
        this.user = user;
        this.reading = reading;
        this.countsOwn = countsOwn;
        this.stage = stage;
    }

    /** Connects, and returns when whatever is sent from now on will be heard. */
    void arrive(ChatUser seat) {
        session = stage.chat().connect(seat, this);
    }

    String user() {
        return user;
    }

    /** Whether this generator speaks for the user; otherwise another one does. */
    boolean isHere() {
        return session != null;
    }

    void say(ChatMessage message) {
        if (session != null) {
            session.send(message);
        }
    }

    void leave() {
        if (session != null) {
            session.leave();
        }
    }

    @Override
    public void delivered(Delivery delivery, long receivedAt) {
        if (reading == null
                || !stage.arrivals().takesDeliveries()
                || !delivery.conversation().equals(reading.conversation())) {
            return;
        }
        var action = reading.add(
                new Seen(delivery.conversation(), delivery.seq(), delivery.eventId(), delivery.id(), delivery.text()));
        var isMeasured = action != null && action.isMessage() && (countsOwn || !user.equals(delivery.actor()));
        if (action != null && isMeasured) {
            action.delivered(receivedAt);
        }
        stage.arrivals().delivered(isMeasured);
    }

    @Override
    public void accepted(String id, long seq, long receivedAt) {
        var sent = stage.ledger().find(id);
        if (sent != null && stage.arrivals().takesAnswers() && sent.accepted(seq, receivedAt)) {
            stage.arrivals().answered();
        }
    }

    @Override
    public void refused(String id, String code) {
        var sent = stage.ledger().find(id);
        if (sent != null && stage.arrivals().takesAnswers() && sent.refused(code)) {
            stage.arrivals().answered();
        }
    }

    @Override
    public void sentAgain(String id) {
        var sent = stage.ledger().find(id);
        if (sent != null) {
            sent.unknown();
        }
    }

    @Override
    public void lost() {
        stage.arrivals().lostConnection();
    }
}
