package dev.parley.runtime.http;

import dev.parley.runtime.service.Health;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import org.jspecify.annotations.Nullable;

/** A front that services can mount on before it listens: configuration errors are reported before the port is bound. */
public final class DeferredFront implements HttpFront {
    private final Mounts mounts = new Mounts();
    private volatile @Nullable UndertowFront opened;

    /** Listens when it returns, as {@link UndertowFront#open} does. */
    public UndertowFront open(HttpSettings settings, Health health, PrometheusRegistry metrics) {
        var front = UndertowFront.open(settings, health, metrics, mounts);
        opened = front;
        return front;
    }

    @Override
    public void mount(String prefix, HttpHandler handler) {
        mounts.add(prefix, handler);
    }

    @Override
    public int port() {
        var front = opened;
        if (front == null) {
            throw new IllegalStateException("Not listening yet.");
        }
        return front.port();
    }
}
