package dev.parley.runtime.http;

import io.undertow.util.HeaderMap;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The proxies whose word is taken for whom a request came from. A client writes into the same header what it likes, so only what
 * trusted proxies appended counts: from the nearest one backwards, up to the first address that is no trusted proxy.
 *
 * @param ranges the proxies; none = every request came from the other end of its connection
 * @param header the one that the proxies write; any other is the client's and is ignored
 */
public record TrustedProxies(List<AddressRange> ranges, ForwardedHeader header) {
    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /** @throws IllegalArgumentException an entry is no address and no range */
    static List<AddressRange> parse(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(entry -> AddressRange.parse(entry.strip()))
                        .toList();
    }

    /** Whether this is one of the proxies. */
    boolean trust(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * The address that the client cannot choose.
     *
     * @param peer the other end of the connection
     */
    InetAddress clientOf(InetAddress peer, HeaderMap headers) {
        var address = peer;
        for (var hop : header.hops(headers).reversed()) {
            if (!trust(address)) {
                return address;
            }
            var named = IpLiterals.parse(hop);
            if (named.isEmpty()) {
                return address;
            }
            address = named.get();
        }
        return address;
    }
}
