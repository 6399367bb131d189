package dev.parley.testkit.model;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.UpdateGroup;
import dev.parley.testkit.model.Recipe.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One for each kind of action. */
final class Recipes {
    static final List<Recipe> ALL = List.of(
            new Recipe(CreateGroup.class, Place.GROUP, 2, Recipes::create),
            new Recipe(UpdateGroup.class, Place.GROUP, 6, Recipes::update),
            new Recipe(DeleteGroup.class, Place.GROUP, 1, _ -> new DeleteGroup()),
            new Recipe(TransferOwnership.class, Place.GROUP, 2, scene -> new TransferOwnership(scene.somebody())),
            new Recipe(JoinGroup.class, Place.MEMBERS, 14, Recipes::join),
            new Recipe(LeaveGroup.class, Place.MEMBERS, 3, _ -> new LeaveGroup()),
            new Recipe(AddMember.class, Place.MEMBERS, 8, scene -> new AddMember(scene.someUser(), scene.someRole())),
            new Recipe(RemoveMember.class, Place.MEMBERS, 3, scene -> new RemoveMember(scene.somebody())),
            new Recipe(ChangeRole.class, Place.MEMBERS, 6, scene -> new ChangeRole(scene.somebody(), scene.someRole())),
            new Recipe(BanUser.class, Place.GATE, 4, Recipes::ban),
            new Recipe(UnbanUser.class, Place.GATE, 3, scene -> new UnbanUser(scene.someUser())),
            new Recipe(MuteMember.class, Place.GATE, 4, scene -> new MuteMember(scene.somebody(), someEnd(scene))),
            new Recipe(UnmuteMember.class, Place.GATE, 3, scene -> new UnmuteMember(scene.somebody())),
            new Recipe(CreateInvite.class, Place.GATE, 4, Recipes::invite),
            new Recipe(RevokeInvite.class, Place.GATE, 1, scene -> new RevokeInvite(someInvite(scene))),
            new Recipe(AcceptInvite.class, Place.GATE, 6, scene -> new AcceptInvite(someInvite(scene))),
            new Recipe(PostMessage.class, Place.MESSAGES, 50, RandomContent::post),
            new Recipe(EditMessage.class, Place.MESSAGES, 14, Recipes::edit),
            new Recipe(DeleteMessage.class, Place.MESSAGES, 8, scene -> new DeleteMessage(scene.someOwnMessage())),
            new Recipe(PinMessage.class, Place.PINS, 8, scene -> new PinMessage(scene.someMessage())),
            new Recipe(UnpinMessage.class, Place.PINS, 3, scene -> new UnpinMessage(scene.someMessage())),
            new Recipe(
                    AddReaction.class,
                    Place.REACTIONS,
                    16,
                    scene -> new AddReaction(scene.someMessage(), scene.someEmoji())),
            new Recipe(
                    RemoveReaction.class,
                    Place.REACTIONS,
                    7,
                    scene -> new RemoveReaction(scene.someMessage(), scene.someEmoji())),
            new Recipe(ScheduleMessage.class, Place.LATER, 5, Recipes::schedule),
            new Recipe(CancelScheduled.class, Place.LATER, 2, scene -> new CancelScheduled(someScheduled(scene))),
            new Recipe(BlockUser.class, Place.DIRECT, 3, scene -> new BlockUser(scene.theOther())),
            new Recipe(UnblockUser.class, Place.DIRECT, 5, scene -> new UnblockUser(scene.theOther())),
            new Recipe(RequestFriend.class, Place.DIRECT, 5, scene -> new RequestFriend(scene.theOther())),
            new Recipe(RemoveFriend.class, Place.DIRECT, 3, scene -> new RemoveFriend(scene.theOther())));

    /** Longer than a run on a platform, whose time is not known. */
    private static final int LONG_SECONDS = 3_600;

    private static final List<String> GROUP_FIELDS =
            List.of("name", "description", "icon", "tags", "metadata", "slowModeSeconds", "mentionAllFrom");

    private Recipes() {}

    private static CreateGroup create(Scene scene) {
        var access = scene.one(List.of(GroupAccess.values()));
        return CreateGroup.newBuilder()
                .setName("group " + scene.random.nextInt(100))
                .setAccess(access)
                .setPasswordKey(access == GroupAccess.PASSWORD ? key(scene) : null)
                .setDescription(RandomContent.perhaps(scene, RandomContent.text(scene)))
                .setIcon(RandomContent.perhaps(scene, "https://files.example/icon"))
                .setTags(scene.chance(30) ? List.of("a", "b") : List.of())
                .setMetadata(RandomContent.perhaps(scene, RandomContent.json(scene)))
                .setMentionAllFrom(someRole(scene))
                .build();
    }

