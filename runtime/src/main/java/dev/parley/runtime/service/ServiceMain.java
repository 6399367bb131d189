package dev.parley.runtime.service;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.log.LogFlush;
import dev.parley.runtime.service.Launch.Result.Done;
import dev.parley.runtime.service.Launch.Result.Running;
import java.util.List;
import java.util.function.BiFunction;

/** The main method of every service process. */
public final class ServiceMain {
    private ServiceMain() {}

    /**
     * Runs a service until the process is signalled, or exits: with 2 for invalid configuration or arguments, with 1 if it
     * cannot start.
     *
     * @param name as in {@code parley run <name>}
     * @param create reads every setting of the service, then builds it; opens nothing
     */
    public static void run(String name, String[] args, BiFunction<Env, ProcessContext, Service> create) {
        var launch = new Launch(name, Env.ofProcess(), System.out, System.err);
        switch (launch.run(List.of(args), create)) {
            case Done(var status) -> {
                LogFlush.stopLogging();
                System.exit(status);
            }
            case Running running ->
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                            running.stop().run();
                            LogFlush.stopLogging();
                        }));
        }
    }
}
