package dev.parley.bench.load;

import dev.parley.bench.all.AllCommand;
import dev.parley.bench.bars.ReportCommand;
import dev.parley.bench.idle.HoldCommand;
import dev.parley.bench.idle.IdleCommand;
import dev.parley.bench.inbox.InboxCommand;
import dev.parley.bench.sink.SinkCommand;
import dev.parley.bench.start.StartCommand;
import picocli.CommandLine.Command;

/** {@code parley bench}: the scenarios. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a running platform under open-loop load, and checks that nothing is lost.",
        subcommands = {
            AllCommand.class,
            DirectCommand.class,
            KneeCommand.class,
            GroupCommand.class,
            CompareCommand.class,
            BareServerCommand.class,
            PushCommand.class,
            RestWritesCommand.class,
            AppendCommand.class,
            ScaleCommand.class,
            ReceiptsCommand.class,
            FloodCommand.class,
            SlowCommand.class,
            InboxCommand.class,
            IdleCommand.class,
            HoldCommand.class,
            SinkCommand.class,
            StartCommand.class,
            GateCommand.class,
            ReportCommand.class
        })
public final class BenchCommand {}
