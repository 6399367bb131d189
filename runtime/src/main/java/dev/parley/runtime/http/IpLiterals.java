package dev.parley.runtime.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses as they are written in headers and settings. Never looks up a name. */
final class IpLiterals {
    /** IPv4 with four numbers, or what may be IPv6; either with a port, IPv6 then in brackets. */
    private static final Pattern FORM = Pattern.compile("(?<v4>\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?"
            + "|\\[(?<bracketed>[0-9A-Fa-f:.]{2,45})](?::\\d{1,5})?|(?<v6>[0-9A-Fa-f.]*:[0-9A-Fa-f:.]{1,44})");

    private IpLiterals() {}

    /** Empty where this is no address. An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is that IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var v4 = match.group("v4");
        var v6 = match.group("v6");
        try {
            return Optional.of(InetAddress.ofLiteral(v4 != null ? v4 : v6 != null ? v6 : match.group("bracketed")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
