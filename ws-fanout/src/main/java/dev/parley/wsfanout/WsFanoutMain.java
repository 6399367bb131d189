package dev.parley.wsfanout;

import dev.parley.runtime.service.ServiceMain;

/** Runs a push node as a process of its own. */
public final class WsFanoutMain {
    private WsFanoutMain() {}

    public static void main(String[] args) {
        ServiceMain.run(
                WsFanoutService.NAME, args, (env, process) -> new WsFanoutService(WsFanoutSettings.from(env), process));
    }
}
