package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Bob",
                "bob",
                "ubuntu_user[away]",
                "\u00E9",
                "\uD83D\uDE00",
                "a.b-c@d",
                "\u202Eabc",
                "x\u200Dy"
            })
    void acceptsWhatIsLegal(String id) {
        assertTrue(Ids.isValid(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a:b",
                "a\u0000",
                "a\n",
                "\u007F",
                "\u0085",
                "a\u00A0b",
                "a\u2028b",
                "a\u3000b",
                "a\u2007b",
                "e\u0301",
                "\uD83D",
                "\uDE00x",
                "\u1680",
                "\u212B"
            })
    void refusesWhatCannotBeAnId(String id) {
        assertFalse(Ids.isValid(id));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertTrue(Ids.isValid("x".repeat(128)));
        assertFalse(Ids.isValid("x".repeat(129)));
        assertTrue(Ids.isValid("\u00E9".repeat(64)));
        assertFalse(Ids.isValid("\u00E9".repeat(65)));
    }

    @Test
    void namesTheConversationOfTwoTheSameFromBothSides() {
        assertEquals("d:alice:bob", Ids.direct("bob", "alice"));
        assertEquals("d:alice:bob", Ids.direct("alice", "bob"));
    }

    @Test
    void sortsByBytesWhereTheOrderOfCharsDiffers() {
        // As UTF-16 the emoji comes first, as UTF-8 the private-use letter does.
        assertEquals("d:\uE000:\uD83D\uDE00", Ids.direct("\uD83D\uDE00", "\uE000"));
        assertTrue(ConversationId.parse("d:\uE000:\uD83D\uDE00").isPresent());
        assertTrue(ConversationId.parse("d:\uD83D\uDE00:\uE000").isEmpty());
    }

    @Test
    void parsesConversations() {
        assertEquals(Optional.of(new ConversationId.Group("team")), ConversationId.parse("g:team"));
        assertEquals(Optional.of(new ConversationId.Direct("alice", "bob")), ConversationId.parse("d:alice:bob"));
        assertEquals("d:alice:bob", new ConversationId.Direct("alice", "bob").value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "g",
                "d:",
                "g:",
                "d:a",
                "d:a:",
                "d::a",
                "d::",
                "d:b:a",
                "d:a:a",
                "d:a:b:c",
                "g:a:b",
                "g:a/b",
                "x:a",
                "G:a",
                "d:a :b",
                "g:\uD800",
                "da:b",
                "team"
            })
    void refusesWhatNamesNoConversation(String text) {
        assertEquals(Optional.empty(), ConversationId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "key with spaces", "\uD83D\uDE00", "key#0"})
    void acceptsActionIds(String id) {
        assertTrue(Ids.isActionId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\r\n", "\uD800"})
    void refusesWhatCannotBeAnActionId(String id) {
        assertFalse(Ids.isActionId(id));
    }
}
