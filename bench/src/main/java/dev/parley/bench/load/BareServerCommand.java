package dev.parley.bench.load;

import dev.parley.bench.peer.bare.BareServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code parley bench bare-server}: started by {@code bench/peers/run}. */
@Command(
        name = "bare-server",
        mixinStandardHelpOptions = true,
        hidden = true,
        description =
                "Relays frames between sockets, and nothing else; says where it listens, and ends when it is told to.")
final class BareServerCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        try (var server = BareServer.open()) {
            System.out.println("url=" + server.url());
            server.run();
        }
        return 0;
    }
}
