package dev.parley.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Users, conversations and who listens to them. */
final class FakeChat {
    /** A socket that said hello. */
    interface Socket {
        String user();

        void send(ObjectNode frame);
    }

    /** What a call comes to: a status, 0 where the answer is kept back, and a body. */
    record Reply(int status, ObjectNode body) {
        static Reply problem(int status, String code) {
            return new Reply(
                    status, FakeLog.JSON.createObjectNode().put("code", code).put("detail", code));
        }
    }

    private final Mischief mischief;
    private final Set<String> users = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, FakeLog> logs = new HashMap<>();
    private final Map<String, FakeInbox> inboxes = new HashMap<>();
    private final List<Socket> sockets = new ArrayList<>();

    private final List<String> pings = new ArrayList<>();
    private final FakePresence presence;

    FakeChat(Mischief mischief) {
        this.mischief = mischief;
        this.presence = new FakePresence(mischief);
    }

    synchronized void pinged(String user, JsonNode frame) {
        pings.add(user + " " + frame.path("idle").asText("-"));
    }

    synchronized List<String> pings() {
        return List.copyOf(pings);
    }

    synchronized Reply createUser(JsonNode body) {
        var id = body.path("id").asText();
        names.put(id, body.path("name").asText());
        return users.add(id) ? new Reply(201, FakeLog.JSON.createObjectNode()) : Reply.problem(409, "user-exists");
    }

    synchronized Reply rename(String user, JsonNode body) {
        names.put(user, body.path("name").asText());
        return users.contains(user)
                ? new Reply(200, FakeLog.JSON.createObjectNode())
                : Reply.problem(404, "user-not-found");
    }

    synchronized String nameOf(String user) {
        return names.getOrDefault(user, "");
    }

    synchronized Set<String> users() {
        return Set.copyOf(users);
    }

    synchronized Reply found(String group, String actor, String actionId) {
        var log = log("g:" + group);
        return once(log, actionId, () -> {
            join(log, actor, log.append("group.created", actor, actionId));
            return log.events.getLast();
        });
    }

    synchronized Reply join(String group, String actor, String actionId) {
        var log = log("g:" + group);
        return once(log, actionId, () -> {
            var event = log.append("member.joined", actor, actionId);
            ((ObjectNode) event.get("data")).put("user", actor);
            join(log, actor, event);
            return event;
        });
    }

    /** Adds users to a group, each for good, whatever the key. */
    synchronized Reply add(String group, String actor, String actionId, JsonNode body) {
        var log = log("g:" + group);
        var answer = FakeLog.JSON.createObjectNode();
        var items = answer.putArray("items");
        body.path("users").forEach(user -> {
            var event = log.append("member.added", actor, actionId);
            ((ObjectNode) event.get("data")).put("user", user.asText());
            join(log, user.asText(), event);
            items.addObject().put("user", user.asText()).put("status", 201);
        });
        return new Reply(200, answer);
    }

    private static void join(FakeLog log, String actor, ObjectNode event) {
        log.members.add(actor);
        log.joinedAt.put(actor, event.path("seq").asLong());
    }

    synchronized Reply leave(String group, String actor, String actionId) {
        var log = log("g:" + group);
        return once(log, actionId, () -> {
            log.members.remove(actor);
            var event = log.append("member.left", actor, actionId);
            ((ObjectNode) event.get("data")).put("user", actor);
            return event;
        });
    }

    synchronized Reply post(String actor, String actionId, JsonNode message) {
        var text = message.path("text").asText();
        if (text.isBlank() && !mischief.takesBlanks()) {
            return Reply.problem(400, "text-blank");
        }
        var log = log(conversation(actor, message.path("receiver")));
        if (log.conversation.startsWith("d:")) {
            log.members.addAll(
                    List.of(actor, message.path("receiver").path("user").asText()));
        }
        if (!log.members.contains(actor)) {
            return Reply.problem(403, "not-a-member");
        }
        return once(log, actionId, () -> {
            var event = log.append("message.created", actor, actionId);
            var said = ((ObjectNode) event.get("data")).putObject("message");
            said.put("id", "m-" + log.conversation + "-" + event.path("seq").asLong());
            said.put("kind", "text").put("text", mischief.text(text));
            for (var link : List.of("replyToId", "parentId", "mentions")) {
                if (message.hasNonNull(link)) {
                    said.set(link, message.get(link));
                }
            }
            if (message.hasNonNull("parentId")) {
                log.append("thread.updated", actor, actionId);
            }
            return event;
        });
    }

