package dev.parley.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authority of a company of its own, or of a test, that has signed the certificate of a platform. */
public final class TrustedAuthority {
    private TrustedAuthority() {}

    /**
     * From now on this process trusts the certificates in a PEM file, and no others.
     *
     * @throws IllegalArgumentException the file cannot be read, or holds no certificate
     */
    public static void trustOnly(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException(pem + " holds no certificate.");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            SSLContext.setDefault(context);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file " + pem + " cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " does not hold certificates in PEM form: " + e.getMessage(), e);
        }
    }
}
