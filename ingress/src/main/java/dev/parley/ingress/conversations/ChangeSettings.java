package dev.parley.ingress.conversations;

import dev.parley.edge.api.ConversationSettingsRequests;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;
import java.util.function.Function;

/**
 * What a present or former member sets on a conversation for themself: 200 with the conversation as it is then.
 *
 * @param more what it may be refused with beyond what every setting may
 */
public record ChangeSettings(SettingsWrites writes, Change change, Set<ErrorCode> more) implements Endpoint {
    private static final Set<ErrorCode> PROBLEMS =
            Endpoint.union(ConversationAccess.PROBLEMS, ErrorCode.LOG_UNAVAILABLE, ErrorCode.ACTION_ID_REUSED);

    /** What a body asks of a conversation as it is now. */
    public interface Change {
        Parsed<UpdateConversationSettings> read(Fields body, Entry entry);
    }

    /** {@code PATCH /v1/conversations/{conversation}}: {@code {archived?, draft?}}. */
    public static Change patch() {
        return (body, entry) -> ConversationSettingsRequests.patch(nameOf(entry), body);
    }

    /** {@code DELETE /v1/conversations/{conversation}}: hides it until its next message. */
    public static Change hide() {
        return withoutBody(entry -> ConversationSettingsRequests.hide(nameOf(entry), entry.headSeq()));
    }

    /** {@code PUT} and {@code DELETE …/pin}. */
    public static Change pin(boolean isPinned) {
        return withoutBody(entry -> ConversationSettingsRequests.pin(nameOf(entry), isPinned));
    }

    /** {@code PUT …/mute}: {@code {until?}}. */
    public static Change mute() {
        return (body, entry) -> ConversationSettingsRequests.mute(nameOf(entry), body);
    }

    /** {@code DELETE …/mute}. */
    public static Change unmute() {
        return withoutBody(entry -> ConversationSettingsRequests.unmute(nameOf(entry)));
    }

    @Override
    public Reply answer(Call call) {
        var body = Fields.strict(call.jsonOrEmpty());
        var update =
                RefusedException.valid(change.read(body, writes.conversations().find(call, 0)));
        return ConversationViews.reply(writes.append(call, update));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(PROBLEMS, more.toArray(ErrorCode[]::new));
    }

    private static Change withoutBody(Function<Entry, UpdateConversationSettings> update) {
        return (body, entry) -> body.result(() -> update.apply(entry));
    }

    private static String nameOf(Entry entry) {
        return entry.membership().conversation();
    }
}
