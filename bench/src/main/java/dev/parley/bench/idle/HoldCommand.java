package dev.parley.bench.idle;

import dev.parley.bench.options.Target;
import dev.parley.bench.process.ChildProcess;
import dev.parley.client.PlatformClient;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench hold-sockets}: holds as many as it is told, line by line. One of several processes of an idle run. */
@Command(name = "hold-sockets", hidden = true, mixinStandardHelpOptions = true)
public final class HoldCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Mixin
    private Target target = new Target();

    @Option(names = "--socket-url", paramLabel = "URL", description = "Where sockets go, if elsewhere than requests.")
    private @Nullable URI socketUrl;

    @Option(names = "--prefix", required = true, description = "Begins the names of the users.")
    private String prefix = "";

    @Option(names = "--sources", split = ",", description = "Local addresses that sockets come from in turn.")
    private List<String> sources = List.of();

    @Override
    public Integer call() throws IOException {
        var endpoint = SocketEndpoint.of(socketUrl == null ? target.url() : socketUrl);
        try (var platform = new PlatformClient(target.url(), target.apiKey(), TIMEOUT);
                var loops = SocketLoops.start(endpoint, 1, sources);
                var held = new HeldSockets(platform, loops, prefix);
                var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = told.readLine(); line != null; line = told.readLine()) {
                held.growTo(Integer.parseInt(line));
                ChildProcess.answer(System.out, held.open() + " " + held.lost());
                if (held.lost() > 0) {
                    System.err.println("connections of " + prefix + " that ended: " + held.reasons());
                }
            }
        }
        return 0;
    }
}
