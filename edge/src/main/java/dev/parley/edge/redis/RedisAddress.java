package dev.parley.edge.redis;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import dev.parley.runtime.config.Secret;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a Redis is.
 *
 * @param url may hold a password, so it is never printed
 */
public record RedisAddress(Secret url) {
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");
    private static final String FORM = "redis://[:password@]host[:port][/database], or rediss:// for TLS";

    /** @param name of the setting, or with {@code _FILE} of the one that names a file with the address */
    public static Optional<RedisAddress> from(Env env, String name, String meaning) {
        return env.secret(name, meaning + " " + FORM + ".").map(url -> checked(name, url));
    }

    /** @throws IllegalArgumentException it is no address; the message does not hold the address */
    RedisURI toUri() {
        try {
            var uri = URI.create(url.value());
            if (SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
                return RedisURI.create(uri);
            }
        } catch (IllegalArgumentException _) {
            // Its message would hold the password.
        }
        throw new IllegalArgumentException("The address must be " + FORM + ".");
    }

    private static RedisAddress checked(String name, Secret url) {
        var address = new RedisAddress(url);
        try {
            address.toUri();
            return address;
        } catch (IllegalArgumentException _) {
            throw new ConfigurationException(List.of(name + " must be " + FORM + "."));
        }
    }
}
