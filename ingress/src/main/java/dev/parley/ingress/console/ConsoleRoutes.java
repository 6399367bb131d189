package dev.parley.ingress.console;

import static dev.parley.ingress.http.Access.PUBLIC;
import static dev.parley.ingress.http.Route.get;
import static dev.parley.ingress.http.Route.post;

import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.http.Route;
import dev.parley.readmodel.read.UserStore;
import java.util.List;

/** The addresses of the page. They are no part of the contract: nothing but the page may rely on them. */
public final class ConsoleRoutes {
    private static final int MOVED = 308;

    private ConsoleRoutes() {}

    /** @param mint gives out tokens to those who may ask for any */
    public static List<Route> of(ConsoleSettings settings, UserStore users, Endpoint mint) {
        var file = ServeFile.of(PageFiles.read());
        return List.of(
                get("/console/users", PUBLIC, new ListDemoUsers(settings, users)),
                post("/console/users/{user}/token", PUBLIC, new MintDemoToken(settings, mint)),
                get("/console", PUBLIC, _ -> Reply.empty(MOVED).with("Location", "/console/")),
                get("/console/", PUBLIC, file),
                get("/console/{file}", PUBLIC, file),
                get("/console/{folder}/{file}", PUBLIC, file),
                get("/console/{folder}/{inner}/{file}", PUBLIC, file));
    }
}
