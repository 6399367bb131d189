package dev.parley.operator.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Looks at the certificate of an address. Blocks. */
final class Certificates {
    private static final int HTTPS = 443;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Certificates() {}

    /** Keeps what it is shown: one that has expired is to be told, not refused. Nothing else is sent or read. */
    private static final class Shown implements X509TrustManager {
        private final AtomicReference<@Nullable X509Certificate> certificate = new AtomicReference<>();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {
            certificate.set(chain[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static Finding look(URI address, Instant now) {
        var shown = new Shown();
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {shown}, new SecureRandom());
            var port = address.getPort() < 0 ? HTTPS : address.getPort();
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
                socket.connect(new InetSocketAddress(address.getHost(), port), (int) ANSWER.toMillis());
                socket.setSoTimeout((int) ANSWER.toMillis());
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(address.getHost())));
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            if (shown.certificate.get() == null) {
                return Finding.wrong(
                        address.toString(), "no TLS: " + e, "Is the proxy running, and is the address right?");
            }
        }
        var certificate = shown.certificate.get();
        return certificate == null
                ? Finding.wrong(address.toString(), "it showed no certificate", "Is this an address of HTTPS?")
                : CertificateChecks.of(
                        address.toString(), certificate.getNotAfter().toInstant(), now);
    }
}
