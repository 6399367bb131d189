package dev.parley.client;

import java.util.concurrent.ConcurrentHashMap;

/** The tokens of the users that a run acts as, each minted when it is first needed. Blocks: for virtual threads. */
public final class Tokens {
    private final PlatformClient platform;
    private final String device;
    private final ConcurrentHashMap<String, String> tokens = new ConcurrentHashMap<>();

    public Tokens(PlatformClient platform, String device) {
        this.platform = platform;
        this.device = device;
    }

    /** The device that these tokens are for, and that sockets say hello as. */
    public String device() {
        return device;
    }

    public String of(String user) {
        var known = tokens.get(user);
        if (known != null) {
            return known;
        }
        // Not computeIfAbsent: the map's bins must not be locked during a request. A second token does no harm.
        var minted = platform.mintToken(user, device);
        tokens.put(user, minted);
        return minted;
    }

    /** The next call gets a new one. */
    public void forget(String user) {
        tokens.remove(user);
    }
}
