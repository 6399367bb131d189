package dev.parley.standalone.command;

import dev.parley.runtime.service.StartException;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.database.EmbeddedMariaDb;
import dev.parley.standalone.demo.Demo;
import dev.parley.standalone.platform.EmbeddedPlatform;
import dev.parley.standalone.platform.PlatformSettings;
import dev.parley.standalone.redis.EmbeddedRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley up}: the whole platform in this process, until Ctrl-C. */
@Command(
        name = "up",
        description = "Starts the whole platform in one process and shows how to use it. Ctrl-C stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class UpCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port for REST and sockets; 0 picks a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all interfaces. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--trusted-proxies",
            paramLabel = "ADDRESSES",
            defaultValue = "",
            description =
                    "Proxies that are believed whom a request came from, such as 10.0.0.0/8,192.0.2.7. Default: none")
    private String trustedProxies = "";

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "1280m",
            description = "Maximum heap; the process takes about 600 MB more. Default: ${DEFAULT-VALUE}")
    private String memory = "1280m";

    @Option(
            names = "--stream-threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Stream threads per application, 1 to 64. Default: ${DEFAULT-VALUE}")
    private int streamThreads;

    @Option(
            names = "--no-console",
            description = "Without the chat page at /console/, where everybody may act as a demo user.")
    private boolean isConsoleOff;

    @ArgGroup(exclusive = false)
    private FreshOptions fresh = new FreshOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "Also prints the log here; it is always written to FOLDER/logs.")
    private boolean isVerbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var folder = DataFolder.open(data.folder());
        LogFiles.open(folder.logs(), isVerbose);
        if (fresh.isWanted()) {
            if (!fresh.isConfirmed(folder.root(), out)) {
                return FAILED;
            }
            EmbeddedMariaDb.stopOrphan(folder.database());
            EmbeddedRedis.stopOrphan(folder.redis());
            folder.clear();
        }
        return run(folder, new Terminal(out));
    }

    private int run(DataFolder folder, Terminal terminal) {
        var fatal = new CompletableFuture<String>();
        var starting = new CompletableFuture<EmbeddedPlatform>();
        Runtime.getRuntime().addShutdownHook(new Thread(new OrderlyShutdown(starting, folder, terminal), "stop"));
        terminal.say("Starting Parley; data in " + folder.root() + ", heap up to " + memory);
        var begin = System.nanoTime();
        try {
            var settings =
                    new PlatformSettings(host, port, trustedProxies, programs(folder), streamThreads, !isConsoleOff);
            var platform = EmbeddedPlatform.start(folder, settings, terminal, fatal::complete);
            starting.complete(platform);
            var isFirst = !Files.exists(folder.demoEnv());
            var demo = Demo.prepare(platform.address(), platform.demoKey(), isFirst);
            demo.write(folder.demoEnv());
            terminal.say(new Greeting(platform, folder, demo, !isConsoleOff)
                    .text(Duration.ofNanos(System.nanoTime() - begin)));
            if (isFirst) {
                playGroups(demo, terminal);
            }
        } finally {
            starting.completeExceptionally(new IllegalStateException("The start failed."));
        }
        terminal.say("parley: " + fatal.join() + ". Stopping everything else.");
        return FAILED;
    }

    /** After the greeting, since nobody has to wait for it; the platform is of use without it, too. */
    private static void playGroups(Demo demo, Terminal terminal) {
        try {
            demo.playGroups();
        } catch (StartException e) {
            terminal.say("parley: the demo groups are not complete: " + e.getMessage());
        }
    }

    /** Given by the launcher, so that all data folders share one unpacked MariaDB and Redis. */
    private static Path programs(DataFolder folder) {
        var given = System.getProperty("parley.programs");
        return given == null ? folder.root().resolve("programs") : Path.of(given);
    }
}
