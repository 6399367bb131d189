package dev.parley.testkit.model;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.Target;
import dev.parley.schemas.UnpinMessage;
import dev.parley.testkit.model.Recipe.Place;
import dev.parley.testkit.model.Scene.Cast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Actions of several users in several conversations of several tenants, made up out of a seed and of where the model stands: most
 * of them make sense, some do not. One thread.
 */
public final class RandomActions {
    /** For so many actions one kind of them is frequent, so that limits are reached. */
    private static final int MOOD = 400;

    private static final int FREQUENT = 12;
    private static final List<Place> MOODS = List.of(Place.values());

    /** In byte order, as the name of a direct conversation has them. */
    public static final List<String> USERS = List.of("Ann", "ann", "ben", "dan", "eve", "çem", "用户");

    private static final List<String> CONVERSATIONS = List.of(
            "g:team",
            "g:news",
            "g:Team",
            "g:ops",
            "g:team",
            "g:news",
            "g:Team",
            "g:ops",
            "d:Ann:ann",
            "d:ann:ben",
            "d:ben:用户",
            "d:dan:çem");

    private final Random random;
    private final ChatModel model;
    private final Predicate<Class<?>> isSupported;
    private final Cast cast;
    private Place mood = Place.MESSAGES;
    private long made;

    private RandomActions(Random random, ChatModel model, Predicate<Class<?>> isSupported, Cast cast) {
        this.random = random;
        this.model = model;
        this.isSupported = isSupported;
        this.cast = cast;
    }

    /**
     * For a machine: everything that can be asked of it.
     *
     * @param isSupported which kinds of actions are decided; the others are left out
     */
    public static RandomActions ofMachine(Random random, ChatModel model, Predicate<Class<?>> isSupported) {
        var cast = new Cast(List.of("acme", "globex"), USERS, CONVERSATIONS, false);
        return new RandomActions(random, model, isSupported, cast);
    }

    /** For a platform, in one conversation: what its edges let through, and what does not depend on its time. */
    public static RandomActions ofPlatform(Random random, ChatModel model, String tenant, String conversation) {
        var cast = new Cast(List.of(tenant), USERS, List.of(conversation), true);
        return new RandomActions(
                random, model, body -> body != ScheduleMessage.class && body != CancelScheduled.class, cast);
    }

    /** Every kind of action that can be made up. */
    public static Set<Class<?>> bodies() {
        return Recipes.ALL.stream().map(Recipe::body).collect(Collectors.toSet());
    }

    /** @param time when the action will be appended, in milliseconds */
    public Action next(long time) {
        var now = Math.max(time, model.now());
        if (made++ % MOOD == 0) {
            mood = MOODS.get(random.nextInt(MOODS.size()));
        }
        var scene = new Scene(random, model, cast, someConversation(), now, null);
        var body = recipe(scene).make().apply(scene);
        var action = Action.newBuilder()
                .setTenant(scene.in.tenant)
                .setConversation(scene.in.name)
                .setActor(scene.actor)
                .setActionId("a" + made)
                .setClientAt(!cast.isLive() && scene.chance(10) ? Instant.ofEpochMilli(now - 5_000) : null)
                .setRefusal(!cast.isLive() && scene.chance(1) ? "receiver-inactive" : null)
                .setBody(body);
        if (!cast.isLive()) {
            stamp(scene, body, action);
        }
        return action.build();
    }

    /** The same request again, as an edge would stamp it now. */
    public Action again(Action action, long time) {
        var in = model.conversation(action.getTenant(), action.getConversation());
        var scene = new Scene(random, model, cast, in, Math.max(time, model.now()), action.getActor());
        var builder = Action.newBuilder(action).setTarget(null).setParentTarget(null);
        stamp(scene, action.getBody(), builder);
        return builder.build();
    }

    private Conversation someConversation() {
        var name = cast.conversations().get(random.nextInt(cast.conversations().size()));
        if (mood == Place.DIRECT && random.nextInt(100) < 90) {
            name = cast.conversations().getLast();
        }
        return model.conversation(
                cast.tenants().get(random.nextInt(cast.tenants().size())), name);
    }

