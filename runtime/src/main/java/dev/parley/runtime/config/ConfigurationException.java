package dev.parley.runtime.config;

import java.util.List;

/** Everything that is wrong with the configuration, each fault with the setting's name and the way out. */
public final class ConfigurationException extends RuntimeException {
    private final List<String> faults;

    public ConfigurationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence a fault. */
    public List<String> faults() {
        return faults;
    }
}
