package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.log.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
    @ParameterizedTest
    @CsvSource({
        "not-a-member,403",
        "not-invited,403",
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
        assertEquals(
                status, Codes.problemOf(new Answer.Rejected(code, "d", null)).status());
    }

    @Test
    void namesTheFieldAtFault() {
        assertEquals(
                "replyToId",
                Codes.problemOf(new Answer.Rejected("reply-to-unknown", "d", null))
                        .field());
        assertEquals(
                "parentId",
                Codes.problemOf(new Answer.Rejected("parent-unknown", "d", null))
                        .field());
        assertEquals(
                "name",
                Codes.problemOf(new Answer.Rejected("user-exists", "d", "name")).field());
    }

    @ParameterizedTest
    @CsvSource({"log-unavailable", "too-busy"})
    void saysWhenToTryAgain(String code) {
        var problem = Codes.problemOf(new Answer.Unknown(code, "d", Duration.ofSeconds(1)));
        assertEquals(new Problem(503, code, "d", null, Duration.ofSeconds(1)), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "token-missing,401",
        "token-invalid,401",
        "token-expired,401",
        "token-revoked,401",
        "key-invalid,401",
        "actor-inactive,403",
        "on-behalf-of-unknown,404"
    })
    void knowsTheStatusOfEveryRefusal(String code, int status) {
        assertEquals(
                status, Codes.problemOf(new Authentication.Refused(code, "d")).status());
    }
}
