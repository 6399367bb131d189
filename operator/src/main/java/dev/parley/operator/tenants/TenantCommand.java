package dev.parley.operator.tenants;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley tenant}. */
@Command(
        name = "tenant",
        description = "Creates and shows tenants, gives them API keys and settings.",
        mixinStandardHelpOptions = true,
        subcommands = {AddTenantCommand.class, ListTenantsCommand.class, ShowTenantCommand.class, SetTenantCommand.class
        })
public final class TenantCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
