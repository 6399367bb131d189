package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.fake.FakePlatform;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** REST and sockets over TLS: a platform behind a proxy. */
class TlsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final char[] PASSWORD = "changeit".toCharArray();
    /** Longer than a TLS record, of which it takes several. */
    private static final String LONG_TEXT = "long ".repeat(12_000);

    @TempDir
    private Path folder = Path.of("");

    private SSLContext former;
    private FakePlatform platform;

    @BeforeEach
    void start() throws GeneralSecurityException, IOException, InterruptedException {
        former = SSLContext.getDefault();
        platform = FakePlatform.startSecure(contextOf(key("platform", "ip:127.0.0.1")));
    }

    @AfterEach
    void stop() {
        platform.close();
        SSLContext.setDefault(former);
    }

    @Test
    void chatGoesOverTls() throws InterruptedException {
        TrustedAuthority.trustOnly(folder.resolve("platform.pem"));
        try (var rest = new PlatformClient(platform.url(), "key", TIMEOUT);
                var loops = SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of())) {
            assertInstanceOf(Outcome.Accepted.class, rest.createUser("alice", "Alice", "a"));
            assertInstanceOf(Outcome.Accepted.class, rest.createUser("bob", "Bob", "b"));
            var seen = new Seen();
            var follower = follow(rest, loops, seen);
            assertInstanceOf(ServerFrame.Welcome.class, seen.frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));

            follower.send(new OutgoingMessage("1", new MessageReceiver.User("bob"), LONG_TEXT));
            assertEquals(LONG_TEXT, seen.nextText());
            follower.stop();
        }
    }

    @Test
    void aPlatformThatNobodyVouchesForIsRefused() throws Exception {
        var trusted = key("somebody-else", "ip:127.0.0.1");
        assertTrue(Files.exists(trusted));
        TrustedAuthority.trustOnly(folder.resolve("somebody-else.pem"));
        assertEquals("lost", lossOf());
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        platform.close();
        platform = FakePlatform.startSecure(contextOf(key("elsewhere", "dns:elsewhere.example")));
        TrustedAuthority.trustOnly(folder.resolve("elsewhere.pem"));
        assertEquals("lost", lossOf());
    }

    @Test
    void aFileWithoutACertificateIsExplained() throws IOException {
        var file = Files.writeString(folder.resolve("none.pem"), "nothing\n");
        var refusal = assertThrows(IllegalArgumentException.class, () -> TrustedAuthority.trustOnly(file));
        assertTrue(String.valueOf(refusal.getMessage()).contains("none.pem"), refusal.toString());
    }

    private String lossOf() throws InterruptedException {
        try (var rest = new PlatformClient(platform.url(), "key", TIMEOUT);
                var loops = SocketLoops.start(SocketEndpoint.of(platform.url()), 1, List.of())) {
            assertInstanceOf(Outcome.Unknown.class, rest.createUser("alice", "Alice", "a"));
            var seen = new Seen();
            var follower = Follower.start(loops, new Follower.Identity("phone", () -> "alice-token"), Map.of(), seen);
            var why = seen.losses.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            follower.stop();
            return why == null ? "connected" : "lost";
        }
    }

    private static Follower follow(PlatformClient rest, SocketLoops loops, Seen seen) {
        var token = rest.mintToken("alice", "phone");
        return Follower.start(loops, new Follower.Identity("phone", () -> token), Map.of(), seen);
    }

    /** A key and its own certificate, in NAME.p12 and NAME.pem. */
    private Path key(String name, String subject) throws IOException, InterruptedException {
        var store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-file",
                folder.resolve(name + ".pem").toString());
        return store;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "key"));
        command.addAll(1, List.of(arguments[0]));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static SSLContext contextOf(Path store) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static final class Seen implements Follower.Listener {
        private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<Closed> losses = new LinkedBlockingQueue<>();

        String nextText() throws InterruptedException {
            for (var frame = frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                    frame != null;
                    frame = frames.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                if (frame instanceof ServerFrame.Live(var event)) {
                    return String.valueOf(event.text());
                }
            }
            return "nothing came";
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            frames.add(frame);
        }

        @Override
        public void lost(Closed why) {
            losses.add(why);
        }
    }
}
