package dev.parley.wsfanout.signals;

import dev.parley.wsfanout.stream.ResyncReason;
import dev.parley.wsfanout.stream.Subscriber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the signals that it is sent. */
final class SignalledSubscriber implements Subscriber {
    final List<String> signals = new CopyOnWriteArrayList<>();
    private final String tenant;
    private final String user;
    boolean isBroken;
    private boolean isOpen = true;

    SignalledSubscriber(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void deliver(byte[] frame) {}

    @Override
    public void signal(byte[] frame) {
        if (isBroken) {
            throw new IllegalStateException("broken by the test");
        }
        signals.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void joined() {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean awaitRoom() {
        return true;
    }

    @Override
    public void welcome(Map<String, Long> conversations) {}

    @Override
    public void caughtUp(String conversation, long seq) {}

    @Override
    public void resync(String conversation, ResyncReason reason, long seq) {}

    @Override
    public void fail() {
        isOpen = false;
    }

    @Override
    public void notAMember(String conversation) {}
}
