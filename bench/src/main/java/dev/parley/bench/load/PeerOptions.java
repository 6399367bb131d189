package dev.parley.bench.load;

import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.RunningPeer;
import dev.parley.bench.peer.ScriptedPeer;
import dev.parley.bench.peer.bare.BareDialect;
import dev.parley.bench.peer.mqtt.MqttDialect;
import dev.parley.bench.peer.nats.NatsDialect;
import dev.parley.bench.peer.socketio.SocketIoDialect;
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
                    "Measures this server instead of Parley: ejabberd, prosody (they store as Parley does), mosquitto, nats, socketio, "
                            + "bare (nothing but sockets), or nginx (nothing but answers, for rest-writes). It is started for the run and stopped; bench/peers/install fetches it.")
    private @Nullable String name;

    @Option(
            names = "--peer-data",
            paramLabel = "FOLDER",
            defaultValue = "data/peers",
            description = "Where it writes, default: ${DEFAULT-VALUE}. What is there is lost.")
    private Path data = Path.of("data/peers");

    @Option(
            names = "--peer-durable",
            description = "It flushes every commit to the disk; otherwise the system does when it likes.")
    private boolean isDurable;

    @Option(
            names = "--peer-without-acks",
            description = "Its clients ask for no acknowledgements, which spares it work where they are optional.")
    private boolean isWithoutAcks;

    /** Null = Parley. */
    @Nullable
    String name() {
        return name;
    }

    RunningPeer start(String peer) {
        // So that a name that nobody knows is told before anything is started.
        dialect(peer);
        return launch(peer);
    }

    /** Starts the server that only answers. */
    RunningPeer startCeiling() {
        if (!CEILING.equals(name)) {
            throw new IllegalArgumentException(
                    "Only " + CEILING + " can be written to as Parley's REST, not \"" + name + "\".");
        }
        return launch(CEILING);
    }

    private RunningPeer launch(String peer) {
        return ScriptedPeer.start(ScriptedPeer.script(), peer, data.toAbsolutePath(), isDurable);
    }

    Dialect dialect(String peer) {
        var label = peer + (isDurable ? "-durable" : "");
        return switch (peer) {
            case "ejabberd", "prosody" -> new XmppDialect(label, !isWithoutAcks);
            case "mosquitto" -> new MqttDialect();
            case "nats" -> new NatsDialect(!isWithoutAcks);
            case "socketio" -> new SocketIoDialect();
            case "bare" -> new BareDialect();
            case CEILING -> throw new IllegalArgumentException(CEILING + " is no chat: it is for rest-writes alone.");
            default -> throw new IllegalArgumentException("There is no peer \"" + peer + "\".");
        };
    }
}
