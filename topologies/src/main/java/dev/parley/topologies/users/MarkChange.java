package dev.parley.topologies.users;

import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.Mark;
import dev.parley.topologies.state.MarkCount;
import org.jspecify.annotations.Nullable;

/** What becomes of a user's mark on a message. Pure. */
sealed interface MarkChange {
    /** So many messages a user may have saved. */
    int MAX_SAVED = 10_000;

    record Changed(Mark mark, MarkCount count) implements MarkChange {}

    /** All is as asked already. */
    record Same() implements MarkChange {}

    record Refused(ErrorCode error) implements MarkChange {}

    /** @param known null where nothing is set on the message */
    static MarkChange of(MarkRequest request, @Nullable Mark known, MarkCount count, long now) {
        var before = known == null ? Mark.newBuilder().setVersion(0).build() : known;
        var next = Mark.newBuilder(before).setVersion(count.getVersion() + 1);
        return switch (request.kind()) {
            case SAVE -> saved(before, next, count, now);
            case UNSAVE -> before.getSavedAt() == null ? new Same() : changed(before, unsaved(next), count);
            case HIDE -> before.getHidden() ? new Same() : changed(before, unsaved(next.setHidden(true)), count);
            case SUBSCRIBE -> before.getHidden() ? notFound() : subscribed(before, next, count, true);
            case UNSUBSCRIBE -> subscribed(before, next, count, false);
            case READ_THREAD ->
                request.upToSeq() <= before.getThreadReadUpTo()
                        ? new Same()
                        : changed(before, next.setThreadReadUpTo(request.upToSeq()), count);
        };
    }

    private static MarkChange saved(Mark before, Mark.Builder next, MarkCount count, long now) {
        if (before.getHidden()) {
            return notFound();
        }
        if (before.getSavedAt() != null) {
            return new Same();
        }
        return count.getSaved() >= MAX_SAVED
                ? new Refused(ErrorCode.SAVED_LIMIT)
                : changed(before, next.setSavedAt(now).setSavedVersion(next.getVersion()), count);
    }

    private static MarkChange subscribed(Mark before, Mark.Builder next, MarkCount count, boolean wanted) {
        var chosen = before.getSubscribed();
        return chosen != null && chosen == wanted ? new Same() : changed(before, next.setSubscribed(wanted), count);
    }

    private static Mark.Builder unsaved(Mark.Builder next) {
        return next.setSavedAt(null).setSavedVersion(0);
    }

    private static Changed changed(Mark before, Mark.Builder next, MarkCount count) {
        var mark = next.build();
        var saved = count.getSaved() + isSaved(mark) - isSaved(before);
        return new Changed(mark, new MarkCount(mark.getVersion(), saved));
    }

    private static int isSaved(Mark mark) {
        return mark.getSavedAt() == null ? 0 : 1;
    }

    /** A message that the user deleted for themself is not there for them. */
    private static Refused notFound() {
        return new Refused(ErrorCode.MESSAGE_NOT_FOUND);
    }
}
