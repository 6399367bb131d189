package dev.parley.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes chat as it is recorded, the same for the same seed. */
final class RecordedChat {
    private static final String[] NICKS = {"ann", "bob", "cleo", "dan|away", "bur[n] er", "zoë"};

    private RecordedChat() {}

    static Path write(Path file, int lines, long seed) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++) {
            var nick = NICKS[random.nextInt(NICKS.length)];
            text.append("{\"day\":\"2004-12-25\",\"line\":")
                    .append(i)
                    .append(",\"nick\":\"")
                    .append(nick)
                    .append('"');
            switch (random.nextInt(12)) {
                case 0 -> text.append(",\"kind\":\"join\"");
                case 1 -> text.append(",\"kind\":\"leave\"");
                case 2 -> text.append(",\"kind\":\"message\",\"text\":\" \"").append(time(i));
                default -> {
                    text.append(",\"kind\":\"message\",\"text\":\"")
                            .append(random.nextInt(4) == 0 ? NICKS[random.nextInt(NICKS.length)] + ": " : "")
                            .append("line ")
                            .append(i)
                            .append(" \\u00e9\"")
                            .append(time(i));
                    if (i > 0 && random.nextBoolean()) {
                        text.append(",\"replyTo\":").append(random.nextInt(i));
                    }
                }
            }
            text.append("}\n");
        }
        return Files.writeString(file, text);
    }

    private static String time(int line) {
        return String.format(",\"time\":\"09:%02d\"", line / 10);
    }
}
