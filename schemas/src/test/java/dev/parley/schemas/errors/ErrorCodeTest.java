package dev.parley.schemas.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void isFoundByItsCodeAndSpeaksInSentences(ErrorCode error) {
        assertEquals(Optional.of(error), ErrorCode.find(error.code()));
        assertTrue(error.code().matches("[a-z]+(-[a-z]+)*"), error.code());
        assertTrue(error.status() >= 400 && error.status() <= 503, error.code());
        assertTrue(error.detail().endsWith("."), error.detail());
    }

    @Test
    void doesNotKnowCodesOfNewerVersions() {
        assertEquals(Optional.empty(), ErrorCode.find("from-the-future"));
    }
}
