package dev.parley.runtime.http;

import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Path prefixes and their handlers. Thread-safe; lookups do not block. */
final class Mounts {
    private volatile List<Mount> longestFirst = List.of();

    private record Mount(String prefix, HttpHandler handler) {
        boolean takes(String path) {
            return prefix.equals("/")
                    || (path.startsWith(prefix)
                            && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
        }
    }

    synchronized void add(String prefix, HttpHandler handler) {
        if (!prefix.startsWith("/") || (prefix.length() > 1 && prefix.endsWith("/"))) {
            throw new IllegalArgumentException("\"" + prefix + "\" must begin with a slash and not end with one.");
        }
        if (longestFirst.stream().anyMatch(mount -> mount.prefix.equals(prefix))) {
            throw new IllegalStateException(prefix + " is already mounted.");
        }
        var mounts = new ArrayList<>(longestFirst);
        mounts.add(new Mount(prefix, handler));
        mounts.sort(Comparator.comparingInt(mount -> -mount.prefix.length()));
        longestFirst = List.copyOf(mounts);
    }

    @Nullable
    HttpHandler find(String path) {
        for (var mount : longestFirst) {
            if (mount.takes(path)) {
                return mount.handler;
            }
        }
        return null;
    }
}
