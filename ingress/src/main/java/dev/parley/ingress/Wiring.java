package dev.parley.ingress;

import dev.parley.edge.Edge;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.command.Command;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.command.Commands;
import dev.parley.edge.command.ReceiptRequest;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.InviteCodes;
import dev.parley.edge.identity.SocketTickets;
import dev.parley.edge.identity.UserTokens;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.bans.ListBans;
import dev.parley.ingress.commands.CommandBatch;
import dev.parley.ingress.commands.CommandEndpoint;
import dev.parley.ingress.commands.ConversationWrites;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.conversations.ChangeSettings;
import dev.parley.ingress.conversations.ChangeSettings.Change;
import dev.parley.ingress.conversations.LatestPages;
import dev.parley.ingress.conversations.ListConversations;
import dev.parley.ingress.conversations.ListEvents;
import dev.parley.ingress.conversations.ListMessages;
import dev.parley.ingress.conversations.ReadConversation;
import dev.parley.ingress.conversations.SettingsWrites;
import dev.parley.ingress.groups.ChangedGroup;
import dev.parley.ingress.groups.ListMembers;
import dev.parley.ingress.groups.ReadGroup;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.invites.InviteReplies;
import dev.parley.ingress.invites.ListInvites;
import dev.parley.ingress.marks.HideForMe;
import dev.parley.ingress.marks.ListSaved;
import dev.parley.ingress.marks.ListThreads;
import dev.parley.ingress.marks.MarkWrites;
import dev.parley.ingress.marks.ReadThreadEndpoint;
import dev.parley.ingress.marks.SetSaved;
import dev.parley.ingress.marks.SetSubscription;
import dev.parley.ingress.marks.ThreadReads;
import dev.parley.ingress.messages.ChangedMessage;
import dev.parley.ingress.messages.ListReactions;
import dev.parley.ingress.messages.ListRevisions;
import dev.parley.ingress.messages.ListThread;
import dev.parley.ingress.messages.OwnViews;
import dev.parley.ingress.messages.PostedMessage;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.ingress.messages.ReplyInThread;
import dev.parley.ingress.messages.SendBatch;
import dev.parley.ingress.presence.ListPresence;
import dev.parley.ingress.presence.PutPresence;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.ingress.reads.ReadModelTargets;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.RecentWrites;
import dev.parley.ingress.reads.RoleAccess;
import dev.parley.ingress.receipts.ListMessageReceipts;
import dev.parley.ingress.receipts.ListReceipts;
import dev.parley.ingress.receipts.MoveMarker;
import dev.parley.ingress.receipts.ReadAll;
import dev.parley.ingress.receipts.ReceiptWrites;
import dev.parley.ingress.relations.RelationReplies;
import dev.parley.ingress.scheduled.CancelScheduledEndpoint;
import dev.parley.ingress.scheduled.ListScheduled;
import dev.parley.ingress.sessions.SessionEndpoints;
import dev.parley.ingress.signals.SetTyping;
import dev.parley.ingress.sync.MissedEvents;
import dev.parley.ingress.sync.Snapshot;
import dev.parley.ingress.sync.SyncEndpoint;
import dev.parley.ingress.users.UserWrites;
import dev.parley.readmodel.ReadModel;
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
import dev.parley.readmodel.read.TargetStore;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.UserStore;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.User;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** What endpoints are made of: the ports of the edge and of the read model, and what follows from them. */
record Wiring(
        ActionLog log,
        SignalLog<ReceiptDraft> receiptLog,
        SignalLog<Ephemeral> ephemeralLog,
        SignalLog<LeaseDraft> leases,
        PresenceTable presence,
        RestrictionTable restrictions,
        UserDirectory directory,
        UserTokens tokens,
        SocketTickets tickets,
        SchemaRegistry registry,
        EventStore events,
        ConversationStore conversations,
        MembershipStore memberships,
        InboxStore inbox,
        ReceiptStore receipts,
        MessageStore messages,
        LatestPages latestPages,
        RevisionStore revisions,
        MarkStore marks,
        ThreadStore threads,
        TargetStore targets,
        ReactionStore reactions,
        UserStore users,
        RelationStore relations,
        GroupStore groups,
        MemberStore members,
        BanStore bans,
        InviteStore invites,
        InviteCodes inviteCodes,
        ScheduledStore scheduled,
        SessionEndpoints sessions,
        RecentWrites recent,
        ReadWait readWait) {

    static Wiring of(
            Edge edge,
            PresenceTable presence,
            RestrictionTable restrictions,
            ReadModel readModel,
            LatestPages latestPages,
            ReadWait readWait) {
        return new Wiring(
                edge.log(),
                edge.signals().receipts(),
                edge.signals().ephemeral(),
                edge.signals().leases(),
                presence,
                restrictions,
                edge.users(),
                edge.tokens(),
                edge.tickets(),
                edge.registry(),
                readModel.events(),
                readModel.conversations(),
                readModel.memberships(),
                readModel.inbox(),
                readModel.receipts(),
                readModel.messages(),
                latestPages,
                readModel.revisions(),
                readModel.marks(),
                readModel.threads(),
                readModel.targets(),
                readModel.reactions(),
                readModel.users(),
                readModel.relations(),
                readModel.groups(),
                readModel.members(),
                readModel.bans(),
                readModel.invites(),
                edge.inviteCodes(),
                readModel.scheduled(),
                SessionEndpoints.of(edge, readModel, readWait),
                new RecentWrites(),
                readWait);
    }

    FreshUsers freshUsers() {
        return new FreshUsers(users, directory, readWait);
    }

    UserWrites userWrites() {
        return new UserWrites(log, directory, freshUsers(), new AvroReader<>(registry, User.getClassSchema()));
    }

    AvroReader<Event> eventReader() {
        return new AvroReader<>(registry, Event.getClassSchema());
    }

    ConversationWrites writes() {
        return new ConversationWrites(log, events, eventReader(), recent, readWait);
    }

    ConversationAccess access() {
        return new ConversationAccess(conversations, recent, readWait);
    }

    RoleAccess roleAccess() {
        return new RoleAccess(conversations, recent, readWait);
    }

    /** The endpoint of a command. */
    CommandEndpoint command(Command command, Function<Written, Reply> answer) {
        return new CommandEndpoint(command, drafts(), writes(), answer);
    }

    /** Several actions of one request. */
    CommandBatch batch() {
        return new CommandBatch(drafts(), writes());
    }

    private CommandDrafts drafts() {
        return new CommandDrafts(directory, new ReadModelTargets(targets));
    }

    /** Answers a command with the message that it changed. */
    ChangedMessage changedMessage() {
        return new ChangedMessage(messages, events, readWait);
    }

    ReadGroup readGroup() {
        return new ReadGroup(conversations, recent, readWait);
    }

    /** Answers a command with the group that it changed. */
    ChangedGroup changedGroup() {
        return new ChangedGroup(conversations, readWait);
    }

    ListMembers listMembers() {
        return new ListMembers(readGroup(), members, InstantSource.system());
    }

    private AvroReader<ScheduledMessage> scheduledReader() {
        return new AvroReader<>(registry, ScheduledMessage.getClassSchema());
    }

    /** Answers a command that sends a message, now or later. */
    PostedMessage postedMessage() {
        return new PostedMessage(scheduledReader());
    }

    ReplyInThread replyInThread() {
        return new ReplyInThread(command(Commands.REPLY_IN_THREAD, postedMessage()));
    }

    SendBatch sendBatch() {
        return new SendBatch(batch(), writes(), postedMessage());
    }

    ListScheduled listScheduled() {
        return new ListScheduled(scheduled, scheduledReader());
    }

    CancelScheduledEndpoint cancelScheduled() {
        var command = command(Commands.CANCEL_SCHEDULED, _ -> Reply.empty(204));
        return new CancelScheduledEndpoint(scheduled, readWait, InstantSource.system(), command);
    }

    ReadMessage readMessage() {
        return new ReadMessage(messages, ownViews(), access(), readWait, InstantSource.system());
    }

    private OwnViews ownViews() {
        return new OwnViews(marks);
    }

    private MarkWrites markWrites() {
        return new MarkWrites(log, marks, readWait);
    }

    SetSaved setSaved(boolean isSaved) {
        return new SetSaved(readMessage(), markWrites(), isSaved);
    }

    SetSubscription setSubscription(boolean isSubscribed) {
        return new SetSubscription(readMessage(), markWrites(), isSubscribed);
    }

    HideForMe hideForMe() {
        return new HideForMe(readMessage(), markWrites());
    }

    ListSaved listSaved() {
        return new ListSaved(marks, access());
    }

    ListThreads listThreads() {
        return new ListThreads(threads, access());
    }

    ListRevisions listRevisions() {
        return new ListRevisions(readMessage(), revisions, eventReader());
    }

    ListReactions listReactions() {
        return new ListReactions(readMessage(), reactions, access());
    }

    ListThread listThread() {
        return new ListThread(readMessage(), messages, ownViews(), access());
    }

    RelationReplies relationReplies() {
        return new RelationReplies(relations, events, readWait);
    }

    ListMessages listMessages() {
        return new ListMessages(messages, latestPages, ownViews(), access());
    }

    ListBans listBans() {
        return new ListBans(bans, roleAccess(), InstantSource.system());
    }

    ListInvites listInvites() {
        return new ListInvites(invites, roleAccess(), InstantSource.system());
    }

    InviteReplies inviteReplies() {
        return new InviteReplies(inviteCodes);
    }

    ListConversations listConversations() {
        return new ListConversations(inbox);
    }

    ReadConversation readConversation() {
        return new ReadConversation(inbox, access());
    }

    /** The endpoint of what a user sets on a conversation. */
    ChangeSettings changeSettings(Change change, ErrorCode... more) {
        return new ChangeSettings(new SettingsWrites(log, readConversation(), readWait), change, Set.of(more));
    }

    private ReceiptWrites receiptWrites() {
        return new ReceiptWrites(receiptLog, conversations, access(), readWait);
    }

    /** The endpoint of a receipt. */
    MoveMarker moveMarker(Function<Fields, Parsed<ReceiptRequest>> parser) {
        return new MoveMarker(receiptWrites(), inbox, parser);
    }

    SetTyping setTyping() {
        return new SetTyping(ephemeralLog, access(), restrictions, InstantSource.system());
    }

    private ThreadReads threadReads() {
        return new ThreadReads(threads, log, access());
    }

    ReadThreadEndpoint readThread() {
        return new ReadThreadEndpoint(readMessage(), markWrites(), threads, readWait);
    }

    ReadAll readAll() {
        return new ReadAll(inbox, receiptWrites(), threadReads());
    }

    ListReceipts listReceipts() {
        return new ListReceipts(receipts, access(), restrictions);
    }

    ListMessageReceipts listMessageReceipts() {
        return new ListMessageReceipts(receipts, readMessage(), access(), restrictions);
    }

    ListPresence listPresence() {
        return new ListPresence(presence, restrictions);
    }

    PutPresence putPresence() {
        return new PutPresence(leases, presence, InstantSource.system());
    }

    Snapshot snapshot() {
        return new Snapshot(memberships, inbox);
    }

    SyncEndpoint sync() {
        return new SyncEndpoint(access(), new MissedEvents(events, eventReader()), memberships, inbox, readWait);
    }

    ListEvents listEvents() {
        return new ListEvents(events, eventReader(), access());
    }
}
