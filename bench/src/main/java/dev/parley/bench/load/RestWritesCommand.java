package dev.parley.bench.load;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.options.Target;
import dev.parley.bench.rest.AnsweredChat;
import dev.parley.bench.rest.RestChat;
import dev.parley.client.PlatformClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley bench rest-writes}. */
@Command(
        name = "rest-writes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "POST /v1/messages with a token over kept-alive connections: latency from the intended write to its "
                        + "outcome. With --peer nginx, which answers 202 and does nothing, what HTTP alone costs.")
final class RestWritesCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "200",
            description = "Who write, in pairs, default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "200",
            description = "Connections that they share, default: ${DEFAULT-VALUE}.")
    private int connections;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Override
    public Integer call() throws IOException {
        if (connections < 1) {
            throw new IllegalArgumentException("--connections must be at least 1.");
        }
        var peer = options.peer();
        if (peer != null) {
            return options.runCeiling(
                    WritesScenario.overRest(users, connections),
                    running -> new AnsweredChat(peer, running.url(), connections));
        }
        return options.run(part -> WritesScenario.overRest(2 * part.share(users / 2), connections), this::open);
    }

    private Chat open(Target target, String device) {
        return new RestChat(
                options.sockets(target, device),
                new PlatformClient(target.url(), target.apiKey(), TIMEOUT),
                target.url(),
                device,
                connections);
    }
}
