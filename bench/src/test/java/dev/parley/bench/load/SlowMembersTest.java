package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.MessageReceiver;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowMembersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MESSAGES = 30;

    private final Ledger ledger = new Ledger();
    private FakePlatform platform = FakePlatform.start(Mischief.NONE);

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void haveNothingUntilTheyReadOnAndEverythingThen() {
        try (var members = members(Duration.ofHours(1))) {
            members.arrive(List.of("ann"), "g:t", 2, ledger);

            say();

            assertEquals(Long.valueOf(2 + MESSAGES), ledger.heads().get("g:t"));
            assertTrue(members.catchUp(ledger, TIMEOUT) < TIMEOUT.toSeconds());
            members.leave();
            assertEquals(List.of(), members.faults());
            assertTrue(
                    ledger.verdict().isClean(), () -> ledger.verdict().faults().toString());
        }
    }

    @Test
    void noticeWhatNeverCame() {
        platform.close();
        platform = FakePlatform.start(new Mischief() {
            @Override
            public boolean delivers(String user, long seq) {
                return seq < 10;
            }
        });
        try (var members = members(Duration.ofHours(1))) {
            members.arrive(List.of("ann"), "g:t", 2, ledger);

            say();

            // What came before it was asked is not known, what is above 9 never comes.
            members.catchUp(ledger, Duration.ZERO);
            assertEquals(1, members.faults().size());
        }
    }

    private SlowMembers members(Duration timeOfAByte) {
        var rest = client();
        rest.createGroup("t", "bob", "group");
        rest.join("t", "ann", "join");
        return new SlowMembers(timeOfAByte, rest, SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of()));
    }

    private PlatformClient client() {
        return new PlatformClient(platform.url(), "key", Duration.ofSeconds(10));
    }

    private void say() {
        try (var rest = client()) {
            for (var number = 0; number < MESSAGES; number++) {
                var message = new OutgoingMessage("id-" + number, new MessageReceiver.Group("t"), "m" + number);
                var sent = ledger.sending(message.id(), "g:t", message.text(), 0);
                sent.accepted(((Outcome.Accepted) rest.postAs("bob", message)).seq(), System.nanoTime());
            }
        }
    }
}
