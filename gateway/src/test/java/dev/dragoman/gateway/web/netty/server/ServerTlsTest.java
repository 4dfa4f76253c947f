package dev.dragoman.gateway.web.netty.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dragoman.gateway.web.EngineSettings.Tls;
import dev.dragoman.gateway.web.netty.Certificates;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTlsTest {

    private static final Certificates.Pair FIRST = Certificates.generate("localhost");
    private static final Certificates.Pair SECOND = Certificates.generate("localhost");

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @BeforeEach
    void writeFirst() throws IOException {
        certificate = directory.resolve("server.crt");
        key = directory.resolve("server.key");
        FIRST.write(certificate, key);
    }

    @Test
    void unchangedFilesAreNotLoadedAgain() {
        ServerTls tls = tls();
        SslContext before = tls.context();

        tls.reload();

        assertThat(tls.context()).isSameAs(before);
    }

    @Test
    void newFilesAreUsed() throws IOException {
        ServerTls tls = tls();
        SslContext before = tls.context();
        SECOND.write(certificate, key);

        tls.reload();

        assertThat(tls.context()).isNotSameAs(before);
    }

    @Test
    void fileThatIsNoCertificateLeavesTheOldOneInUse() throws IOException {
        ServerTls tls = tls();
        SslContext before = tls.context();
        Files.writeString(certificate, "not a certificate");

        tls.reload();

        assertThat(tls.context()).isSameAs(before);
    }

    @Test
    void missingFileLeavesTheOldOneInUse() throws IOException {
        ServerTls tls = tls();
        SslContext before = tls.context();
        Files.delete(key);

        tls.reload();

        assertThat(tls.context()).isSameAs(before);
    }

    @Test
    void certificateIsNotUsedBeforeItsKeyIsThere() throws IOException {
        ServerTls tls = tls();
        SslContext before = tls.context();
        Files.writeString(certificate, SECOND.certificatePem());
        tls.reload();
        assertThat(tls.context()).isSameAs(before);

        Files.writeString(key, SECOND.keyPem());
        tls.reload();

        assertThat(tls.context()).isNotSameAs(before);
    }

    @Test
    void keyThatDoesNotBelongToTheCertificateFailsTheStart() throws IOException {
        Files.writeString(key, SECOND.keyPem());

        assertThatIllegalStateException().isThrownBy(this::tls).withMessageContaining("does not belong");
    }

    private ServerTls tls() {
        return new ServerTls(new Tls(certificate, key, Duration.ofSeconds(1)), true, Duration.ofSeconds(5));
    }
}
