package dev.parley.operator.tenants;

import dev.parley.edge.identity.TenantProvisioning.Newcomer;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.runtime.service.StartException;
import dev.parley.schemas.ApiKeyScope;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley tenant add}. */
@Command(
        name = "add",
        aliases = "create",
        description = "Adds an API key to a tenant of a running platform, creating the tenant if needed, and prints "
                + "the key. The key is stored only as a hash. For several tenants, each line is a tenant and its key.",
        mixinStandardHelpOptions = true)
final class AddTenantCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "One or more tenant ids; @FILE reads them from a file.")
    private List<String> ids = List.of();

    @Option(
            names = "--scope",
            defaultValue = "full",
            description = "full, read-only or auth-only (mints user tokens, nothing else). Default: ${DEFAULT-VALUE}")
    private String scope = "full";

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var newcomers = ids.stream().map(id -> new Newcomer(id, id)).toList();
        var keys = Tenants.of(platform).addKeys(newcomers, parsedScope());
        // A script reads standard output: it must hold nothing but keys.
        var out = spec.commandLine().getOut();
        keys.forEach(key -> out.println(ids.size() == 1 ? key.secret() : key.tenant() + " " + key.secret()));
        return 0;
    }

    private ApiKeyScope parsedScope() {
        try {
            return ApiKeyScope.valueOf(scope.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new StartException("--scope is \"" + scope + "\", but must be full, read-only or auth-only.", e);
        }
    }
}
