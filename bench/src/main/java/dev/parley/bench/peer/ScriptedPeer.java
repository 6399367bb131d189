package dev.parley.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A peer that the script {@code bench/peers/run} starts and stops. */
public final class ScriptedPeer implements RunningPeer {
    private static final String URL = "url=";
    private static final String SCRIPTS = "parley.peers";

    private final List<String> command;
    private final URI url;
    private final List<Long> pids;
    private final Thread ending = new Thread(this::stop, "stop-peer");

    private ScriptedPeer(List<String> command, URI url, List<Long> pids) {
        this.command = command;
        this.url = url;
        this.pids = pids;
    }

    /** {@code bench/peers/run}, which the launcher says the folder of. */
    public static Path script() {
        return Path.of(System.getProperty(SCRIPTS, "bench/peers"), "run").toAbsolutePath();
    }

    /** Whether a peer is installed and starts; where not, the script has told people why. */
    public static boolean isThere(String name, Path data) {
        try (var _ = start(script(), name, data, false)) {
            return true;
        } catch (PeerException _) {
            return false;
        }
    }

    /**
     * Starts a peer with empty data, and returns when it listens.
     *
     * @param script {@code bench/peers/run}
     * @param data the folder of its data
     * @param isDurable whether each commit is flushed to the disk
     */
    public static ScriptedPeer start(Path script, String name, Path data, boolean isDurable) {
        if (!Files.isExecutable(script)) {
            throw new PeerException("There is no " + script + " to start " + name + " with.");
        }
        var command = List.of(script.toString(), name, "--data", data.toString());
        var said = call(command, isDurable ? List.of("start", "--durable") : List.of("start"), List.of());
        var url = said.lines()
                .filter(line -> line.startsWith(URL))
                .map(line -> URI.create(line.substring(URL.length())))
                .findFirst()
                .orElseThrow(() -> new PeerException(name + " did not print its address: " + said));
        var pids = call(command, List.of("pids"), List.of())
                .lines()
                .map(Long::valueOf)
                .toList();
        var peer = new ScriptedPeer(command, url, pids);
        // A run that is broken off leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(peer.ending);
        return peer;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public List<Long> pids() {
        return pids;
    }

    @Override
    public void register(List<String> users) {
        call(command, List.of("users"), users);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(ending);
        stop();
    }

    private void stop() {
        call(command, List.of("stop"), List.of());
    }

    /** Runs the script; what it tells people goes where this program's own messages go. */
    private static String call(List<String> command, List<String> action, List<String> input) {
        var words = new ArrayList<>(command);
        // The action follows the peer's name.
        words.addAll(2, action);
        try {
            var process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                for (var line : input) {
                    in.write(line + "\n");
                }
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new PeerException(String.join(" ", words) + " failed.");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " cannot be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("Interrupted.");
        }
    }
}