    private static UpdateGroup update(Scene scene) {
        var fields = new ArrayList<>(RandomContent.fields(scene, GROUP_FIELDS));
        var access = scene.one(List.of(GroupAccess.values()));
        if (scene.chance(30)) {
            fields.add("access");
        }
        var hasPassword = fields.contains("access") && access == GroupAccess.PASSWORD;
        return UpdateGroup.newBuilder()
                .setFields(fields)
                .setName(fields.contains("name") ? "renamed " + scene.random.nextInt(100) : null)
                .setAccess(fields.contains("access") ? access : null)
                .setPasswordKey(hasPassword ? key(scene) : null)
                .setDescription(fields.contains("description") ? RandomContent.text(scene) : null)
                .setIcon(fields.contains("icon") ? "https://files.example/icon2" : null)
                .setTags(fields.contains("tags") ? List.of("c") : List.of())
                .setMetadata(fields.contains("metadata") ? RandomContent.json(scene) : null)
                .setVersion(scene.chance(60) ? null : someVersion(scene))
                .setSlowModeSeconds(fields.contains("slowModeSeconds") ? someSlowness(scene) : 0)
                .setMentionAllFrom(fields.contains("mentionAllFrom") ? someRole(scene) : null)
                .build();
    }

    private static @Nullable MemberRole someRole(Scene scene) {
        return scene.chance(40) ? null : scene.one(List.of(MemberRole.values()));
    }

    /** Mostly that of the group. */
    private static long someVersion(Scene scene) {
        var version = scene.in.group == null ? 1 : scene.in.group.version;
        return scene.chance(70) ? version : version + 1;
    }

    /** Mostly none: else nobody says much. */
    private static int someSlowness(Scene scene) {
        if (scene.chance(scene.cast.isLive() ? 85 : 70)) {
            return 0;
        }
        return scene.cast.isLive() ? LONG_SECONDS : 1 + scene.random.nextInt(60);
    }

    private static JoinGroup join(Scene scene) {
        return new JoinGroup(scene.chance(60) ? key(scene) : null);
    }

    /** One of a few, so that it is often the right one. */
    private static ByteBuffer key(Scene scene) {
        return ByteBuffer.wrap(("secret" + scene.random.nextInt(2)).getBytes(StandardCharsets.UTF_8));
    }

    private static BanUser ban(Scene scene) {
        return new BanUser(scene.somebody(), someEnd(scene), scene.chance(40) ? "spam" : null);
    }

    /** When something ends: in a while, or never; now and then it is over already. */
    private static @Nullable Instant someEnd(Scene scene) {
        if (scene.chance(20)) {
            return null;
        }
        var ahead = scene.cast.isLive() ? LONG_SECONDS * 1_000L : -2_000L;
        return Instant.ofEpochMilli(scene.now + ahead + scene.random.nextInt(120_000));
    }

    private static CreateInvite invite(Scene scene) {
        return new CreateInvite(scene.chance(60) ? 1 + scene.random.nextInt(3) : null, someEnd(scene));
    }

    /** Mostly one of the group. */
    private static String someInvite(Scene scene) {
        var invites = List.copyOf(scene.in.invites.keySet());
        return invites.isEmpty() || scene.chance(10)
                ? new UUID(scene.random.nextLong(), scene.random.nextLong()).toString()
                : scene.one(invites);
    }

    private static ScheduleMessage schedule(Scene scene) {
        var ahead = scene.random.nextInt(scene.chance(50) ? 60_000 : 200_000_000) - 1_000L;
        return new ScheduleMessage(Instant.ofEpochMilli(scene.now + ahead), RandomContent.post(scene));
    }

    private static String someScheduled(Scene scene) {
        var waiting = List.copyOf(new TreeSet<>(scene.in.waiting.keySet()));
        return waiting.isEmpty() || scene.chance(5)
                ? new UUID(scene.random.nextLong(), scene.random.nextLong()).toString()
                : scene.one(waiting);
    }

    private static EditMessage edit(Scene scene) {
        var id = scene.someOwnMessage();
        var fields = RandomContent.fields(scene, RandomContent.EDITABLE);
        var version = scene.chance(60) ? null : (Long) someVersion(scene, scene.in.messages.get(id));
        return new EditMessage(id, fields, RandomContent.change(scene, fields), version);
    }

    /** Mostly that of the message. */
    private static long someVersion(Scene scene, @Nullable Message message) {
        var version = message == null ? 1 : message.version;
        return scene.chance(70) ? version : version + 1;
    }
}
