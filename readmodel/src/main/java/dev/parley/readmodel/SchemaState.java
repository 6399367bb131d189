package dev.parley.readmodel;

/**
 * How the schema of a store compares with this version.
 *
 * @param version of the schema; empty where there is none
 * @param pending migrations of this version that were not made yet
 * @param isNewer whether a later version has migrated it
 */
public record SchemaState(String version, int pending, boolean isNewer) {}
