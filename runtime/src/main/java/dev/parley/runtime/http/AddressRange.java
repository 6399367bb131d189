package dev.parley.runtime.http;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * IP addresses with the same beginning, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address is a range of one.
 *
 * @param first all bits after the common ones are 0
 * @param bits how many bits the addresses have in common
 */
record AddressRange(InetAddress first, int bits) {
    AddressRange {
        var rest = sizeOf(first) - bits;
        if (bits < 0
                || rest < 0
                || (numberOf(first).getLowestSetBit() >= 0 && numberOf(first).getLowestSetBit() < rest)) {
            throw new IllegalArgumentException(first.getHostAddress() + "/" + bits + " is no range.");
        }
    }

    /** @throws IllegalArgumentException neither an address nor a range; names are not looked up */
    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = IpLiterals.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is no IP address."));
        return new AddressRange(address, slash < 0 ? sizeOf(address) : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
        return sizeOf(address) == sizeOf(first)
                && numberOf(address).xor(numberOf(first)).bitLength() <= sizeOf(first) - bits;
    }

    private static int sizeOf(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger numberOf(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
