package dev.parley.schemas.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer of the in-process registry: JSON, errors in Confluent's form. */
record RegistryReply(int status, Object body) {
    static RegistryReply ok(Object body) {
        return new RegistryReply(200, body);
    }

    static RegistryReply error(int status, int code, String message) {
        return new RegistryReply(status, object().put("error_code", code).put("message", message));
    }

    static RegistryReply subjectUnknown(String subject) {
        return error(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryReply versionUnknown(String version) {
        return error(404, 40402, "Version " + version + " not found.");
    }

    static RegistryReply schemaUnknown() {
        return error(404, 40403, "Schema not found");
    }

    static RegistryReply schemaInvalid() {
        return error(422, 42201, "The body holds no valid Avro schema without references.");
    }

    static RegistryReply pathUnknown() {
        return error(404, 404, "HTTP 404 Not Found");
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
