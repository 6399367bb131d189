package dev.parley.bench.peer.xmpp;

import java.nio.charset.StandardCharsets;

/**
 * One element as the server sent it, of which only what is asked for is looked up. It is no XML parser: it takes what servers
 * write, quoted attributes and no CDATA, comments or processing instructions.
 */
record Stanza(String xml) {
    static Stanza of(byte[] bytes, int offset, int length) {
        return new Stanza(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    /** The element's name, with its prefix; empty where this is no element. */
    String name() {
        var end = 1;
        while (end < xml.length() && " \t\r\n/>".indexOf(xml.charAt(end)) < 0) {
            end++;
        }
        return xml.startsWith("<") ? xml.substring(1, Math.min(end, xml.length())) : "";
    }

    /** An attribute of the element itself; empty where it has none of that name. */
    String attribute(String attribute) {
        var end = xml.indexOf('>');
        var at = xml.indexOf(' ' + attribute + '=');
        if (at < 0 || at > end) {
            return "";
        }
        var open = at + attribute.length() + 2;
        var close = open < xml.length() ? xml.indexOf(xml.charAt(open), open + 1) : -1;
        return close < 0 ? "" : unescaped(xml.substring(open + 1, close));
    }

    /** The text within the first element of a name, however deep; empty where there is none. */
    String text(String element) {
        var at = start(element);
        var open = at < 0 ? -1 : xml.indexOf('>', at);
        var close = open < 0 ? -1 : xml.indexOf("</" + element + ">", open);
        return close < 0 ? "" : unescaped(xml.substring(open + 1, close));
    }

    boolean has(String part) {
        return xml.contains(part);
    }

    /** The first element of a name below this one, with everything behind it; empty where there is none. */
    Stanza within(String element) {
        var at = start(element);
        return new Stanza(at < 0 ? "" : xml.substring(at));
    }

    private int start(String element) {
        var at = xml.indexOf('<' + element, 1);
        while (at >= 0
                && at + element.length() + 1 < xml.length()
                && " />".indexOf(xml.charAt(at + element.length() + 1)) < 0) {
            at = xml.indexOf('<' + element, at + 1);
        }
        return at;
    }

    static String escaped(String text) {
        return text.indexOf('&') < 0 && text.indexOf('<') < 0 && text.indexOf('>') < 0
                ? text
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&");
    }
}