    private static String conversation(String actor, JsonNode receiver) {
        if (receiver.hasNonNull("group")) {
            return "g:" + receiver.path("group").asText();
        }
        var other = receiver.path("user").asText();
        return actor.compareTo(other) < 0 ? "d:" + actor + ":" + other : "d:" + other + ":" + actor;
    }

    private interface Deed {
        ObjectNode event();
    }

    private Reply once(FakeLog log, String actionId, Deed deed) {
        var attempt = log.attempts.merge(actionId, 1, Integer::sum);
        if (mischief.isTooBusy(actionId, attempt)) {
            return Reply.problem(503, "too-busy");
        }
        var answer = log.answers.get(actionId);
        if (answer == null || mischief.forgetsActions()) {
            var event = deed.event();
            answer = log.answer(event);
            log.answers.put(actionId, answer);
            log.events.stream().skip(event.path("seq").asLong() - 1).forEach(each -> publish(log, each));
        }
        return new Reply(mischief.answers(actionId, attempt) ? 201 : 0, answer);
    }

    private void publish(FakeLog log, ObjectNode event) {
        sockets.stream()
                .filter(socket -> log.members.contains(socket.user()))
                .forEach(socket -> deliver(socket, event));
    }

    private void deliver(Socket socket, ObjectNode event) {
        if (mischief.delivers(socket.user(), event.path("seq").asLong())) {
            socket.send(event);
        }
    }

    synchronized ObjectNode events(String conversation, long afterSeq, int limit) {
        var page = FakeLog.JSON.createObjectNode();
        var items = page.putArray("items");
        log(conversation).events.stream()
                .filter(event -> event.path("seq").asLong() > afterSeq
                        && mischief.stores(event.path("seq").asLong()))
                .limit(limit)
                .forEach(items::add);
        return page.putNull("next");
    }

    /** What a user missed, whatever the limit. */
    synchronized ObjectNode sync(JsonNode body) {
        var answer = FakeLog.JSON.createObjectNode();
        var missed = answer.putArray("events");
        body.path("conversations")
                .properties()
                .forEach(position -> events(
                                position.getKey(), position.getValue().asLong(), Integer.MAX_VALUE)
                        .path("items")
                        .forEach(missed::add));
        return answer.put("more", false);
    }

    /** Takes how far a user says it is, and tells its devices. */
    synchronized void receipt(Socket from, JsonNode frame) {
        var conversation = frame.path("conversation").asText();
        from.send(FakeLog.JSON
                .createObjectNode()
                .put("type", "receipt-ok")
                .put("ref", frame.path("ref").asText()));
        if (frame.has("readUpTo")) {
            inbox(conversation).read(from.user(), frame.path("readUpTo").asLong());
        }
        from.send(inbox(conversation).receipt(from.user()));
    }

    /** Passes on what a user shows the other members of a conversation. */
    synchronized void show(Socket from, ObjectNode frame) {
        var log = log(frame.path("conversation").asText());
        if (!log.members.contains(from.user())) {
            from.send(FakeLog.JSON
                    .createObjectNode()
                    .put("type", "rejected")
                    .put("code", "conversation-not-found")
                    .put("detail", "Conversation not found."));
            return;
        }
        var shown = frame.deepCopy();
        if (frame.path("type").asText().equals("typing")) {
            shown.putArray("users").add(from.user());
            shown.put("expiresInMs", 5_000);
        } else {
            shown.put("user", from.user());
        }
        sockets.stream()
                .filter(socket -> !socket.user().equals(from.user()) && log.members.contains(socket.user()))
                .forEach(socket -> socket.send(shown));
    }

