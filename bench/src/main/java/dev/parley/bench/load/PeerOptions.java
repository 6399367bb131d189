package dev.parley.bench.load;

import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.RunningPeer;
import dev.parley.bench.peer.ScriptedPeer;
import dev.parley.bench.peer.bare.BareDialect;
import dev.parley.bench.peer.xmpp.XmppDialect;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name another server to be measured instead of Parley. */
final class PeerOptions {
    private static final String CEILING = "nginx";

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description =
                    "Measures this server instead of Parley: ejabberd (stores messages as Parley does), bare (sockets only), or "
                            + "nginx (answers only, for rest-writes). It runs during the measurement only; bench/peers/install fetches it.")
    private @Nullable String name;

    @Option(
            names = "--peer-data",
            paramLabel = "FOLDER",
            defaultValue = "data/peers",
            description = "Its data folder, default: ${DEFAULT-VALUE}. Existing contents are deleted.")
    private Path data = Path.of("data/peers");

    @Option(
            names = "--peer-durable",
            description = "Flush every commit to disk; default: when the operating system decides.")
    private boolean isDurable;

    @Option(
            names = "--peer-without-acks",
            description = "Clients request no acknowledgements where they are optional; less work for the peer.")
    private boolean isWithoutAcks;

    /** Null = Parley. */
    @Nullable
    String name() {
        return name;
    }

    RunningPeer start(String peer) {
        // Fails for an unknown name before anything is started.
        dialect(peer);
        return launch(peer);
    }

    /** Starts the server that only answers. */
    RunningPeer startCeiling() {
        if (!CEILING.equals(name)) {
            throw new IllegalArgumentException("Only " + CEILING + " accepts REST writes, not \"" + name + "\".");
        }
        return launch(CEILING);
    }

    private RunningPeer launch(String peer) {
        return ScriptedPeer.start(ScriptedPeer.script(), peer, data.toAbsolutePath(), isDurable);
    }

    Dialect dialect(String peer) {
        var label = peer + (isDurable ? "-durable" : "");
        return switch (peer) {
            case "ejabberd" -> new XmppDialect(label, !isWithoutAcks);
            case "bare" -> new BareDialect();
            case CEILING ->
                throw new IllegalArgumentException(CEILING + " is not a chat server; use it with rest-writes.");
            default -> throw new IllegalArgumentException("There is no peer \"" + peer + "\".");
        };
    }
}
