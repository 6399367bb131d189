package dev.parley.standalone.system;

import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.UpdateGroup;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups as a client sends them. */
final class GroupFieldsJson {
    private GroupFieldsJson() {}

    static Map<String, @Nullable Object> of(String id, CreateGroup create) {
        return ActionRequest.fields(
                "id",
                id,
                "name",
                create.getName(),
                "access",
                ActionRequest.lower(create.getAccess()),
                "password",
                ActionRequest.text(create.getPasswordKey()),
                "description",
                create.getDescription(),
                "icon",
                create.getIcon(),
                "tags",
                create.getTags(),
                "metadata",
                ActionRequest.json(create.getMetadata()),
                "mentionAllFrom",
                ActionRequest.lower(create.getMentionAllFrom()));
    }

    /** What is named is sent. */
    static Map<String, @Nullable Object> of(UpdateGroup update) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var field : update.getFields()) {
            fields.put(
                    field,
                    switch (field) {
                        case "name" -> update.getName();
                        case "access" -> ActionRequest.lower(update.getAccess());
                        case "description" -> update.getDescription();
                        case "icon" -> update.getIcon();
                        case "tags" -> update.getTags();
                        case "metadata" -> ActionRequest.json(update.getMetadata());
                        case "mentionAllFrom" -> ActionRequest.lower(update.getMentionAllFrom());
                        case "slowModeSeconds" -> update.getSlowModeSeconds();
                        default -> throw new IllegalArgumentException(field);
                    });
        }
        if (update.getPasswordKey() != null) {
            fields.put("password", ActionRequest.text(update.getPasswordKey()));
        }
        if (update.getVersion() != null) {
            fields.put("version", update.getVersion());
        }
        return fields;
    }
}
