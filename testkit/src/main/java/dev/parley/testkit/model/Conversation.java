package dev.parley.testkit.model;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One conversation of one tenant. */
final class Conversation {
    final String tenant;
    final String name;
    /** Everything that happened, by seq from 1. */
    final List<Event> log = new ArrayList<>();
    /** By id. */
    final Map<String, Message> messages = new HashMap<>();
    /** Ids of messages, in the order in which they were sent. */
    final List<String> order = new ArrayList<>();
    /** By id, those of former groups and those whose time is over included. */
    final SortedMap<String, Invite> invites = new TreeMap<>();
    /** Whose time was over when others needed the place. */
    final SortedMap<String, Invite> forgottenInvites = new TreeMap<>();
    /** By id: messages that are sent later. */
    final Map<String, Waiting> waiting = new HashMap<>();
    /** Of a direct conversation: who accepts nothing of the other one. */
    final Set<String> blockers = new TreeSet<>();
    /** Who asks the other one to be friends; two who ask each other are friends. */
    final Set<String> askers = new TreeSet<>();

    long messageNo;
    int incarnation;

    @Nullable
    Group group;

    /**
     * A way into a group.
     *
     * @param usesLeft null = any number
     */
    record Invite(@Nullable Long usesLeft, long expiresAt, int incarnation) {}

    /**
     * A message that is sent later.
     *
     * @param group that it was written for; null in a direct conversation
     */
    record Waiting(Action action, @Nullable Group group) {}

    Conversation(String tenant, String name) {
        this.tenant = tenant;
        this.name = name;
    }

    long headSeq() {
        return log.size();
    }

    boolean isDirect() {
        return name.startsWith("d:");
    }

    /** The two of a direct conversation. */
    List<String> both() {
        return isDirect() ? List.of(name.substring(2).split(":", 2)) : List.of();
    }

    /** The other one of a direct conversation. */
    String other(String user) {
        return both().get(both().getFirst().equals(user) ? 1 : 0);
    }

    boolean isMember(String user) {
        return group == null ? both().contains(user) : group.members.containsKey(user);
    }

    Message message(String id) {
        return Objects.requireNonNull(messages.get(id), id);
    }

    /** Pinned messages that count: those of a former group of this id do not. */
    long pinned() {
        return messages.values().stream()
                .filter(message -> message.pinnedBy != null && isOfPresentGroup(message))
                .count();
    }

    boolean isOfPresentGroup(Message message) {
        return group == null || message.seq >= group.firstSeq;
    }
}
