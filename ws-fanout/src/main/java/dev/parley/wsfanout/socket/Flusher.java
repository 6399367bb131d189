package dev.parley.wsfanout.socket;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Has sockets flushed by their I/O threads. What the tail's thread sends is flushed after its batch, with one wake-up of
 * each I/O thread; what others send, at once.
 */
public final class Flusher {
    private final IdentityHashMap<XnioIoThread, List<ClientSocket>> batch = new IdentityHashMap<>();
    private volatile @Nullable Thread tailThread;

    void ask(ClientSocket socket) {
        if (Thread.currentThread().equals(tailThread)) {
            batch.computeIfAbsent(socket.ioThread(), _ -> new ArrayList<>()).add(socket);
        } else {
            socket.ioThread().execute(socket);
        }
    }

    /** After each batch, on the tail's thread. */
    public void flushBatch() {
        if (tailThread == null) {
            tailThread = Thread.currentThread();
        }
        batch.forEach((thread, sockets) -> thread.execute(() -> sockets.forEach(ClientSocket::run)));
        batch.clear();
    }
}