    private Recipe recipe(Scene scene) {
        if (!scene.in.isDirect() && scene.in.group == null && scene.chance(50)) {
            return Recipes.ALL.stream()
                    .filter(recipe -> recipe.body() == CreateGroup.class)
                    .findFirst()
                    .orElseThrow();
        }
        // Now and then what makes no sense there, such as joining a direct conversation.
        var isAnywhere = !cast.isLive() && scene.chance(1);
        var possible = Recipes.ALL.stream()
                .filter(recipe -> isSupported.test(recipe.body()))
                .filter(recipe -> isAnywhere || recipe.fits(scene.in))
                .toList();
        var drawn = random.nextInt(possible.stream().mapToInt(this::weight).sum());
        for (var recipe : possible) {
            drawn -= weight(recipe);
            if (drawn < 0) {
                return recipe;
            }
        }
        throw new IllegalStateException("no recipe drawn");
    }

    private int weight(Recipe recipe) {
        return recipe.place() == mood ? recipe.weight() * FREQUENT : recipe.weight();
    }

    /** Says of older messages what a store has, as an edge does; now and then also of younger ones, a little behind. */
    private void stamp(Scene scene, Object body, Action.Builder action) {
        var targets = about(body).stream()
                .map(scene.in.messages::get)
                .filter(message -> message != null)
                .flatMap(message -> withParent(scene, body, message).stream())
                .distinct()
                .map(message -> stamped(scene, message, emojiOf(body)))
                .filter(target -> target != null)
                .toList();
        if (!targets.isEmpty()) {
            action.setTarget(targets.getFirst());
        }
        if (targets.size() > 1) {
            action.setParentTarget(targets.get(1));
        }
    }

    private static List<Message> withParent(Scene scene, Object body, Message message) {
        var isOfThread = body instanceof DeleteMessage || body instanceof EditMessage;
        var parent = isOfThread && message.parentId != null ? scene.in.messages.get(message.parentId) : null;
        return parent == null ? List.of(message) : List.of(message, parent);
    }

    private @Nullable Target stamped(Scene scene, Message message, @Nullable String emoji) {
        var isOld = scene.now - message.createdAt >= Asking.DAY;
        var isForgotten = scene.now - Math.max(message.touchedAt, message.keptUntil) >= Asking.DAY;
        if (isForgotten ? scene.chance(10) : !isOld && scene.chance(70)) {
            return null;
        }
        var before = message.before;
        // A store is never behind by a day.
        var isRecent = scene.now - message.touchedAt < Asking.DAY;
        var isBehind = before != null && isRecent && scene.chance(40);
        var stored = isBehind && before != null ? before : message.stored();
        return stored.target(message, emoji, scene.actor);
    }

    /** The messages that an action is about. */
    private static List<String> about(Object body) {
        return switch (body) {
            case EditMessage edit -> List.of(edit.getMessageId());
            case DeleteMessage delete -> List.of(delete.getMessageId());
            case PinMessage pin -> List.of(pin.getMessageId());
            case UnpinMessage unpin -> List.of(unpin.getMessageId());
            case AddReaction add -> List.of(add.getMessageId());
            case RemoveReaction remove -> List.of(remove.getMessageId());
            case ScheduleMessage schedule -> about(schedule.getMessage());
            case PostMessage post -> {
                var ids = new ArrayList<String>();
                if (post.getReplyToId() != null) {
                    ids.add(post.getReplyToId());
                }
                if (post.getParentId() != null) {
                    ids.add(post.getParentId());
                }
                yield ids;
            }
            case Object _ -> List.of();
        };
    }

    private static @Nullable String emojiOf(Object body) {
        return switch (body) {
            case AddReaction add -> add.getEmoji();
            case RemoveReaction remove -> remove.getEmoji();
            case Object _ -> null;
        };
    }
}
