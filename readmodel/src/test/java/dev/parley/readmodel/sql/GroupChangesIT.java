package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.added;
import static dev.parley.readmodel.Samples.deleted;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.left;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.ownerChanged;
import static dev.parley.readmodel.Samples.removed;
import static dev.parley.readmodel.Samples.roleChanged;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.rows;
import static dev.parley.readmodel.Samples.updated;
import static dev.parley.readmodel.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.MemberStore.MemberQuery;
import dev.parley.readmodel.read.MemberStore.StoredMember;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberUnmuted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Groups that change, end and begin again, and who belongs to them, as the edges read it. */
class GroupChangesIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private ReadModel model;
    private SqlReadModelWriter writer;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("group_changes");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @RepeatedTest(5)
    void showsTheSameGroupHoweverItsEventsAreBatchedAndOrdered() {
        var events = List.of(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                joined("team", 2, "alice", 1),
                updated("team", 3, "First", "name", "description", "slowModeSeconds"),
                updated("team", 4, "Second", "name", "metadata", "mentionAllFrom"),
                added("team", 5, "bob", MemberRole.ADMIN),
                ownerChanged("team", 6, "bob", "alice"),
                message(TEAM, 7, "x"));
        var seed = new Random().nextLong();
        writeInPieces(events, new Random(seed));
        var group = model.groups().find(TENANT, "team").orElseThrow();
        var expected = new StoredGroup(
                "team",
                "Second",
                "public",
                "First",
                "https://x/i.png",
                List.of("a"),
                "{\"changed\":1}",
                "bob",
                5,
                null,
                30,
                "admin",
                7,
                6,
                START.plusSeconds(1));
        assertEquals(expected, group, "seed " + seed);
        assertEquals(
                List.of(
                        new StoredMember("alice", "admin", START.plusSeconds(2), null),
                        new StoredMember("bob", "owner", START.plusSeconds(5), null)),
                members(null, null),
                "seed " + seed);
    }

    private void writeInPieces(List<Event> events, Random random) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        for (var from = 0; from < shuffled.size(); ) {
            var to = Math.min(shuffled.size(), from + 1 + random.nextInt(4));
            write(rows(shuffled.subList(from, to).toArray(Event[]::new)));
            from = to;
        }
    }

    @Test
    void showsNoGroupThatWasDeleted() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                joined("team", 2, "alice", 1),
                joined("team", 3, "bob", 2),
                left("team", 4, "bob", 1),
                deleted("team", 5)));
        assertTrue(model.groups().find(TENANT, "team").isEmpty());
        assertEquals(List.of(), model.groups().page(TENANT, null, null, 10));
        assertEquals(List.of(), model.groups().page(TENANT, "alice", null, 10));
        assertEquals(List.of(), members(null, null));
        var found = model.conversations().find(TENANT, TEAM, "alice").orElseThrow();
        assertNull(found.group());
        assertEquals(new Membership(TEAM, "alice", "participant", false, 2, 5, 0, 5), found.membership());
        assertEquals(new Membership(TEAM, "bob", "participant", false, 3, 4, 0, 5), membership("bob"));
    }

    @Test
    void keepsTheMembersOfEachGroupOfTheSameIdApart() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PRIVATE),
                joined("team", 2, "alice", 1),
                joined("team", 3, "bob", 2),
                deleted("team", 4),
                groupCreated("team", 5, GroupAccess.PRIVATE),
                joined("team", 6, "carol", 1),
                joined("team", 7, "bob", 2)));
        write(rows(deleted("team", 8), groupCreated("team", 9, GroupAccess.PRIVATE), joined("team", 10, "dave", 1)));
        assertEquals(new Membership(TEAM, "alice", "participant", false, 2, 4, 0, 10), membership("alice"));
        assertEquals(new Membership(TEAM, "carol", "participant", false, 6, 8, 4, 10), membership("carol"));
        assertEquals(new Membership(TEAM, "bob", "participant", false, 7, 8, 4, 10), membership("bob"));
        assertEquals(new Membership(TEAM, "dave", "participant", true, 10, 0, 8, 10), membership("dave"));
        assertEquals(List.of("dave"), users(members(null, null)));
        assertEquals(List.of(), model.groups().page(TENANT, "carol", null, 10));
        assertEquals(
                List.of("participant"),
                model.groups().page(TENANT, "dave", null, 10).stream()
                        .map(StoredGroup::role)
                        .toList());
        assertEquals(List.of(membership("bob")), model.memberships().of(TENANT, "bob"));
    }

    @Test
    void tellsTheRoleOfTheUserForWhomAGroupIsRead() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                added("team", 2, "bob", MemberRole.MODERATOR),
                added("team", 3, "carol", MemberRole.MODERATOR),
                removed("team", 4, "carol")));
        assertEquals("moderator", roleFor("bob"));
        assertNull(roleFor("carol"));
        assertNull(roleFor("dave"));
    }

    private @Nullable String roleFor(String user) {
        var group = model.conversations().find(TENANT, TEAM, user).orElseThrow().group();
        var listed = model.groups().page(TENANT, user, null, 10);
        assertEquals(List.of(group), listed);
        return listed.getFirst().role();
    }

    @Test
    void endsAMembershipAtItsRemovalAndBeginsItAnew() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                added("team", 2, "bob", MemberRole.ADMIN),
                message(TEAM, 3, "x"),
                removed("team", 4, "bob"),
                message(TEAM, 5, "not for bob")));
        assertEquals(new Membership(TEAM, "bob", "admin", false, 2, 4, 0, 5), membership("bob"));
        write(rows(
                added("team", 6, "bob", MemberRole.PARTICIPANT), roleChanged("team", 7, "bob", MemberRole.MODERATOR)));
        assertEquals(new Membership(TEAM, "bob", "moderator", true, 6, 0, 0, 7), membership("bob"));
    }

    @Test
    void findsMembersByRoleAndByTheBeginningOfIdOrName() {
        var records = new ArrayList<LogRecord>(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                added("team", 2, "alan", MemberRole.ADMIN),
                added("team", 3, "bob", MemberRole.PARTICIPANT),
                added("team", 4, "u-7", MemberRole.PARTICIPANT),
                added("team", 5, "al_", MemberRole.PARTICIPANT),
                added("team", 6, "zoe", MemberRole.PARTICIPANT),
                removed("team", 7, "zoe")));
        records.add(row(0, user("alan", 1, "Robert")));
        records.add(row(1, user("bob", 1, "Bob")));
        records.add(row(2, user("u-7", 1, "ALBERTA")));
        records.add(row(3, user("al_", 1, "Al Under")));
        records.add(row(4, user("zoe", 1, "Alz")));
        records.add(row(5, user("stranger", 1, "Alf")));
        write(records);
        assertEquals(List.of("al_", "alan", "bob", "u-7"), users(members(null, null)));
        assertEquals(List.of("alan"), users(members("admin", null)));
        assertEquals(List.of("al_", "alan", "u-7"), users(members(null, "al")));
        assertEquals(List.of("al_"), users(members(null, "al_")));
        assertEquals(List.of("al_"), users(members(null, "AL u")));
        assertEquals(List.of("al_", "u-7"), users(members("participant", "al")));
        assertEquals(List.of(), users(members(null, "%")));
        var query = new MemberQuery(TENANT, TEAM, null, "al");
        assertEquals(List.of("al_", "alan"), users(model.members().page(query, START, null, 2)));
        assertEquals(List.of("u-7"), users(model.members().page(query, START, "alan", 2)));
        var foreign = new MemberQuery("other", TEAM, null, null);
        assertEquals(List.of(), users(model.members().page(foreign, START, null, 9)));
    }

    @Test
    void tellsUntilWhenMembersAreMutedInThisGroup() {
        write(rows(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                joined("team", 2, "alice", 1),
                joined("team", 3, "bob", 2),
                joined("team", 4, "carol", 3),
                joined("team", 5, "dave", 4),
                muted(6, "bob", START.plusSeconds(77)),
                muted(7, "carol", null),
                muted(8, "dave", null),
                event(TEAM, 9, null, new MemberUnmuted("dave"))));
        var end = Instant.parse("9999-12-31T23:59:59.999Z");
        assertEquals(Arrays.asList(null, START.plusSeconds(77), end, null), mutedUntil(START.plusSeconds(76)));
        assertEquals(Arrays.asList(null, null, end, null), mutedUntil(START.plusSeconds(77)));
        write(rows(
                deleted("team", 10),
                groupCreated("team", 11, GroupAccess.PUBLIC),
                joined("team", 12, "bob", 1),
                joined("team", 13, "carol", 2)));
        assertEquals(Arrays.asList(null, null), mutedUntil(START));
    }

    private List<@Nullable Instant> mutedUntil(Instant now) {
        var all = new MemberQuery(TENANT, TEAM, null, null);
        var found = new ArrayList<@Nullable Instant>();
        model.members().page(all, now, null, 100).forEach(member -> found.add(member.mutedUntil()));
        return found;
    }

    private static Event muted(long seq, String user, @Nullable Instant until) {
        return event(TEAM, seq, null, new MemberMuted(user, until));
    }

    private List<StoredMember> members(@Nullable String role, @Nullable String beginning) {
        return model.members().page(new MemberQuery(TENANT, TEAM, role, beginning), START, null, 100);
    }

    private static List<String> users(List<StoredMember> members) {
        return members.stream().map(StoredMember::user).toList();
    }

    private Membership membership(String user) {
        return model.memberships().find(TENANT, TEAM, user).orElseThrow();
    }

    private void write(List<LogRecord> rows) {
        assertEquals(new Written(), writer.write(rows));
    }
}
