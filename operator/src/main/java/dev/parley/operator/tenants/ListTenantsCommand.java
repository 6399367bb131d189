package dev.parley.operator.tenants;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley tenant list}. */
@Command(name = "list", description = "Lists all tenants.", mixinStandardHelpOptions = true)
final class ListTenantsCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var tenants = Tenants.of(platform).all();
        var table = new Columns("TENANT", "NAME", "VALID KEYS", "SETTINGS");
        tenants.forEach(tenant -> table.row(
                tenant.getId(),
                tenant.getName(),
                Tenants.validKeys(tenant),
                tenant.getSettings().size()));
        output.print(spec.commandLine().getOut(), Tenants.json(tenants), table.toString());
        return 0;
    }
}
