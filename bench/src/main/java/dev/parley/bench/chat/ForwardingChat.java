package dev.parley.bench.chat;

import java.util.List;
import java.util.function.Consumer;

/** Forwards every call to another chat on the same platform; a subclass overrides what it does in another way. */
public abstract class ForwardingChat implements Chat {
    private final Chat platform;

    /** @param platform closed with this */
    protected ForwardingChat(Chat platform) {
        this.platform = platform;
    }

    @Override
    public Promises promises() {
        return platform.promises();
    }

    @Override
    public void createUsers(List<String> users) {
        platform.createUsers(users);
    }

    @Override
    public long createGroup(String group, String owner, String id) {
        return platform.createGroup(group, owner, id);
    }

    @Override
    public long join(String group, String user, String id) {
        return platform.join(group, user, id);
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return platform.connect(seat, listener);
    }

    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        platform.readStored(conversation, member, head, reader);
    }

    @Override
    public void close() {
        platform.close();
    }
}
