package dev.parley.schemas.registry;

import org.apache.avro.Schema;

/** Gives schemas their ids, and ids their schemas. Safe for many threads; answers are final and may be kept for ever. */
public interface SchemaRegistry {

    /**
     * The id of a schema under a subject ({@code <topic>-value}), registering it where this registry may.
     *
     * @throws SchemaDeniedException the registry refuses it as incompatible, or does not know it and may not register it
     * @throws RegistryUnavailableException the registry does not answer; the same call may work later
     */
    int register(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws SchemaDeniedException the registry has no such id
     * @throws RegistryUnavailableException the registry does not answer; the same call may work later
     */
    Schema byId(int id);
}
