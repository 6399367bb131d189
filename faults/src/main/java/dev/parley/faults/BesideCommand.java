package dev.parley.faults;

import dev.parley.client.TrustedAuthority;
import dev.parley.client.run.ProgressLine;
import dev.parley.faults.traffic.PlatformAccess;
import dev.parley.faults.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley fault beside}: the same chat and the same verdict as in a scenario, while an operator's own command runs. */
@Command(
        name = "beside",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Chats on a running platform while COMMAND runs, which may update, restart or kill parts of it, and then checks "
                        + "that nothing acknowledged was lost, doubled or reordered. Knows the platform by its address only.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the command succeeded, and the ledger is perfect",
            "1:something was lost, doubled or reordered, or the command failed",
            "2:the platform could not be reached, or the command not be started"
        })
final class BesideCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);
    private static final Duration READERS = Duration.ofSeconds(90);

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            defaultValue = "${env:PARLEY_URL}",
            description = "The platform's address, http: or https:, default: PARLEY_URL.")
    private URI url = URI.create("");

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            required = true,
            defaultValue = "${env:PARLEY_API_KEY}",
            description = "A tenant's API key of full scope, default: PARLEY_API_KEY.")
    private String apiKey = "";

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "${env:PARLEY_CA}",
            description =
                    "The authority that signed the platform's certificate, PEM, default: PARLEY_CA, or those of the JDK.")
    private @Nullable Path authority;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Messages a second, half over REST, half over sockets. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--groups",
            paramLabel = "N",
            defaultValue = "16",
            description = "Groups that the messages go to in turn. Default: ${DEFAULT-VALUE}")
    private int groups;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "5",
            description = "Members of each group, all on sockets. Default: ${DEFAULT-VALUE}")
    private int members;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "Says nothing, on open sockets, for so long before the command runs; then chat must work at once.")
    private long silence;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "What to run, after --.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (authority != null) {
            TrustedAuthority.trustOnly(authority);
        }
        var run = "b" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        var findings = new Findings();
        var began = System.nanoTime();
        var platform = PlatformAccess.at(URI.create(url.toString().replaceAll("/+$", "")), apiKey);
        try (var chat = Traffic.open(new Traffic.Plan(run, groups, members, rate, _ -> 0, false), platform);
                var _ = progress(chat)) {
            chat.begin();
            rest(WARM_UP);
            if (silence > 0) {
                beSilent(chat, findings);
            }
            var status = runCommand();
            findings.check("the command succeeds", status == 0, "exit status " + status);
            rest(AFTERWARDS);
            findings.judge(chat, READERS);
        }
        System.out.println();
        var result = FaultResult.beside(findings, String.join(" ", command), (System.nanoTime() - began) / 1e9);
        System.out.print(result.text());
        return result.state() == FaultResult.State.PASSED ? 0 : 1;
    }

    private static ProgressLine progress(Traffic chat) {
        return ProgressLine.show(System.out, chat::line);
    }

    private void beSilent(Traffic chat, Findings findings) throws InterruptedException {
        chat.pause();
        chat.settle();
        rest(Duration.ofSeconds(silence));
        var since = System.nanoTime();
        chat.begin();
        findings.within("chat flows again after the silence", chat.awaitFlow(since, READERS), Duration.ofSeconds(5));
    }

    /** How long the load goes on, or does not, is what is asked for. */
    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private int runCommand() throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
