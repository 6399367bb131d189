package dev.parley.ingress.contract;

import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code GET /v1/openapi.json}: what this API is, for people and generators. */
public final class OpenApiDocument implements Endpoint {
    private final byte[] document = read();

    @Override
    public Reply answer(Call call) {
        return Reply.json(200, document).with("Cache-Control", "public, max-age=300");
    }

    private static byte[] read() {
        try (var resource = OpenApiDocument.class.getResourceAsStream("/openapi.json")) {
            if (resource == null) {
                throw new IllegalStateException("openapi.json is not on the class path.");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read.", e);
        }
    }
}
