package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my_bucket.s3.amazonaws.com/a.png",
                "https://m\u00FCnchen.example/a.png",
                "https://xn--mnchen-3ya.example/a.png",
                "HTTP://A.example",
                "https://a.example:8443/p?q=1&r=%20#f",
                "https://a.example?q",
                "https://\u4F8B\u3048.jp/\u56FE.png",
                "http://127.0.0.1/a.png",
                "http://[2001:db8::1]:80/a.png",
                "https://a.example./a@b.png",
                "https://a.example/{size}/a|b.png",
            })
    void keepsAnAddressAsItWasGiven(String address) {
        assertEquals(address, read(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.png",
                "//evil.example/x",
                "http://",
                "http:///a.png",
                "http:a.example",
                "https:/a.example",
                "javascript:alert(1)",
                "JavaScript://a.example/%0aalert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://a.example/x",
                "https://bank.example@evil.example/",
                "https://user:secret@a.example/",
                "https://@a.example/",
                "https://a.example\\@evil.example/",
                "https:\\\\a.example",
                "https://a.example/a b",
                " https://a.example/",
                "https://a.example/\u00A0x",
                "https://a.example/\nx",
                "java\tscript:alert(1)",
                "https://a.exam\u200Bple/",
                "https://a.example/\u202Egnp.a",
                "https://a..example/",
                "https://.example/",
                "https://a.example:port/",
                "https://a.example:123456/",
                "https://a.example:80:80/",
                "https://%61.example/",
                "https://[::1/",
                "https://a.example]/",
                "https://\u2024.example/",
                "https://a\uFF0Fb.example/",
            })
    void refusesHostileAddresses(String address) {
        assertNull(read(address));
    }

    @Test
    void refusesALongAddress() {
        var start = "https://a.example/";
        assertEquals(start + "x".repeat(2_048 - start.length()), read(start + "x".repeat(2_048 - start.length())));
        assertNull(read(start + "x".repeat(2_049 - start.length())));
    }

    private static @org.jspecify.annotations.Nullable String read(String address) {
        return WebAddress.read(new Fields(JsonNodeFactory.instance.objectNode().put("icon", address)), "icon");
    }
}
