package dev.parley.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.runtime.config.ConfigurationException;
import dev.parley.runtime.config.Env;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client writes, it does not choose its address. */
final class TrustedProxiesTest {
    private static final String PROXIES = "10.0.0.0/8, 192.0.2.7, fd00::/8";

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("from a stranger, the header is the client's", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
                arguments("one proxy", "10.1.2.3", "203.0.113.9", "203.0.113.9"),
                arguments("the client wrote some before it", "10.1.2.3", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
                arguments("also a proxy's address", "10.1.2.3", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
                arguments("two proxies", "10.1.2.3", "198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"),
                arguments("an inner client", "10.1.2.3", "10.4.4.4", "10.4.4.4"),
                arguments("no header", "10.1.2.3", null, "10.1.2.3"),
                arguments("nothing in it", "10.1.2.3", "", "10.1.2.3"),
                arguments("no address in it", "10.1.2.3", "203.0.113.9, unknown", "10.1.2.3"),
                arguments("a name, which is not looked up", "10.1.2.3", "203.0.113.9, localhost", "10.1.2.3"),
                arguments("a number that Java would take", "10.1.2.3", "3232235777", "10.1.2.3"),
                arguments("an unknown one between proxies", "10.1.2.3", "203.0.113.9, ?, 192.0.2.7", "192.0.2.7"),
                arguments("a port", "10.1.2.3", "203.0.113.9:4711", "203.0.113.9"),
                arguments("IPv6", "fd00:0:0:0:0:0:0:1", "2001:db8::9", "2001:db8:0:0:0:0:0:9"),
                arguments("IPv6 with a port", "fd00::1", "[2001:db8::9]:4711", "2001:db8:0:0:0:0:0:9"),
                arguments("IPv4 within IPv6", "10.1.2.3", "203.0.113.9, ::ffff:192.0.2.7", "203.0.113.9"),
                arguments("a scope", "10.1.2.3", "fe80::1%eth0", "10.1.2.3"),
                arguments("the neighbour of a single address", "192.0.2.8", "203.0.113.9", "192.0.2.8"),
                arguments("the neighbour of a range", "11.0.0.0", "203.0.113.9", "11.0.0.0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void takesTheLastAddressThatNoTrustedProxyHas(String name, String peer, String header, String client) {
        assertEquals(client, clientOf(proxies("X-Forwarded-For"), peer, "X-Forwarded-For", header), name);
    }

    static Stream<Arguments> forwarded() {
        return Stream.of(
                arguments("for=203.0.113.9;proto=https;by=10.1.2.3", "203.0.113.9"),
                arguments("for=198.51.100.1, proto=https;For = \"203.0.113.9:80\"", "203.0.113.9"),
                arguments("for=198.51.100.1, for=\"[2001:db8::9]:4711\"", "2001:db8:0:0:0:0:0:9"),
                arguments("for=203.0.113.9, for=_hidden", "10.1.2.3"),
                arguments("for=203.0.113.9, proto=https", "10.1.2.3"),
                // A client's quote that never ends does not hide what the proxy appended.
                arguments("for=\"198.51.100.1, for=203.0.113.9", "203.0.113.9"),
                arguments("xfor=198.51.100.1", "10.1.2.3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void readsTheStandardHeader(String header, String client) {
        assertEquals(client, clientOf(proxies("forwarded"), "10.1.2.3", "Forwarded", header));
    }

    @Test
    void ignoresTheHeaderThatTheProxiesDoNotWrite() {
        assertEquals("10.1.2.3", clientOf(proxies("X-Forwarded-For"), "10.1.2.3", "Forwarded", "for=203.0.113.9"));
        assertEquals("10.1.2.3", clientOf(proxies("Forwarded"), "10.1.2.3", "X-Forwarded-For", "203.0.113.9"));
    }

    @Test
    void readsSeveralHeadersAsOne() {
        var headers = new HeaderMap();
        headers.add(new HttpString("X-Forwarded-For"), "198.51.100.1");
        headers.add(new HttpString("x-forwarded-for"), "203.0.113.9, 192.0.2.7");
        assertEquals(
                "203.0.113.9",
                proxies("X-Forwarded-For")
                        .clientOf(InetAddress.ofLiteral("10.1.2.3"), headers)
                        .getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0",
                "proxy",
                "fd00::/129",
                "*",
                ","
            })
    void refusesWhatIsNoRange(String list) {
        var env = Env.of(Map.of("PARLEY_TRUSTED_PROXIES", list));
        var _ = HttpSettings.from(env);
        var refusal = assertThrows(ConfigurationException.class, env::check);
        assertTrue(refusal.toString().contains("PARLEY_TRUSTED_PROXIES"), refusal.toString());
    }

    @Test
    void mayTrustEverybody() {
        var everybody = TrustedProxies.parse("0.0.0.0/0,::/0");
        assertTrue(everybody.getFirst().contains(InetAddress.ofLiteral("203.0.113.9")));
        assertTrue(everybody.getLast().contains(InetAddress.ofLiteral("2001:db8::9")));
    }

    private static TrustedProxies proxies(String header) {
        return HttpSettings.from(Env.of(Map.of("PARLEY_TRUSTED_PROXIES", PROXIES, "PARLEY_FORWARDED_HEADER", header)))
                .trustedProxies();
    }

    private static String clientOf(TrustedProxies proxies, String peer, String name, String value) {
        var headers = new HeaderMap();
        if (value != null) {
            headers.add(new HttpString(name), value);
        }
        var address = InetAddress.ofLiteral(peer);
        return (proxies.trust(address) ? proxies.clientOf(address, headers) : address).getHostAddress();
    }
}
