package dev.parley.standalone.command;

import dev.parley.ingress.IngressMain;
import dev.parley.runtime.service.ServiceMain;
import dev.parley.sinks.SinksMain;
import dev.parley.standalone.part.BrokerService;
import dev.parley.standalone.part.DatabaseService;
import dev.parley.standalone.part.RedisService;
import dev.parley.standalone.part.RegistryService;
import dev.parley.topologies.TopologiesMain;
import dev.parley.wsfanout.WsFanoutMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley run}: one service as a process of its own, configured by its environment. */
@Command(
        name = "run",
        description =
                "Runs one service, or one embedded part, as a process of its own. Settings come from the environment; "
                        + "\"parley run SERVICE --print-config\" lists them.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    private static final String NAMES = "ingress, ws-fanout, topologies, sinks, broker, registry, database or redis";

    @Parameters(index = "0", paramLabel = "SERVICE", description = NAMES)
    private String service = "";

    @Parameters(index = "1..*", paramLabel = "OPTION", arity = "0..*", description = "passed to the service")
    private List<String> options = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var args = options.toArray(String[]::new);
        switch (service) {
            case "ingress" -> IngressMain.main(args);
            case "ws-fanout" -> WsFanoutMain.main(args);
            case "topologies" -> TopologiesMain.main(args);
            case "sinks" -> SinksMain.main(args);
            case BrokerService.NAME -> ServiceMain.run(service, args, BrokerService::from);
            case RegistryService.NAME -> ServiceMain.run(service, args, RegistryService::from);
            case DatabaseService.NAME -> ServiceMain.run(service, args, DatabaseService::from);
            case RedisService.NAME -> ServiceMain.run(service, args, RedisService::from);
            default ->
                throw new ParameterException(
                        spec.commandLine(), "Unknown service \"" + service + "\"; expected " + NAMES + ".");
        }
        // A main that returns has started a service that runs until the process is signalled.
        new CountDownLatch(1).await();
        return 0;
    }
}
