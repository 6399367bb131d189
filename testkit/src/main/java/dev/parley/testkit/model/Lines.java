package dev.parley.testkit.model;

import dev.parley.schemas.MessageContent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines in which a conversation is described, so that two descriptions compare and their difference can be read. */
public final class Lines {
    public static final String HEAD = "head";
    public static final String GROUP = "group";
    public static final String GROUP_VERSION = "group version";

    private Lines() {}

    static String head(long seq, long messageNo) {
        return values(seq, messageNo);
    }

    public static String member(String user) {
        return "member " + user;
    }

    public static String mute(String user) {
        return "mute " + user;
    }

    public static String ban(String user) {
        return "ban " + user;
    }

    public static String invite(String id) {
        return "invite " + id;
    }

    public static String message(long seq) {
        return "message " + seq;
    }

    public static String version(long seq) {
        return message(seq) + " version";
    }

    public static String content(long seq) {
        return message(seq) + " content";
    }

    public static String pin(long seq) {
        return message(seq) + " pin";
    }

    public static String thread(long seq) {
        return message(seq) + " thread";
    }

    public static String reaction(long seq, String emoji, String user) {
        return message(seq) + " reaction " + emoji + " " + user;
    }

    public static String reactions(long seq, String emoji) {
        return message(seq) + " reactions " + emoji;
    }

    public static String blocks(String user) {
        return "blocks " + user;
    }

    public static String asks(String user) {
        return "asks " + user;
    }

    public static String content(MessageContent content) {
        return content.toString();
    }

    /** @param time in milliseconds */
    public static String until(long time) {
        return time == Group.NEVER ? "for ever" : String.valueOf(time);
    }

    public static String values(@Nullable Object... values) {
        return Arrays.stream(values).map(Objects::toString).collect(Collectors.joining(", "));
    }
}
