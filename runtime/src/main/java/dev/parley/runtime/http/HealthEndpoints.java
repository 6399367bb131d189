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
        var isReady = states.values().stream().allMatch(Health.State::isReady);
        Answers.send(exchange, isReady ? 200 : 503, "application/json", json -> {
            json.writeBooleanField("ready", isReady);
            json.writeObjectFieldStart("parts");
            for (var part : states.entrySet()) {
                json.writeObjectFieldStart(part.getKey());
                json.writeBooleanField("ready", part.getValue().isReady());
                json.writeStringField("detail", part.getValue().detail());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }
}
