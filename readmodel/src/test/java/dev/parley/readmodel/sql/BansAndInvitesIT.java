package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.event;
import static dev.parley.readmodel.Samples.groupCreated;
import static dev.parley.readmodel.Samples.joined;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.BanStore.StoredBan;
import dev.parley.readmodel.read.InviteStore.StoredInvite;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.WriteResult.Written;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.MemberUnmuted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who is kept out, who may not write, and how one may come in, as the store knows it. */
class BansAndInvitesIT {
    private static final String TEAM = "g:team";

    private TestDatabase database;
    private SqlReadModelWriter writer;
    private ReadModel model;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("bans");
        writer = SqlReadModelWriter.open(database.settings());
        model = ReadModel.open(database.settings());
    }

    @AfterEach
    void close() {
        model.close();
        writer.close();
    }

    private static Event banned(long seq, String user, @Nullable Instant until, boolean wasMember) {
        return event(TEAM, seq, null, new MemberBanned(user, until, "spam", 1L, wasMember));
    }

    private static Event unbanned(long seq, String user) {
        return event(TEAM, seq, null, new MemberUnbanned(user));
    }

    private static Event invited(long seq, String id, @Nullable Integer uses, @Nullable Instant expiresAt) {
        return event(TEAM, seq, null, new InviteCreated(id, uses, expiresAt));
    }

    private static Event came(long seq, String user, String id, @Nullable Long usesLeft) {
        return event(TEAM, seq, null, new MemberJoined(user, MemberRole.PARTICIPANT, seq, id, usesLeft));
    }

    private static Event muted(long seq, String user, @Nullable Instant until) {
        return event(TEAM, seq, null, new MemberMuted(user, until));
    }

    @Test
    void aBanInAFloodEndsTheMembershipAtItsSeq() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), joined("team", 2, "bob", 2));
        write(message(TEAM, 3, "x"), banned(4, "bob", null, true), message(TEAM, 5, "y"));
        var found = model.conversations().find(TENANT, TEAM, "bob").orElseThrow();
        var membership = Objects.requireNonNull(found.membership());
        assertFalse(membership.isMember());
        assertEquals(4, membership.leftSeq());
        assertEquals(2, membership.joinedSeq());
        assertEquals(1, Objects.requireNonNull(found.group()).memberCount());
    }

    @Test
    void aBanOfANonMemberTellsNothingOfAMembership() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), banned(2, "eve", null, false));
        assertTrue(model.memberships().find(TENANT, TEAM, "eve").isEmpty());
        write(joined("team", 3, "bob", 2), banned(4, "bob", null, true), message(TEAM, 5, "x"));
        write(banned(6, "bob", START.plusSeconds(900), false));
        // A later ban must not let a former member read what was said after they left.
        assertEquals(
                4, model.memberships().find(TENANT, TEAM, "bob").orElseThrow().leftSeq());
    }

    @Test
    void listsTheBansThatHold() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), banned(2, "ann", null, false));
        write(banned(3, "bob", START.plusSeconds(100), false), banned(4, "cem", null, false), unbanned(5, "cem"));
        var bob = new StoredBan("bob", START.plusSeconds(100), "spam", "alice", START.plusSeconds(3));
        var ann = new StoredBan("ann", null, "spam", "alice", START.plusSeconds(2));
        assertEquals(List.of(ann, bob), bans(START.plusSeconds(99), null, 10));
        assertEquals(List.of(ann), bans(START.plusSeconds(100), null, 10));
        assertEquals(List.of(ann), bans(START, null, 1));
        assertEquals(List.of(bob), bans(START, "ann", 10));
        assertEquals(List.of(), model.bans().page("globex", "team", START, null, 10));
        assertEquals(List.of(), model.bans().page(TENANT, "other", START, null, 10));
    }

    @Test
    void listsInvitesNewestFirstWithWhatIsLeftOfThem() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), invited(2, "0199-a", 2, START.plusSeconds(50)));
        write(invited(3, "0199-b", null, null), came(4, "bob", "0199-a", 1L), came(5, "cem", "0199-b", null));
        write(event(TEAM, 6, null, new InviteRevoked("0199-b")));
        var first = new StoredInvite("0199-a", 2L, 1L, START.plusSeconds(50), false, "alice", START.plusSeconds(2));
        var second = new StoredInvite("0199-b", null, null, null, true, "alice", START.plusSeconds(3));
        assertEquals(List.of(second, first), model.invites().page(TENANT, "team", null, 10));
        assertEquals(List.of(second), model.invites().page(TENANT, "team", null, 1));
        assertEquals(List.of(first), model.invites().page(TENANT, "team", "0199-b", 10));
        assertEquals(List.of(), model.invites().page("globex", "team", null, 10));
    }

    @Test
    void showsNoInviteWhoseCreationIsNotStored() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), came(4, "bob", "0199-a", 1L));
        assertEquals(List.of(), model.invites().page(TENANT, "team", null, 10));
        write(invited(2, "0199-a", 2, null));
        assertEquals(
                1L, model.invites().page(TENANT, "team", null, 10).getFirst().usesLeft());
    }

    @Test
    void aNewGroupOfTheSameIdShowsNothingOfTheFormerOne() {
        write(
                groupCreated("team", 1, GroupAccess.PUBLIC),
                banned(2, "ann", null, false),
                invited(3, "0199-a", 2, null));
        write(
                groupCreated("team", 5, GroupAccess.PUBLIC),
                banned(6, "bob", null, false),
                invited(7, "0199-b", 2, null));
        assertEquals(
                List.of("bob"),
                bans(START, null, 10).stream().map(StoredBan::user).toList());
        var invites = model.invites().page(TENANT, "team", null, 10);
        assertEquals(List.of("0199-b"), invites.stream().map(StoredInvite::id).toList());
    }

    @Test
    void keepsAMuteThroughLeavingAndComingBack() {
        write(groupCreated("team", 1, GroupAccess.PUBLIC), joined("team", 2, "bob", 2));
        write(muted(3, "bob", START.plusSeconds(77)), banned(4, "bob", null, true), joined("team", 6, "bob", 2));
        assertEquals(START.plusSeconds(77).toEpochMilli(), mutedUntil());
        write(muted(7, "bob", null));
        assertEquals(Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli(), mutedUntil());
        write(event(TEAM, 8, null, new MemberUnmuted("bob")));
        assertEquals(1, database.number("SELECT COUNT(*) FROM members WHERE muted_until IS NULL AND is_member"));
    }

    @RepeatedTest(5)
    void endsTheSameHoweverTheLogIsCutRepeatedAndShuffled() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var history =
                IntStream.range(2, 60).mapToObj(seq -> randomEvent(seq, random)).toArray(Event[]::new);
        write(history);
        var expected = database.contents();
        TestDatabase.empty("bans");
        var shuffled = new ArrayList<>(List.of(rows(history).toArray(LogRecord[]::new)));
        shuffled.addAll(shuffled.subList(0, shuffled.size() / 2));
        Collections.shuffle(shuffled, random);
        for (var from = 0; from < shuffled.size(); ) {
            var to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
            assertEquals(new Written(), writer.write(shuffled.subList(from, to)));
            from = to;
        }
        assertEquals(expected, database.contents(), "seed " + seed);
    }

    private static Event randomEvent(long seq, Random random) {
        var user = "u" + random.nextInt(4);
        var invite = "i" + random.nextInt(4);
        return switch (random.nextInt(8)) {
            case 0 -> joined("team", seq, user, seq);
            case 1 -> banned(seq, user, START.plusSeconds(seq), random.nextBoolean());
            case 2 -> unbanned(seq, user);
            case 3 -> muted(seq, user, START.plusSeconds(seq));
            case 4 -> event(TEAM, seq, null, new MemberUnmuted(user));
            case 5 -> invited(seq, "new-" + seq, 3, null);
            case 6 -> event(TEAM, seq, null, new InviteRevoked(invite));
            default -> came(seq, user, invite, seq);
        };
    }

    private long mutedUntil() {
        return database.number("SELECT muted_until FROM members WHERE user_id = 'bob' AND is_member");
    }

    private List<StoredBan> bans(Instant now, @Nullable String after, int limit) {
        return model.bans().page(TENANT, "team", now, after, limit);
    }

    private void write(Event... events) {
        assertEquals(new Written(), writer.write(rows(events)));
    }
}
