package dev.parley.edge.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.log.Answer;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "not-a-member,403",
        "password-wrong,403",
        "group-not-found,404",
        "group-exists,409",
        "already-a-member,409",
        "action-id-reused,409",
        "reply-to-unknown,400",
        "parent-unknown,400",
        "owner-cannot-leave,409",
        "internal,500",
        "user-exists,409",
        "user-not-found,404",
        "a-code-of-tomorrow,409"
    })
    void knowsTheStatusOfEveryRejection(String code, int status) {
        assertEquals(status, Problem.of(new Answer.Rejected(code, "d", null)).status());
    }

    @Test
    void namesTheFieldAtFault() {
        assertEquals(
                "replyToId",
                Problem.of(new Answer.Rejected("reply-to-unknown", "d", null)).field());
        assertEquals(
                "parentId",
                Problem.of(new Answer.Rejected("parent-unknown", "d", null)).field());
        assertEquals(
                "name",
                Problem.of(new Answer.Rejected("user-exists", "d", "name")).field());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOG_UNAVAILABLE", "TOO_BUSY"})
    void saysWhenToTryAgain(ErrorCode code) {
        var problem = Problem.of(new Answer.Unknown(code, "d", Duration.ofSeconds(1)));
        assertEquals(new Problem(503, code.code(), "d", null, Duration.ofSeconds(1)), problem);
    }

    @Test
    void keepsTheTextOfARefusedCaller() {
        var problem = Problem.of(new Authentication.Refused(ErrorCode.TOKEN_EXPIRED, "d"));
        assertEquals(new Problem(401, "token-expired", "d", null, null), problem);
    }

    @Test
    void isOneJsonObject() {
        var problem = Problem.at("text", ErrorCode.TEXT_BLANK, "d").retryAfter(Duration.ofSeconds(2));
        assertEquals(
                "{\"type\":\"urn:parley:problem:text-blank\",\"title\":\"Text blank\",\"status\":400,"
                        + "\"code\":\"text-blank\",\"detail\":\"d\",\"field\":\"text\",\"retryAfterMs\":2000}",
                new String(ProblemJson.of(problem), UTF_8));
    }
}
