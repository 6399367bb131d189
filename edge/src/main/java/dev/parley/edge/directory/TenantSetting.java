package dev.parley.edge.directory;

import dev.parley.schemas.Tenant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A tenant's settings that operators may set. Their names are public API. */
public enum TenantSetting {
    SOCKET_ORIGINS(
            "socket-origins",
            "origins of web pages that may open sockets, with commas between; empty = any",
            Origins::parse);

    /** Longest value, in characters. */
    private static final int MAX_LENGTH = 8_192;

    private final String settingName;
    private final String meaning;
    private final Consumer<String> check;

    TenantSetting(String settingName, String meaning, Consumer<String> check) {
        this.settingName = settingName;
        this.meaning = meaning;
        this.check = check;
    }

    /** The setting of this name; empty where there is none. */
    public static Optional<TenantSetting> find(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.settingName.equals(name))
                .findFirst();
    }

    /** Of a tenant; empty where it is not set. */
    public String of(Tenant tenant) {
        return tenant.getSettings().getOrDefault(settingName, "");
    }

    /**
     * Whether it may have this value.
     *
     * @throws IllegalArgumentException it may not; the message says why
     */
    public void check(String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The value is longer than " + MAX_LENGTH + " characters.");
        }
        check.accept(value);
    }

    /** In kebab-case. */
    public String settingName() {
        return settingName;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
