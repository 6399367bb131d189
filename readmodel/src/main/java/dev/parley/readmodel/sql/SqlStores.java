package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.BanStore;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InviteStore;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MemberStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.ReactionStore;
import dev.parley.readmodel.read.ReceiptStore;
import dev.parley.readmodel.read.RelationStore;
import dev.parley.readmodel.read.RevisionStore;
import dev.parley.readmodel.read.ScheduledStore;
import dev.parley.readmodel.read.SessionStore;
import dev.parley.readmodel.read.TargetStore;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.UserStore;

/** The SQL adapter of every read port. */
public record SqlStores(SqlReader reader) {
    public EventStore events() {
        return new SqlEventStore(reader);
    }

    public ConversationStore conversations() {
        return new SqlConversationStore(reader);
    }

    public MembershipStore memberships() {
        return new SqlMembershipStore(reader);
    }

    public MessageStore messages() {
        return new SqlMessageStore(reader);
    }

    public RevisionStore revisions() {
        return new SqlRevisionStore(reader);
    }

    public ReactionStore reactions() {
        return new SqlReactionStore(reader);
    }

    public MarkStore marks() {
        return new SqlMarkStore(reader);
    }

    public ThreadStore threads() {
        return new SqlThreadStore(reader);
    }

    public InboxStore inbox() {
        return new SqlInboxStore(reader);
    }

    public ReceiptStore receipts() {
        return new SqlReceiptStore(reader);
    }

    public TargetStore targets() {
        return new SqlTargetStore(reader);
    }

    public ScheduledStore scheduled() {
        return new SqlScheduledStore(reader);
    }

    public UserStore users() {
        return new SqlUserStore(reader);
    }

    public SessionStore sessions() {
        return new SqlSessionStore(reader);
    }

    public MemberStore members() {
        return new SqlMemberStore(reader);
    }

    public BanStore bans() {
        return new SqlBanStore(reader);
    }

    public InviteStore invites() {
        return new SqlInviteStore(reader);
    }

    public RelationStore relations() {
        return new SqlRelationStore(reader);
    }

    public GroupStore groups() {
        return new SqlGroupStore(reader);
    }
}
