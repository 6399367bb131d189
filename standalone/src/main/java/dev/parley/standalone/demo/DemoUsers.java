package dev.parley.standalone.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The users of the demo tenant, whom everybody may act as on the chat page. */
public final class DemoUsers {
    private static final List<DemoUser> ALL = List.of(
            new DemoUser("alice", "Alice"),
            new DemoUser("bob", "Bob"),
            new DemoUser("cem", "Cem"),
            new DemoUser("dana", "Dana"),
            new DemoUser("erin", "Erin"));

    private DemoUsers() {}

    private record DemoUser(String id, String name) {}

    /** The value of {@code PARLEY_CONSOLE}. */
    public static String console() {
        return Demo.TENANT + ":" + ALL.stream().map(DemoUser::id).collect(Collectors.joining(","));
    }

    /** Creates those that do not exist yet. */
    static void create(DemoApi api) {
        DemoSteps.run(
                ALL.stream().map(user -> (Runnable) () -> create(api, user)).toList());
    }

    private static void create(DemoApi api, DemoUser user) {
        var answer = api.post("/v1/users", "demo-user-" + user.id(), Map.of("id", user.id(), "name", user.name()));
        if (!answer.code().equals("user-exists")) {
            answer.expect(201);
        }
    }
}
