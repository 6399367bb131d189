package dev.parley.operator.deadletters;

import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a letter's record is written back to its topic. */
sealed interface ReplayDecision {
    /** Topics that clients' requests are in: features tell a repeat from a new request, or it changes nothing. */
    Set<String> REQUESTS =
            Set.of(Topics.ACTIONS.name(), Topics.USER_ACTIONS.name(), Topics.RECEIPTS_IN.name(), Topics.LEASES.name());

    Map<String, Topic> CATALOGUE = Topics.ALL.stream().collect(Collectors.toMap(Topic::name, topic -> topic));

    /** It is written. */
    record Replay() implements ReplayDecision {}

    /** It was written before, and is not written again. */
    record Replayed(String at) implements ReplayDecision {}

    /**
     * It must not be written.
     *
     * @param why with what to do instead
     */
    record Refused(String why) implements ReplayDecision {}

    /**
     * Decides by what is known of earlier replays.
     *
     * @param replayedAt by {@link Letter#replayKey}
     * @param isRepeatAllowed whether records of topics with one writer may be written a second time
     */
    static ReplayDecision of(Letter letter, Map<String, String> replayedAt, boolean isRepeatAllowed, Instant now) {
        var name = letter.place().topic();
        var topic = CATALOGUE.get(name);
        var before = replayedAt.get(letter.replayKey());
        if (before != null) {
            return new Replayed(before);
        }
        if (topic == null) {
            return new Refused(
                    "The topic " + name + " is not of this version's catalogue: use the version that wrote it.");
        }
        if (topic.retention() != null
                && letter.recordedAt().plus(topic.retention()).isBefore(now)) {
            return new Refused("The record is older than " + name + " keeps records: what it was about is over.");
        }
        if (!REQUESTS.contains(name) && !isRepeatAllowed) {
            return new Refused("The record still stands in " + name
                    + ", which one feature alone writes: readers that count each record"
                    + " once would see it twice. Where its sink is to take it again, add --allow-repeat.");
        }
        return new Replay();
    }
}
