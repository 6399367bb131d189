package dev.parley.ingress;

import dev.parley.edge.Edge;
import dev.parley.edge.command.Command;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.SocketTickets;
import dev.parley.edge.identity.UserTokens;
import dev.parley.edge.log.ActionLog;
import dev.parley.ingress.commands.CommandEndpoint;
import dev.parley.ingress.commands.ConversationWrites;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.conversations.ListEvents;
import dev.parley.ingress.conversations.ListMessages;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.marks.HideForMe;
import dev.parley.ingress.marks.ListSaved;
import dev.parley.ingress.marks.ListThreads;
import dev.parley.ingress.marks.MarkWrites;
import dev.parley.ingress.marks.SetSaved;
import dev.parley.ingress.marks.SetSubscription;
import dev.parley.ingress.messages.ChangedMessage;
import dev.parley.ingress.messages.ListRevisions;
import dev.parley.ingress.messages.ListThread;
import dev.parley.ingress.messages.OwnViews;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.ingress.reads.ReadModelTargets;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.RecentWrites;
import dev.parley.ingress.relations.RelationReplies;
import dev.parley.ingress.users.UserWrites;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.RelationStore;
import dev.parley.readmodel.read.RevisionStore;
import dev.parley.readmodel.read.TargetStore;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.readmodel.read.UserStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.time.InstantSource;
import java.util.function.Function;

/** What endpoints are made of: the ports of the edge and of the read model, and what follows from them. */
record Wiring(
        ActionLog log,
        UserDirectory directory,
        UserTokens tokens,
        SocketTickets tickets,
        SchemaRegistry registry,
        EventStore events,
        ConversationStore conversations,
        MessageStore messages,
        RevisionStore revisions,
        MarkStore marks,
        ThreadStore threads,
        TargetStore targets,
        UserStore users,
        RelationStore relations,
        GroupStore groups,
        RecentWrites recent,
        ReadWait readWait) {

    static Wiring of(Edge edge, ReadModel readModel, ReadWait readWait) {
        return new Wiring(
                edge.log(),
                edge.users(),
                edge.tokens(),
                edge.tickets(),
                edge.registry(),
                readModel.events(),
                readModel.conversations(),
                readModel.messages(),
                readModel.revisions(),
                readModel.marks(),
                readModel.threads(),
                readModel.targets(),
                readModel.users(),
                readModel.relations(),
                readModel.groups(),
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

    /** The endpoint of a command. */
    CommandEndpoint command(Command command, Function<Written, Reply> answer) {
        return new CommandEndpoint(
                command, new CommandDrafts(directory, new ReadModelTargets(targets)), writes(), answer);
    }

    /** Answers a command with the message that it changed. */
    ChangedMessage changedMessage() {
        return new ChangedMessage(messages, events, readWait);
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

    ListThread listThread() {
        return new ListThread(readMessage(), messages, ownViews(), access());
    }

    RelationReplies relationReplies() {
        return new RelationReplies(relations, events, readWait);
    }

    ListMessages listMessages() {
        return new ListMessages(messages, ownViews(), access());
    }

    ListEvents listEvents() {
        return new ListEvents(events, eventReader(), access());
    }
}
