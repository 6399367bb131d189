package dev.parley.wsfanout.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ann of tenant t: keeps what she is sent, the seq of each event and the reason of each resync. */
final class RecordingSubscriber implements Subscriber {
    final List<String> sent = new ArrayList<>();
    boolean isOpen = true;
    int room = Integer.MAX_VALUE;
    boolean isBroken;
    boolean isLive;

    @Override
    public String tenant() {
        return "t";
    }

    @Override
    public String user() {
        return "ann";
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void deliver(byte[] frame) {
        if (isBroken) {
            throw new IllegalStateException("broken by the test");
        }
        sent.add(new String(frame, StandardCharsets.UTF_8).split("\\|", -1)[2]);
    }

    @Override
    public void signal(byte[] frame) {
        sent.add("signal " + new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public void joined() {
        isLive = true;
    }

    @Override
    public boolean hasRoom() {
        return sent.size() < room;
    }

    @Override
    public boolean awaitRoom() {
        return isOpen;
    }

    @Override
    public void welcome(Map<String, Long> conversations) {
        sent.add("welcome " + conversations);
    }

    @Override
    public void caughtUp(String conversation, long seq) {
        sent.add("caught-up " + seq);
    }

    @Override
    public void resync(String conversation, ResyncReason reason, long seq) {
        sent.add(reason.code() + " " + seq);
    }

    @Override
    public void fail() {
        isOpen = false;
    }

    @Override
    public void notAMember(String conversation) {
        sent.add("not-a-member");
    }
}
