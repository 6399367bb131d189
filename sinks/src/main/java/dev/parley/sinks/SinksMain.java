package dev.parley.sinks;

import dev.parley.runtime.service.ServiceMain;

/** The sinks as a process of their own. */
public final class SinksMain {
    private SinksMain() {}

    public static void main(String[] args) {
        ServiceMain.run("sinks", args, (env, process) -> new SinksService(SinksSettings.from(env), process));
    }
}
