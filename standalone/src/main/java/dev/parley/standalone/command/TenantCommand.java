package dev.parley.standalone.command;

import dev.parley.runtime.service.StartException;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.standalone.tenant.TenantKeys;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley tenant}: manages tenants. */
@Command(
        name = "tenant",
        description = "Creates tenants and API keys, and sets their settings.",
        mixinStandardHelpOptions = true,
        subcommands = {TenantCommand.Add.class, TenantSetCommand.class})
public final class TenantCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code parley tenant add}. */
    @Command(
            name = "add",
            description =
                    "Adds an API key to a tenant of a running platform, creating the tenant if needed, and prints "
                            + "the key. The key is stored only as a hash. For several tenants, each line is a tenant and its key.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(
                paramLabel = "ID",
                arity = "1..*",
                description = "One or more tenant ids; @FILE reads them from a file.")
        private List<String> ids = List.of();

        @Option(
                names = "--scope",
                defaultValue = "full",
                description =
                        "full, read-only or auth-only (mints user tokens, nothing else). Default: ${DEFAULT-VALUE}")
        private String scope = "full";

        @Mixin
        private DataOption data = new DataOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            // A script reads standard output: it must hold nothing but keys.
            System.setProperty("PARLEY_LOG_LEVEL", "ERROR");
            var keys = TenantKeys.create(data.kafka(), ids, parsedScope());
            var out = spec.commandLine().getOut();
            for (var i = 0; i < ids.size(); i++) {
                out.println(ids.size() == 1 ? keys.get(i) : ids.get(i) + " " + keys.get(i));
            }
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
}
