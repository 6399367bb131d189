package dev.parley.runtime.http;

import dev.parley.runtime.service.Health;
import io.undertow.server.HttpServerExchange;

/** Liveness and readiness of the process, for an orchestrator. */
record HealthEndpoints(Health health) {
    void live(HttpServerExchange exchange) {
        Answers.send(exchange, 200, "application/json", json -> json.writeBooleanField("live", true));
    }

    void ready(HttpServerExchange exchange) {
        var states = health.states();
        Answers.send(
                exchange,
                HealthJson.isReady(states) ? 200 : 503,
                "application/json",
                json -> HealthJson.write(json, states));
    }
}
