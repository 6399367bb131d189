package dev.parley.bench.load;

import picocli.CommandLine.Option;

/** How many users chat in pairs, as an option. */
final class PairOptions {
    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "200",
            description = "Users with a socket each, in pairs, default: ${DEFAULT-VALUE}.")
    private int sockets;

    /** @throws IllegalArgumentException a sentence for users */
    int sockets() {
        if (sockets < 2 || sockets % 2 != 0) {
            throw new IllegalArgumentException("--sockets must be even, and at least 2.");
        }
        return sockets;
    }
}
