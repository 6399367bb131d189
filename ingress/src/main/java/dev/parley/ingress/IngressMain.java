package dev.parley.ingress;

import dev.parley.runtime.service.ServiceMain;

/** Runs the REST edge as a process of its own. */
public final class IngressMain {
    private IngressMain() {}

    public static void main(String[] args) {
        ServiceMain.run(
                IngressService.NAME, args, (env, process) -> new IngressService(IngressSettings.from(env), process));
    }
}
