package dev.parley.ingress.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.readmodel.read.UserStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET /console/users}: the users that the page may act as, those that exist. */
record ListDemoUsers(ConsoleSettings settings, UserStore store) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        settings.users().stream()
                .map(id -> store.find(settings.tenant(), id))
                .flatMap(Optional::stream)
                .filter(user -> user.status().equals("active"))
                .forEach(user -> items.addObject().put("id", user.id()).put("name", user.name()));
        return Reply.json(200, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
