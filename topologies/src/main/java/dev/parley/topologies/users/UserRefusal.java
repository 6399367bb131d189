package dev.parley.topologies.users;

import dev.parley.topologies.machine.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why an action on a user is refused. */
enum UserRefusal implements Refusal {
    USER_EXISTS("user-exists", "A user with this id exists already; choose another id, or change that user.", "id"),
    USER_NOT_FOUND("user-not-found", "There is no such user.", null),
    ACTION_ID_REUSED("action-id-reused", "Something else was asked under the same id before; use a new one.", null),
    INTERNAL("internal", "The action could not be decided; it was kept for inspection and changed nothing.", null);

    private final String code;
    private final String detail;
    private final @Nullable String field;

    UserRefusal(String code, String detail, @Nullable String field) {
        this.code = code;
        this.detail = detail;
        this.field = field;
    }

    static UserRefusal ofCode(String code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code.equals(code))
                .findFirst()
                .orElse(INTERNAL);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
