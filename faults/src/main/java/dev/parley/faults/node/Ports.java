package dev.parley.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/** Free ports of loopback, each given once. */
final class Ports {
    private final Deque<Integer> free = new ArrayDeque<>();

    Ports(int count) {
        var held = new ArrayList<ServerSocket>();
        try {
            // Held until all are found, so that none is found twice.
            for (var i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            held.forEach(socket -> free.add(socket.getLocalPort()));
            for (var socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("There are not enough free ports.", e);
        }
    }

    int next() {
        return free.remove();
    }
}
