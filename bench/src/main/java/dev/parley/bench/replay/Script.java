package dev.parley.bench.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What recorded chat means for the users of one group, in order: the same lines and run id give the same steps in every
 * process.
 *
 */
record Script(List<Step> steps, Notes notes) {
    /**
     * What was not played as it stands.
     *
     * @param deadLinks reply links to a line that does not exist, or is blank
     * @param replies messages that belong to a thread
     * @param illegalNicks nicks that are no legal user ids, and were made so
     * @param idleMoves joins of members and leaves of strangers, which the record has and a client cannot do
     * @param impliedJoins users who spoke without having joined
     */
    record Notes(int lines, int deadLinks, int replies, int illegalNicks, int idleMoves, int impliedJoins) {}

    static Script of(String runId, List<ChatLine> lines) {
        return new Writer(runId, lines).write();
    }

    private static final class Writer {
        private static final Pattern ADDRESS = Pattern.compile("([^\\s:,]+)[:,]\\s");

        private final String runId;
        private final List<ChatLine> lines;
        private final Nicks nicks = new Nicks();
        private final Set<String> known = new HashSet<>();
        private final Set<String> members = new HashSet<>();
        private final Map<String, String> spoken = new HashMap<>();
        private final List<Step> steps = new ArrayList<>();
        /** The first message of the thread that a reply belongs to, by the reply. */
        private final Map<String, String> parents = new HashMap<>();

        private int deadLinks;
        private int idleMoves;
        private int impliedJoins;

        Writer(String runId, List<ChatLine> lines) {
            this.runId = runId;
            this.lines = lines;
        }

        Script write() {
            var times = Timetable.of(lines);
            for (var i = 0; i < times.length; i++) {
                line(lines.get(i), times[i]);
            }
            var notes =
                    new Notes(lines.size(), deadLinks, parents.size(), nicks.illegalCount(), idleMoves, impliedJoins);
            return new Script(steps, notes);
        }

        private void line(ChatLine line, long time) {
            var id = runId + "-" + line.day() + "-" + line.line();
            var user = nicks.userOf(line.nick());
            switch (line.kind()) {
                case JOIN -> join(line, id, user, time);
                case LEAVE -> leave(id, user, time);
                case RENAME -> {
                    appear(line, id, user, time);
                    nicks.rename(line.nick(), line.text());
                    steps.add(new Step(
                            id, user, time, new Step.Act.Rename(line.text().strip())));
                }
                case MESSAGE, ACTION -> say(line, id, user, time);
            }
        }

        private void join(ChatLine line, String id, String user, long time) {
            appear(line, id, user, time);
            if (members.add(user)) {
                steps.add(new Step(id, user, time, new Step.Act.Join()));
            } else {
                idleMoves++;
            }
        }

        private void leave(String id, String user, long time) {
            if (members.remove(user)) {
                steps.add(new Step(id, user, time, new Step.Act.Leave()));
            } else {
                idleMoves++;
            }
        }

        private void say(ChatLine line, String id, String user, long time) {
            appear(line, id, user, time);
            if (members.add(user)) {
                impliedJoins++;
                steps.add(new Step(id + "-join", user, time, new Step.Act.Join()));
            }
            var target = target(line);
            if (target != null) {
                parents.put(id, parents.getOrDefault(target, target));
            }
            var links = new Step.Links(target, parents.get(id), mentions(line.text(), user));
            steps.add(new Step(id, user, time, new Step.Act.Say(line.text(), links)));
            if (!line.text().isBlank()) {
                spoken.put(line.day() + "-" + line.line(), id);
            }
        }

        /** Whom a line is addressed to, as people write it: with the nick and a colon or a comma in front. */
        private List<String> mentions(String text, String speaker) {
            var address = ADDRESS.matcher(text);
            var user = address.lookingAt() ? nicks.known(address.group(1)) : null;
            return user == null || user.equals(speaker) ? List.of() : List.of(user);
        }

        private void appear(ChatLine line, String id, String user, long time) {
            if (known.add(user)) {
                steps.add(new Step(
                        id + "-user",
                        user,
                        time,
                        new Step.Act.Appear(line.nick().strip())));
            }
        }

        private @Nullable String target(ChatLine line) {
            if (line.replyTo() == null) {
                return null;
            }
            var target = spoken.get(line.day() + "-" + line.replyTo());
            if (target == null) {
                deadLinks++;
            }
            return target;
        }
    }
}
