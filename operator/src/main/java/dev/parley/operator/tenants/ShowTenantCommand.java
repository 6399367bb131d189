package dev.parley.operator.tenants;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.Tenant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley tenant show}. */
@Command(
        name = "show",
        description = "Shows a tenant: its settings, and its keys without their secrets.",
        mixinStandardHelpOptions = true)
final class ShowTenantCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    private String id = "";

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var tenant = Tenants.of(platform).all().stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new StartException("There is no tenant \"" + id + "\": parley tenant list shows all."));
        output.print(spec.commandLine().getOut(), Tenants.json(tenant), text(tenant));
        return 0;
    }

    private static String text(Tenant tenant) {
        var settings = new Columns("SETTING", "VALUE");
        new TreeMap<>(tenant.getSettings()).forEach(settings::row);
        var keys = new Columns("KEY", "SCOPE", "MADE", "REVOKED");
        tenant.getApiKeys()
                .forEach(key -> keys.row(
                        key.getId(),
                        Tenants.scope(key),
                        key.getCreatedAt(),
                        key.getRevokedAt() == null ? "no" : key.getRevokedAt()));
        return tenant.getId() + " \"" + tenant.getName() + "\", revision " + tenant.getRevision() + "\n\n" + settings
                + "\n" + keys;
    }
}
