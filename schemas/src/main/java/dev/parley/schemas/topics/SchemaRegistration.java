package dev.parley.schemas.topics;

import dev.parley.schemas.registry.SchemaRegistry;

/** Makes sure, at each start and before anything is sent, that the registry has the schema of every topic. */
public final class SchemaRegistration {
    private SchemaRegistration() {}

    /**
     * Registers the value schema of every topic of the catalogue under {@code <topic>-value}, or looks it up where the
     * registry may not register.
     *
     * @throws dev.parley.schemas.registry.SchemaDeniedException a schema is incompatible, or unknown and may not be registered
     * @throws dev.parley.schemas.registry.RegistryUnavailableException the registry does not answer
     */
    public static void registerAll(SchemaRegistry registry) {
        Topics.ALL.forEach(topic -> registry.register(topic.name() + "-value", topic.value()));
    }
}
