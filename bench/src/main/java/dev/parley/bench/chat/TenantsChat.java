package dev.parley.bench.chat;

import dev.parley.client.MessageReceiver;
import dev.parley.client.run.Crowd;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Many tenants as one chat. A user, group or conversation is called {@code tenant/name} here and {@code name} at its tenant,
 * so users of different tenants may share a name: what then crossed over to another tenant shows in the check.
 *
 * @param tenants the chat of each, at least one
 * @param end closes what these chats stand on
 */
public record TenantsChat(Map<String, ? extends Chat> tenants, Runnable end) implements Chat {
    private static final char SLASH = '/';

    /** How something of a tenant is called here. */
    public static String name(String tenant, String local) {
        return tenant + SLASH + local;
    }

    private Chat of(String name) {
        var chat = tenants.get(tenant(name));
        if (chat == null) {
            throw new IllegalArgumentException("\"" + name + "\" belongs to no tenant of this run.");
        }
        return chat;
    }

    /** Tenants' ids hold no slash. */
    private static int slash(String name) {
        var slash = name.indexOf(SLASH);
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + name + "\" names no tenant.");
        }
        return slash;
    }

    private static String tenant(String name) {
        return name.substring(0, slash(name));
    }

    private static String local(String name) {
        return name.substring(slash(name) + 1);
    }

    @Override
    public Promises promises() {
        return tenants.values().iterator().next().promises();
    }

    @Override
    public void createUsers(List<String> users) {
        Crowd.forEach(users.size(), i -> of(users.get(i)).createUsers(List.of(local(users.get(i)))));
    }

    @Override
    public long createGroup(String group, String owner, String id) {
        return of(group).createGroup(local(group), local(owner), id);
    }

    @Override
    public long join(String group, String user, String id) {
        return of(group).join(local(group), local(user), id);
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        var group = seat.group() == null ? null : local(seat.group());
        var there = new ChatUser(local(seat.user()), group, seat.after());
        return new Session(of(seat.user()).connect(there, new Listener(tenant(seat.user()), listener)));
    }

    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        var tenant = tenant(conversation);
        of(conversation)
                .readStored(
                        local(conversation), local(member), head, delivery -> reader.accept(here(tenant, delivery)));
    }

    private static Delivery here(String tenant, Delivery there) {
        return new Delivery(
                name(tenant, there.conversation()),
                there.seq(),
                there.eventId(),
                there.actor() == null ? null : name(tenant, there.actor()),
                there.id(),
                there.text());
    }

    @Override
    public void close() {
        end.run();
    }

    private record Session(ChatSession there) implements ChatSession {
        @Override
        public void send(ChatMessage message) {
            var receiver = switch (message.receiver()) {
                case MessageReceiver.User(var user) -> new MessageReceiver.User(local(user));
                case MessageReceiver.Group(var group) -> new MessageReceiver.Group(local(group));
            };
            there.send(new ChatMessage(message.id(), receiver, message.text()));
        }

        @Override
        public void leave() {
            there.leave();
        }
    }

    private record Listener(String tenant, ChatListener listener) implements ChatListener {
        @Override
        public void delivered(Delivery delivery, long receivedAt) {
            listener.delivered(here(tenant, delivery), receivedAt);
        }

        @Override
        public void accepted(String id, long seq, long receivedAt) {
            listener.accepted(id, seq, receivedAt);
        }

        @Override
        public void refused(String id, String code) {
            listener.refused(id, code);
        }

        @Override
        public void sentAgain(String id) {
            listener.sentAgain(id);
        }

        @Override
        public void lost() {
            listener.lost();
        }
    }
}
