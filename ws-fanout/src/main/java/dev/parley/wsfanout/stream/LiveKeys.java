package dev.parley.wsfanout.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users and groups that have live sessions here, by the bytes that record keys have of them: whether a record concerns anybody
 * costs one probe and allocates nothing. Written by the tail's thread, asked by any.
 */
public final class LiveKeys {
    private final ConcurrentHashMap<Name, Name> names = new ConcurrentHashMap<>();

    /** @param resource a user, or the name of a group's conversation; no user's id has its colon */
    void add(String tenant, String resource) {
        var name = Name.of(tenant, resource);
        names.put(name, name);
    }

    void remove(String tenant, String resource) {
        names.remove(Name.of(tenant, resource));
    }

    /** Whether a user or group has a live session. */
    public boolean isLive(String tenant, String resource) {
        return names.containsKey(Name.of(tenant, resource));
    }

    /** Asks these keys; for one thread. */
    public Probe probe() {
        return new Probe(this);
    }

    /** Looks names up where they stand in a record's key. For one thread. */
    public static final class Probe {
        private final LiveKeys keys;
        private final Name name = new Name();

        private Probe(LiveKeys keys) {
            this.keys = keys;
        }

        /**
         * Whether a user or group has a live session.
         *
         * @param tenantEnd where the tenant ends, which the key begins with
         * @param from where the name of the user or of the group's conversation begins
         * @param to where it ends
         */
        public boolean isLive(byte[] key, int tenantEnd, int from, int to) {
            name.set(key, tenantEnd, from, to);
            return keys.names.containsKey(name);
        }
    }

    /** A tenant and a name of it within some bytes. */
    private static final class Name {
        private byte[] bytes = new byte[0];
        private int tenantEnd;
        private int from;
        private int to;
        private int hash;

        static Name of(String tenant, String resource) {
            var start = tenant.getBytes(StandardCharsets.UTF_8);
            var bytes = (tenant + resource).getBytes(StandardCharsets.UTF_8);
            var name = new Name();
            name.set(bytes, start.length, start.length, bytes.length);
            return name;
        }

        void set(byte[] key, int endOfTenant, int begin, int end) {
            bytes = key;
            tenantEnd = endOfTenant;
            from = begin;
            to = end;
            hash = hash(hash(1, 0, tenantEnd) * 31, from, to);
        }

        private int hash(int start, int begin, int end) {
            var result = start;
            for (var i = begin; i < end; i++) {
                result = 31 * result + bytes[i];
            }
            return result;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name name
                    && hash == name.hash
                    && Arrays.equals(bytes, 0, tenantEnd, name.bytes, 0, name.tenantEnd)
                    && Arrays.equals(bytes, from, to, name.bytes, name.from, name.to);
        }
    }
}
