package dev.parley.faults.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.client.Outcome;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotedAnswersTest {
    private final NotedAnswers answers = new NotedAnswers();
    private final Sent sent = new Ledger().sending("id", "g:team", "text", 0);

    @Test
    void keepsTheFirstAnswerAndCountsWhatWasUnknown() {
        answers.note(sent, new Outcome.Unknown("no answer", Duration.ZERO));
        answers.note(sent, new Outcome.Accepted("g:team", 7, "m"));
        answers.note(sent, new Outcome.Accepted("g:team", 7, "m"));

        assertEquals(Sent.State.ACCEPTED, sent.state());
        assertEquals(7, sent.seq());
        assertEquals(1, sent.retries());
        assertEquals(Map.of(), answers.differing());
    }

    @Test
    void findsAnIdThatIsOlderThanItsSeq() {
        var other = new Ledger().sending("other", "g:team", "text", 0);
        answers.note(sent, new Outcome.Accepted("g:team", 7, "0199a0b0-c0d1-7000-8000-000000000000"));
        answers.note(other, new Outcome.Accepted("g:team", 8, "0199a0b0-c0d1-7000-8000-000000000000"));
        assertEquals(List.of(), answers.agesOutOfOrder());

        var third = new Ledger().sending("third", "g:team", "text", 0);
        answers.note(third, new Outcome.Accepted("g:team", 9, "0199a0b0-c0d0-7000-8000-000000000000"));
        assertEquals(List.of("g:team seq 9"), answers.agesOutOfOrder());
    }

    @Test
    void findsAnotherPlaceAnotherMessageAndARefusal() {
        var other = new Ledger().sending("other", "g:team", "text", 0);
        var third = new Ledger().sending("third", "g:team", "text", 0);
        answers.note(sent, new Outcome.Accepted("g:team", 7, "m"));
        answers.note(sent, new Outcome.Accepted("g:team", 8, "m"));
        answers.note(other, new Outcome.Accepted("g:team", 7, "m"));
        answers.note(other, new Outcome.Accepted("g:team", 7, "n"));
        answers.note(third, new Outcome.Accepted("g:team", 7, "m"));
        answers.note(third, new Outcome.Refused("conflict", "another body"));

        assertEquals(Set.of("id", "other", "third"), answers.differing().keySet());
        assertEquals(7, sent.seq());
        assertEquals(Sent.State.ACCEPTED, third.state());
    }
}