    /** The list of a user's conversations, or one of them. */
    synchronized ObjectNode conversations(String user) {
        return page(inboxesOf(user).map(inbox -> inbox.conversation(user)));
    }

    synchronized ObjectNode conversation(String user, String conversation) {
        return inbox(conversation).conversation(user);
    }

    synchronized ObjectNode threads(String user) {
        return page(inboxesOf(user).flatMap(inbox -> inbox.threads(user)));
    }

    private static ObjectNode page(Stream<ObjectNode> items) {
        var page = FakeLog.JSON.createObjectNode();
        page.putArray("items").addAll(items.toList());
        return page.putNull("next");
    }

    /** Moves a user's marker: {@code read} or {@code unread}. */
    synchronized ObjectNode mark(String user, String conversation, String how, JsonNode body) {
        var head = log(conversation).events.size();
        if (how.equals("unread")) {
            inbox(conversation).markUnread(user, body.path("upToSeq").asLong());
        } else {
            inbox(conversation).read(user, body.path("upToSeq").asLong(head));
        }
        return inbox(conversation).conversation(user);
    }

    synchronized ObjectNode readAll(String user) {
        inboxesOf(user).forEach(inbox -> {
            inbox.read(user, inbox.conversation(user).path("seq").asLong());
            inbox.threads(user)
                    .forEach(thread -> inbox.readThread(
                            user, thread.path("parent").path("id").asText(), Long.MAX_VALUE));
        });
        return FakeLog.JSON.createObjectNode();
    }

    /** What a user does with a thread: {@code read}, or the {@code subscription}. */
    synchronized ObjectNode thread(String user, String parentId, String what, JsonNode body) {
        var inbox = inboxesOf(user)
                .filter(each -> each.hasMessage(parentId))
                .findFirst()
                .orElseThrow();
        if (what.equals("read")) {
            inbox.readThread(user, parentId, body.path("upToSeq").asLong());
        } else {
            inbox.follow(user, parentId);
        }
        return FakeLog.JSON
                .createObjectNode()
                .put("readUpTo", body.path("upToSeq").asLong());
    }

    private Stream<FakeInbox> inboxesOf(String user) {
        return logs.values().stream().filter(log -> log.members.contains(user)).map(log -> inbox(log.conversation));
    }

    private FakeInbox inbox(String conversation) {
        return inboxes.computeIfAbsent(conversation, name -> new FakeInbox(log(name), mischief));
    }

    /** Welcomes a socket, sends what it missed, and everything from then on. */
    synchronized void hello(Socket socket, JsonNode hello) {
        var welcome = FakeLog.JSON.createObjectNode();
        welcome.put("type", "welcome").put("user", socket.user()).put("heartbeatMs", 1_000);
        var heads = welcome.putObject("conversations");
        var mine = logs.values().stream()
                .filter(log -> log.members.contains(socket.user()))
                .toList();
        mine.forEach(log -> heads.put(log.conversation, log.events.size()));
        socket.send(welcome);
        if (hello.has("resume")) {
            var positions = hello.path("resume").path("conversations");
            mine.forEach(log -> resume(socket, log, positions));
        }
        sockets.add(socket);
        presence.came(socket);
    }

    private void resume(Socket socket, FakeLog log, JsonNode positions) {
        var after = positions.path(log.conversation).asLong(log.joinedAt.getOrDefault(socket.user(), 1L) - 1);
        log.events.stream().skip(after).forEach(event -> deliver(socket, event));
        socket.send(FakeLog.JSON.createObjectNode().put("type", "caught-up").put("conversation", log.conversation));
    }

    synchronized void gone(Socket socket) {
        sockets.remove(socket);
        presence.gone(socket);
    }

    FakePresence presence() {
        return presence;
    }

    private FakeLog log(String conversation) {
        return logs.computeIfAbsent(conversation, FakeLog::new);
    }
}
