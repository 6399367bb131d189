package dev.parley.ingress;

import dev.parley.edge.Edge;
import dev.parley.edge.api.GroupDrafts;
import dev.parley.edge.api.MessageDrafts;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.SocketTickets;
import dev.parley.edge.identity.UserTokens;
import dev.parley.edge.log.ActionLog;
import dev.parley.ingress.conversations.ListEvents;
import dev.parley.ingress.conversations.ListMessages;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.FreshUsers;
import dev.parley.ingress.reads.Patience;
import dev.parley.ingress.reads.StoredTargets;
import dev.parley.ingress.writes.ConversationWrites;
import dev.parley.ingress.writes.UserWrites;
import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.UserStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import java.time.InstantSource;

/** What endpoints are made of: the ports of the edge and of the read model, and what follows from them. */
record Parts(
        ActionLog log,
        UserDirectory directory,
        UserTokens tokens,
        SocketTickets tickets,
        SchemaRegistry registry,
        EventStore events,
        MembershipStore memberships,
        MessageStore messages,
        UserStore users,
        GroupStore groups,
        Patience patience) {

    static Parts of(Edge edge, ReadModel readModel, Patience patience) {
        return new Parts(
                edge.log(),
                edge.users(),
                edge.tokens(),
                edge.tickets(),
                edge.registry(),
                readModel.events(),
                readModel.memberships(),
                readModel.messages(),
                readModel.users(),
                readModel.groups(),
                patience);
    }

    FreshUsers freshUsers() {
        return new FreshUsers(users, directory, patience);
    }

    UserWrites userWrites() {
        return new UserWrites(log, directory, freshUsers(), new AvroReader<>(registry, User.getClassSchema()));
    }

    AvroReader<Event> eventReader() {
        return new AvroReader<>(registry, Event.getClassSchema());
    }

    ConversationWrites writes() {
        return new ConversationWrites(log, events, eventReader(), patience);
    }

    ConversationAccess access() {
        return new ConversationAccess(events, memberships, groups, patience);
    }

    GroupDrafts groupDrafts() {
        return new GroupDrafts(directory);
    }

    MessageDrafts messageDrafts() {
        return new MessageDrafts(directory, new StoredTargets(messages));
    }

    ReadMessage readMessage() {
        return new ReadMessage(messages, access(), patience, InstantSource.system());
    }

    ListMessages listMessages() {
        return new ListMessages(messages, access());
    }

    ListEvents listEvents() {
        return new ListEvents(events, eventReader(), access());
    }
}
