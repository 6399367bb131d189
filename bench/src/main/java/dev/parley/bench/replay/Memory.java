package dev.parley.bench.replay;

import dev.parley.client.Outcome;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Reading;
import dev.parley.client.ledger.Seen;
import dev.parley.client.ledger.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts back what an earlier process of the same run wrote into its journal. */
final class Memory {
    private static final String ALTERED = "\0altered";

    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, Reading> readings = new HashMap<>();
    private final Ledger ledger;
    private final Performer performer;
    private final Tally tally;
    private final String conversation;

    Memory(List<Step> steps, Performer performer, Performer.Tools tools, String conversation) {
        steps.forEach(step -> this.steps.put(step.id(), step));
        this.performer = performer;
        this.ledger = tools.ledger();
        this.tally = tools.tally();
        this.conversation = conversation;
    }

    void recall(List<Journal.Entry> entries) {
        // What was received refers to what was sent, and may stand before its answer.
        entries.forEach(this::sent);
        ledger.sent().stream()
                .filter(sent -> sent.state() == Sent.State.UNANSWERED)
                .forEach(Sent::unknown);
        entries.forEach(this::received);
    }

    /** What a listener had before; null where it never listened. */
    @Nullable
    Reading readingOf(String listener) {
        return readings.get(listener);
    }

    private void sent(Journal.Entry entry) {
        switch (entry) {
            case Journal.Entry.Sending(var id) -> {
                var step = step(id);
                if (step.isInConversation()) {
                    ledger.sending(id, conversation, step.text(), 0);
                }
            }
            case Journal.Entry.Accepted(var id, var seq, var messageId) ->
                answered(step(id), new Outcome.Accepted(conversation, seq, messageId));
            case Journal.Entry.Refused(var id, var code) -> answered(step(id), new Outcome.Refused(code, ""));
            case Journal.Entry.Played _, Journal.Entry.Listening _, Journal.Entry.Received _ -> {}
        }
    }

    private Step step(String id) {
        var step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("The journal has a step that the file does not have: " + id);
        }
        return step;
    }

    private void answered(Step step, Outcome outcome) {
        tally.sent(step);
        tally.answered(step, outcome);
        performer.alreadyKnown(step.id(), outcome);
        if (step.isInConversation()) {
            var sent = ledger.sending(step.id(), conversation, step.text(), 0);
            switch (outcome) {
                case Outcome.Accepted(var _, var seq, var _) -> sent.accepted(seq, 0);
                case Outcome.Refused(var code, var _) -> sent.refused(code);
                case Outcome.Unknown _ -> {}
            }
        }
    }

    private void received(Journal.Entry entry) {
        switch (entry) {
            case Journal.Entry.Listening(var listener, var after) ->
                readings.put(listener, ledger.reading(listener, conversation, after));
            case Journal.Entry.Received received -> {
                var reading = readings.get(received.listener());
                if (reading != null) {
                    reading.add(seen(received));
                    tally.delivered();
                }
            }
            case Journal.Entry.Played _,
                    Journal.Entry.Sending _,
                    Journal.Entry.Accepted _,
                    Journal.Entry.Refused _ -> {}
        }
    }

    private Seen seen(Journal.Entry.Received received) {
        var id = received.id().isEmpty() ? null : received.id();
        var step = id == null ? null : steps.get(id);
        var text = !received.isIntact() ? ALTERED : step == null ? null : step.text();
        return new Seen(conversation, received.seq(), received.eventId(), id, text);
    }
}
