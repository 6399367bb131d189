package dev.parley.standalone.system;

import dev.parley.schemas.Attachment;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as a client sends them. */
final class ContentJson {
    private ContentJson() {}

    static Map<String, @Nullable Object> of(String conversation, PostMessage post) {
        var content = post.getContent();
        var fields = ActionRequest.fields(
                "conversation",
                conversation,
                "kind",
                ActionRequest.lower(post.getKind()),
                "text",
                content.getText(),
                "data",
                ActionRequest.json(content.getData()),
                "metadata",
                ActionRequest.json(content.getMetadata()),
                "parentId",
                post.getParentId(),
                "replyToId",
                post.getReplyToId());
        fields.put("mentions", content.getMentions());
        fields.put("tags", content.getTags());
        fields.put("attachments", attachments(content));
        return fields;
    }

    /** What is named is sent, also where it is null. */
    static Map<String, @Nullable Object> of(EditMessage edit) {
        var content = edit.getContent();
        var fields = new HashMap<String, @Nullable Object>();
        for (var field : edit.getFields()) {
            fields.put(
                    field,
                    switch (field) {
                        case "text" -> content.getText();
                        case "data" -> ActionRequest.json(content.getData());
                        case "metadata" -> ActionRequest.json(content.getMetadata());
                        case "mentions" -> content.getMentions();
                        case "tags" -> content.getTags();
                        case "attachments" -> attachments(content);
                        default -> throw new IllegalArgumentException(field);
                    });
        }
        if (edit.getVersion() != null) {
            fields.put("version", edit.getVersion());
        }
        return fields;
    }

    private static List<Map<String, @Nullable Object>> attachments(MessageContent content) {
        return content.getAttachments().stream().map(ContentJson::of).toList();
    }

    private static Map<String, @Nullable Object> of(Attachment file) {
        return ActionRequest.fields(
                "url",
                file.getUrl(),
                "name",
                file.getName(),
                "contentType",
                file.getContentType(),
                "size",
                file.getSize(),
                "width",
                file.getWidth(),
                "height",
                file.getHeight());
    }
}
