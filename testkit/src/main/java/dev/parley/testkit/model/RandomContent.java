package dev.parley.testkit.model;

import dev.parley.schemas.Attachment;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people write. Every message of it is valid. */
final class RandomContent {
    static final List<String> EDITABLE = List.of("text", "data", "mentions", "tags", "metadata", "attachments");

    private static final List<String> WORDS =
            List.of("hi", "Grüße", "你好", "🎉", "\"quoted\"", "<b>", "a\nb", "\u202eright");
    private static final List<MessageKind> WITH_FILES =
            List.of(MessageKind.IMAGE, MessageKind.FILE, MessageKind.AUDIO, MessageKind.VIDEO);

    private RandomContent() {}

    static PostMessage post(Scene scene) {
        var kind = scene.chance(80) ? MessageKind.TEXT : scene.chance(50) ? MessageKind.CUSTOM : scene.one(WITH_FILES);
        var content = MessageContent.newBuilder(of(scene));
        if (kind == MessageKind.CUSTOM) {
            content.setData(json(scene));
        }
        if (WITH_FILES.contains(kind)) {
            content.setAttachments(files(scene, 1));
        }
        return PostMessage.newBuilder()
                .setKind(kind)
                .setContent(content.build())
                .setReplyToId(scene.chance(15) ? scene.someMessage() : null)
                .setExpiresInSeconds(!scene.cast.isLive() && scene.chance(8) ? someLife(scene) : null)
                .setParentId(scene.chance(20) ? someParent(scene) : null)
                .build();
    }

    private static long someLife(Scene scene) {
        return 1L + scene.random.nextInt(scene.chance(60) ? 120 : 200_000);
    }

    /** Mostly a message that may have a thread. */
    private static String someParent(Scene scene) {
        for (var i = 0; i < 4; i++) {
            var id = scene.someMessage();
            var message = scene.in.messages.get(id);
            if (message != null && message.parentId == null) {
                return id;
            }
        }
        return scene.someMessage();
    }

    static MessageContent of(Scene scene) {
        return MessageContent.newBuilder()
                .setText(text(scene))
                .setMentions(scene.chance(15) ? List.of(scene.someUser(), "@all") : List.of())
                .setTags(scene.chance(15) ? List.of("t" + scene.random.nextInt(5)) : List.of())
                .setMetadata(scene.chance(10) ? json(scene) : null)
                .setAttachments(scene.chance(8) ? files(scene, 1 + scene.random.nextInt(2)) : List.of())
                .build();
    }

    /** Some fields of a message, changed; what is not named is empty. */
    static MessageContent change(Scene scene, List<String> fields) {
        var all = of(scene);
        var content = MessageContent.newBuilder();
        content.setText(fields.contains("text") && scene.chance(90) ? all.getText() : null);
        content.setData(fields.contains("data") ? json(scene) : null);
        content.setMentions(fields.contains("mentions") ? all.getMentions() : List.of());
        content.setTags(fields.contains("tags") ? all.getTags() : List.of());
        content.setMetadata(fields.contains("metadata") ? all.getMetadata() : null);
        content.setAttachments(fields.contains("attachments") && scene.chance(80) ? files(scene, 1) : List.of());
        return content.build();
    }

    static List<String> fields(Scene scene, List<String> of) {
        var fields = new ArrayList<>(of.stream().filter(_ -> scene.chance(30)).toList());
        return fields.isEmpty() ? List.of(of.getFirst()) : fields;
    }

    static String text(Scene scene) {
        return scene.one(WORDS) + " " + scene.random.nextInt(1_000);
    }

    static String json(Scene scene) {
        return "{\"n\":" + scene.random.nextInt(1_000) + "}";
    }

    static @Nullable String perhaps(Scene scene, String value) {
        return scene.chance(70) ? value : null;
    }

    private static List<Attachment> files(Scene scene, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Attachment.newBuilder()
                        .setUrl("https://files.example/" + scene.random.nextInt(1_000))
                        .setName("file " + i + ".png")
                        .setContentType("image/png")
                        .setSize(1L + scene.random.nextInt(1_000_000))
                        .setWidth(scene.chance(50) ? 640 : null)
                        .setHeight(scene.chance(50) ? 480 : null)
                        .build())
                .toList();
    }
}
