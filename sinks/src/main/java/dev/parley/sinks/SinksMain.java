package dev.parley.sinks;

import dev.parley.runtime.service.ServiceMain;

/** Entry point of a process that runs the sinks only. */
public final class SinksMain {
    private SinksMain() {}

    public static void main(String[] args) {
        ServiceMain.run("sinks", args, (env, process) -> new SinksService(SinksSettings.from(env), process));
    }
}
