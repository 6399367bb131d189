package dev.parley.readmodel;

import com.zaxxer.hikari.HikariDataSource;
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
import dev.parley.readmodel.sql.Connections;
import dev.parley.readmodel.sql.SqlReader;
import dev.parley.readmodel.sql.SqlStores;
import dev.parley.runtime.service.StartException;

/**
 * The read side of the SQL store. A call that is not answered within about three seconds throws
 * {@link StoreUnavailableException}. Safe for many threads.
 */
public final class ReadModel implements AutoCloseable {
    private final ReadModelSettings settings;
    private final HikariDataSource connections;
    private final SqlStores stores;

    private ReadModel(ReadModelSettings settings, HikariDataSource connections) {
        this.settings = settings;
        this.connections = connections;
        this.stores = new SqlStores(new SqlReader(connections));
    }

    /** Opens the read side without a look at the schema; the store may be down. */
    public static ReadModel open(ReadModelSettings settings) {
        return new ReadModel(settings, Connections.forReads(settings));
    }

    /**
     * Migrates the schema and opens the read side; for the start of a service.
     *
     * @throws StartException the store does not answer, or the schema is newer than this process or was changed by hand
     */
    public static ReadModel openMigrated(ReadModelSettings settings) {
        var model = open(settings);
        try {
            model.migrate();
            return model;
        } catch (StoreUnavailableException e) {
            model.close();
            throw new StartException(
                    "No answer from the SQL store at " + settings.url()
                            + ". Is it running, does the database exist, and are PARLEY_SQL_URL, PARLEY_SQL_USER and"
                            + " PARLEY_SQL_PASSWORD correct? Cause: " + e.getMessage(),
                    e);
        } catch (StartException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Migrates the schema to this version. Idempotent, and safe for several processes at the same time.
     *
     * @throws StoreUnavailableException the store does not answer
     * @throws StartException the schema is newer than this process, or was changed by hand
     */
    public void migrate() {
        try (var store = Connections.forMigrations(settings)) {
            Migrations.apply(store);
        }
    }

    /**
     * How the schema is, without changing it.
     *
     * @throws StoreUnavailableException the store does not answer
     */
    public SchemaState schema() {
        try (var store = Connections.forMigrations(settings)) {
            return Migrations.state(store);
        }
    }

    public EventStore events() {
        return stores.events();
    }

    public ConversationStore conversations() {
        return stores.conversations();
    }

    public MembershipStore memberships() {
        return stores.memberships();
    }

    public MessageStore messages() {
        return stores.messages();
    }

    public RevisionStore revisions() {
        return stores.revisions();
    }

    public ReactionStore reactions() {
        return stores.reactions();
    }

    public MarkStore marks() {
        return stores.marks();
    }

    public ThreadStore threads() {
        return stores.threads();
    }

    public InboxStore inbox() {
        return stores.inbox();
    }

    public ReceiptStore receipts() {
        return stores.receipts();
    }

    public TargetStore targets() {
        return stores.targets();
    }

    public ScheduledStore scheduled() {
        return stores.scheduled();
    }

    public UserStore users() {
        return stores.users();
    }

    public SessionStore sessions() {
        return stores.sessions();
    }

    public MemberStore members() {
        return stores.members();
    }

    public BanStore bans() {
        return stores.bans();
    }

    public InviteStore invites() {
        return stores.invites();
    }

    public RelationStore relations() {
        return stores.relations();
    }

    public GroupStore groups() {
        return stores.groups();
    }

    @Override
    public void close() {
        connections.close();
    }
}
