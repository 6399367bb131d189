package dev.parley.topologies.heads;

import dev.parley.schemas.Conversation;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.Member;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.fold.EventSamples;
import dev.parley.topologies.fold.Folded;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events of one conversation, told in words, and what the fold makes of them: {@code begun} (by al, who joins), {@code joined bo}, {@code
 * added bo admin}, {@code left bo}, {@code message}, {@code name Team}, {@code deleted} and so on. Each has the next seq.
 */
final class GroupStory {
    private final String conversation;
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<Conversation> conversations = new AvroReader<>(registry, Conversation.getClassSchema());
    private final AvroReader<Member> members = new AvroReader<>(registry, Member.getClassSchema());
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Member> told = new TreeMap<>();
    private final AvroReader<Restriction> restrictionReader = new AvroReader<>(registry, Restriction.getClassSchema());
    private final Map<String, Restriction> restrictions = new TreeMap<>();
    private HeadFold fold = HeadFold.factory(registry).apply(state);
    private long memberCount;
    private long messageNo;
    private int incarnation;

    GroupStory(String conversation) {
        this.conversation = conversation;
    }

    GroupStory tell(String story) {
        for (var step : story.split(", *")) {
            take(step.strip().split(" +"));
        }
        return this;
    }

    private void take(String[] words) {
        var user = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "begun" -> begun();
            case "joined" -> happened(new MemberJoined(user, MemberRole.PARTICIPANT, ++memberCount, null, null));
            case "added" -> happened(new MemberAdded(user, role(words), ++memberCount));
            case "left" -> happened(new MemberLeft(user, --memberCount));
            case "removed" -> happened(new MemberRemoved(user, --memberCount));
            case "banned" -> happened(new MemberBanned(user, null, null, --memberCount, true));
            case "kept-out" -> happened(new MemberBanned(user, null, null, memberCount, false));
            case "unbanned" -> happened(new MemberUnbanned(user));
            case "role" -> happened(new MemberRoleChanged(user, role(words)));
            case "owner" -> happened(new GroupOwnerChanged(user, words[3]));
            case "muted" ->
                happened(new MemberMuted(
                        user, words.length > 2 ? Instant.ofEpochMilli(Long.parseLong(words[2])) : null));
            case "blocked" -> happenedBy(user, new UserBlocked(words[2]));
            case "unblocked" -> happenedBy(user, new UserUnblocked(words[2]));
            case "unmuted" -> happened(new MemberUnmuted(user));
            case "name", "slow", "icon" -> happened(updated(words));
            case "deleted" -> deleted();
            case "message" -> message(null);
            case "reply" -> message("m");
            default -> throw new IllegalArgumentException("No such step: " + words[0]);
        }
    }

    private static MemberRole role(String[] words) {
        return MemberRole.valueOf(words[2].toUpperCase(Locale.ROOT));
    }

    private void begun() {
        incarnation++;
        happened(GroupCreated.newBuilder()
                .setName("Team")
                .setAccess(GroupAccess.PUBLIC)
                .setOwner("al")
                .setTags(List.of("work"))
                .setIncarnation(incarnation)
                .build());
        memberCount = 1;
        happened(new MemberJoined("al", MemberRole.OWNER, memberCount, null, null));
    }

    private void deleted() {
        incarnation++;
        happened(new GroupDeleted());
    }

    private void message(@Nullable String parentId) {
        messageNo++;
        happened(EventSamples.message(parentId));
    }

    private static GroupUpdated updated(String[] words) {
        var updated = GroupUpdated.newBuilder().setTags(List.of());
        return switch (words[0]) {
            case "name" ->
                updated.setFields(List.of("name", "password")).setName(words[1]).build();
            case "icon" ->
                updated.setFields(List.of("icon", "tags")).setIcon(words[1]).build();
            default ->
                updated.setFields(List.of("slowModeSeconds"))
                        .setSlowModeSeconds(Integer.parseInt(words[1]))
                        .build();
        };
    }

    /** The next event of the conversation. */
    Folded happened(Object body) {
        events.add(EventSamples.event(conversation, events.size() + 1L, messageNo, body));
        return take(events.size());
    }

    private void happenedBy(String actor, Object body) {
        events.add(EventSamples.event(conversation, actor, events.size() + 1L, messageNo, body));
        take(events.size());
    }

    /** Takes an event, perhaps once more. */
    Folded take(int seq) {
        var event = events.get(seq - 1);
        var folded = fold.event(event, new Origin(seq, EventSamples.at(seq), EventSamples.at(seq)));
        folded.outputs().forEach(this::keep);
        return folded;
    }

    private void keep(Output output) {
        if (output.sink().equals("sink-restrictions")) {
            var restriction = restrictionReader.read(output.bytes());
            restrictions.merge(
                    restriction.getUser(),
                    restriction,
                    (known, next) -> next.getSeq() >= known.getSeq() ? next : known);
            return;
        }
        var member = members.read(output.bytes());
        told.put(member.getUser(), member);
    }

    /** The program begins again, with the state as it was left. */
    void restart() {
        fold = HeadFold.factory(registry).apply(state);
    }

    HeadFold fold() {
        return fold;
    }

    Member member(String user) {
        return Objects.requireNonNull(told.get(user));
    }

    Conversation now() {
        var output = fold.current(Keys.of("acme", conversation), 0).orElseThrow();
        return conversations.read(output.bytes());
    }

    /** The conversation in words. */
    String head() {
        var now = now();
        return "seq " + now.getSeq() + " messages " + now.getMessageNo()
                + (now.getLastMessageSeq() == 0 ? "" : " last " + now.getLastMessageSeq())
                + " members " + now.getMemberCount()
                + (now.getOwner() == null ? "" : " owner " + now.getOwner())
                + (now.getIncarnation() == 0 ? "" : " incarnation " + now.getIncarnation())
                + (now.getDeleted() ? " deleted" : "");
    }

    /** The memberships in words, as they were last told. */
    String members() {
        return String.join(
                ", ", told.values().stream().map(GroupStory::describe).toList());
    }

    /** Who is kept from what, in words, by the newest records. */
    String restrictions() {
        return String.join(
                ", ", restrictions.values().stream().map(GroupStory::describe).toList());
    }

    private static String describe(Restriction restriction) {
        var until = restriction.getMutedUntil();
        return restriction.getUser() + (restriction.getBlocks() ? " blocks" : "")
                + (until == null ? "" : " muted " + until.toEpochMilli())
                + " by " + restriction.getSeq();
    }

    private static String describe(Member member) {
        return member.getUser() + " " + member.getRole().name().toLowerCase(Locale.ROOT) + " since "
                + member.getJoinedSeq()
                + (member.getIsMember() ? "" : " until " + member.getLeftSeq())
                + (member.getMutedUntil() == null
                        ? ""
                        : " muted " + member.getMutedUntil().toEpochMilli())
                + (member.getIncarnation() > 1 ? " in " + member.getIncarnation() : "");
    }
}
