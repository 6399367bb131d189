package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.peer.PeerChat;
import dev.parley.bench.peer.PeerException;
import dev.parley.bench.peer.RunningPeer;
import dev.parley.bench.peer.bare.BareDialect;
import dev.parley.bench.peer.bare.BareServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerRunTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /** The bare server within this process. */
    private record Within(BareServer server) implements RunningPeer {
        @Override
        public URI url() {
            try {
                return server.url();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Long> pids() {
            return List.of(ProcessHandle.current().pid());
        }

        @Override
        public void register(List<String> users) {}

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void measuresPairsOnAPeerAsItDoesOnParley() throws IOException {
        var report = run(new DirectScenario(6));

        assertTrue(report.isClean(), report::text);
        assertEquals(100, report.latency().count());
        // Nobody hears oneself there.
        assertEquals(150, report.ledger().delivered());
        assertEquals("bare", report.platform());
        assertEquals("A", report.durability());
        assertEquals(0, report.acknowledgement().count());
    }

    @Test
    void measuresAGroupOnAPeerAtItsLastListener() throws IOException {
        var report = run(new GroupScenario(8, 3));

        assertTrue(report.isClean(), report::text);
        assertEquals(100, report.latency().count());
        assertEquals(8 * 150, report.ledger().delivered());
    }

    @Test
    void saysThatThereIsNoScriptToStartAPeerWith() {
        var options = new PeerOptions();

        var told = assertThrows(PeerException.class, () -> options.start("ejabberd"));

        assertTrue(
                String.valueOf(told.getMessage())
                        .startsWith("There is no " + Path.of("").toAbsolutePath()),
                told::getMessage);
    }

    @Test
    void knowsNoPeerOfAnotherName() {
        var options = new PeerOptions();

        assertThrows(IllegalArgumentException.class, () -> options.start("carrier-pigeon"));
    }

    private static LoadReport run(Scenario scenario) throws IOException {
        var server = BareServer.open();
        Thread.ofPlatform().daemon().start(server::run);
        try (var peer = new Within(server);
                var chat = PeerChat.open(peer, new BareDialect(), 2, List.of())) {
            var settings = ShortRun.settings(List.of("hello", "there"), 2, peer.pids());
            return new LoadRun(settings, chat, scenario, NOWHERE).run();
        }
    }
}
