package dev.parley.readmodel.write;

import java.util.List;

/** Every projection. A feature adds its tables here; nothing else lists them. */
public final class Projections {
    /** In the order in which they are written, within one transaction. The positions come last. */
    public static final List<Projection<?>> ALL = List.of(
            new EventRows(),
            new MessageRows(),
            new MessageChangeRows(),
            new ReactionRows(),
            new ReactionCountRows(),
            new PinRows(),
            new ThreadReplyRows(),
            new ThreadParticipantRows(),
            new UncountedRows(),
            new MentionRows(),
            new ConversationRows(),
            new GroupDeletionRows(),
            new MemberRows(),
            new BanRows(),
            new InviteRows(),
            new RelationRows(),
            new ScheduledRows(),
            new UserRows(),
            new SessionRows(),
            new MessageMarkRows(),
            new ConversationSettingsRows(),
            new ReceiptRows(),
            new PositionRows());

    private Projections() {}
}
