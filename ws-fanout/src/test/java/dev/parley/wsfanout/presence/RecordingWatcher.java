package dev.parley.wsfanout.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket that keeps what it is sent, while it has room. */
final class RecordingWatcher implements Watcher {
    private final String tenant;
    private final String user;
    boolean isOpen = true;
    boolean hasRoom = true;
    private List<String> frames = new ArrayList<>();

    RecordingWatcher(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    /** Those since it was last asked. */
    List<String> frames() {
        var taken = frames;
        frames = new ArrayList<>();
        return taken;
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
    public void answer(byte[] frame) {
        frames.add(text(frame));
    }

    @Override
    public boolean offer(byte[] frame) {
        if (isOpen && hasRoom) {
            frames.add(text(frame));
        }
        return isOpen && hasRoom;
    }

    private static String text(byte[] frame) {
        var header = frame[1] == 127 ? 10 : frame[1] == 126 ? 4 : 2;
        return new String(frame, header, frame.length - header, StandardCharsets.UTF_8);
    }
}
