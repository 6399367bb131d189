package dev.parley.readmodel;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.UserStore;
import dev.parley.readmodel.sql.Connections;
import dev.parley.readmodel.sql.SqlReader;
import dev.parley.readmodel.sql.SqlStores;

/**
 * The read side of the SQL store. Opens without the store being there; a call to a store that is not answered within
 * about three seconds throws {@link StoreUnavailableException}. Safe for many threads.
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

    public static ReadModel open(ReadModelSettings settings) {
        return new ReadModel(settings, Connections.forReads(settings));
    }

    /**
     * Brings the schema to this version; harmless where it already is, and where several processes do it at once.
     *
     * @throws StoreUnavailableException the store does not answer
     * @throws dev.parley.runtime.service.StartException the schema is newer than this process, or was changed by hand
     */
    public void migrate() {
        try (var store = Connections.forMigrations(settings)) {
            Migrations.apply(store);
        }
    }

    public EventStore events() {
        return stores.events();
    }

    public MembershipStore memberships() {
        return stores.memberships();
    }

    public MessageStore messages() {
        return stores.messages();
    }

    public UserStore users() {
        return stores.users();
    }

    public GroupStore groups() {
        return stores.groups();
    }

    @Override
    public void close() {
        connections.close();
    }
}
