package dev.parley.bench.load;

import picocli.CommandLine.Command;

/** {@code parley bench}: the scenarios. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a running platform under open-loop load, and checks that nothing is lost.",
        subcommands = {DirectCommand.class, GroupCommand.class, CompareCommand.class, BareServerCommand.class})
public final class BenchCommand {}
