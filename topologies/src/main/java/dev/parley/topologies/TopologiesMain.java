package dev.parley.topologies;

import dev.parley.runtime.service.ServiceMain;

/** The Streams applications as a process of their own. */
public final class TopologiesMain {
    private TopologiesMain() {}

    public static void main(String[] args) {
        ServiceMain.run(
                "topologies", args, (env, process) -> new TopologiesService(TopologiesSettings.from(env), process));
    }
}
