package dev.parley.ingress.sessions;

import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer.Accepted;
import dev.parley.edge.log.UserActionDraft;
import dev.parley.ingress.commands.UserActions;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Appends what becomes of sessions; what was cut is refused by this process at once, and by others within moments. */
record SessionWrites(
        ActionLog log,
        UserDirectory directory,
        AvroReader<Session> sessions,
        AvroReader<User> users,
        RecentSessions recent) {
    /** What any action on sessions may be refused with. */
    static final Set<ErrorCode> PROBLEMS =
            Set.of(ErrorCode.ACTION_ID_REUSED, ErrorCode.ACTION_UNSUPPORTED, ErrorCode.LOG_UNAVAILABLE);

    /**
     * The session as it was opened, by this call or by the one that this is a retry of.
     *
     * @throws RefusedException it did not happen, or it is not known
     */
    Session open(Call call, String user, OpenSession open) {
        var record = append(call, user, open).record();
        if (record == null) {
            throw new IllegalStateException("The answer to an opened session comes with the session.");
        }
        var opened = sessions.read(record);
        recent.opened(opened);
        return opened;
    }

    /**
     * Cuts one session or all.
     *
     * @param cut {@code RevokeSession} or {@code RevokeSessions}
     * @throws RefusedException it did not happen, or it is not known
     */
    void cut(Call call, String user, SpecificRecord cut) {
        var record = append(call, user, cut).record();
        // None where the session had been cut before.
        if (record != null) {
            directory.apply(users.read(record));
        }
    }

    private Accepted append(Call call, String user, SpecificRecord body) {
        var actor = call.caller().actor().orElse(null);
        var answer = log.append(new UserActionDraft(call.tenant(), user, actor, call.actionId(), body));
        return UserActions.accepted(answer.join());
    }
}
