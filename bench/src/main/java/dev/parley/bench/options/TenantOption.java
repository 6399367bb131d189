package dev.parley.bench.options;

import picocli.CommandLine.Option;

/** Whose log entries a generator writes, as an option: the platform does not say whom a key belongs to. */
public final class TenantOption {
    @Option(
            names = "--tenant",
            paramLabel = "ID",
            defaultValue = "demo",
            description = "The tenant of the API key, default: ${DEFAULT-VALUE}.")
    private String tenant = "demo";

    public String id() {
        return tenant;
    }
}
