package dev.parley.edge.directory;

import dev.parley.schemas.Tenant;
import java.util.Arrays;
import java.util.Optional;

/** A tenant's settings that operators may set. Their names are public API. */
public enum TenantSetting {
    SOCKET_ORIGINS("socket-origins", "origins of web pages that may open sockets, with commas between; empty = any");

    /** Longest value, in characters. */
    private static final int MAX_LENGTH = 8_192;

    private final String settingName;
    private final String meaning;

    TenantSetting(String settingName, String meaning) {
        this.settingName = settingName;
        this.meaning = meaning;
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
        var _ = switch (this) {
            case SOCKET_ORIGINS -> Origins.parse(value);
        };
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
