package dev.parley.standalone.command;

import dev.parley.edge.directory.TenantSetting;
import dev.parley.runtime.service.StartException;
import dev.parley.standalone.tenant.TenantKeys;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley tenant set}. */
@Command(
        name = "set",
        description = "Gives a tenant of a running platform a setting. An empty value (\"\") takes it away.",
        mixinStandardHelpOptions = true)
final class TenantSetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant's id.")
    private String tenant = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "The setting: ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Parameters(index = "2", paramLabel = "VALUE", description = "Its value.")
    private String value = "";

    @Mixin
    private DataOption data = new DataOption();

    /** The settings and what they mean, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TenantSetting.values())
                    .map(setting -> setting.settingName() + " (" + setting.meaning() + ")")
                    .iterator();
        }
    }

    @Override
    public Integer call() {
        System.setProperty("PARLEY_LOG_LEVEL", "ERROR");
        var setting = TenantSetting.find(name).orElseThrow(() -> new StartException(unknown()));
        TenantKeys.set(data.kafka(), tenant, setting, value);
        return 0;
    }

    private String unknown() {
        return "\"" + name + "\" is no setting of a tenant; there is: "
                + Arrays.stream(TenantSetting.values())
                        .map(TenantSetting::settingName)
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
