package dev.parley.ingress.users;

import dev.parley.edge.api.UserView;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer.Accepted;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.ingress.commands.UserActions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.schemas.User;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Appends actions on users, and lets this process's directory know what came of them at once. */
public record UserWrites(ActionLog log, UserDirectory directory, FreshUsers users, AvroReader<User> reader) {
    /** What any action on a user may be refused with. */
    static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.ACTION_ID_REUSED,
            ErrorCode.ACTION_UNSUPPORTED,
            ErrorCode.LOG_UNAVAILABLE,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.READ_BEHIND);

    /**
     * The user as the action left it.
     *
     * @param body {@code CreateUser}, {@code UpdateUser} or {@code SetUserStatus}
     * @throws RefusedException it did not happen, or it is not known
     */
    public UserView append(Call call, String user, SpecificRecord body) {
        var actor = call.caller().actor().orElse(null);
        var actionId = call.actionId();
        var answer = log.append(new UserActionDraft(call.tenant(), user, actor, actionId, body));
        return written(call.tenant(), user, UserActions.accepted(answer.join()));
    }

    private UserView written(String tenant, String user, Accepted accepted) {
        var record = accepted.record();
        if (record == null) {
            return users.atLeast(tenant, user, accepted.lastSeq());
        }
        var written = reader.read(record);
        directory.apply(written);
        return UserView.of(written);
    }
}
