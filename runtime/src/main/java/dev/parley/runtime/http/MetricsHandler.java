package dev.parley.runtime.http;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** All metrics of the process in the Prometheus text format. */
record MetricsHandler(PrometheusRegistry metrics) implements HttpHandler {
    private static final PrometheusTextFormatWriter FORMAT =
            PrometheusTextFormatWriter.builder().build();

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        var bytes = new ByteArrayOutputStream();
        FORMAT.write(bytes, metrics.scrape());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, FORMAT.getContentType());
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes.toByteArray()));
    }
}
