package dev.dragoman.http;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdkUpstreamTest implements UpstreamContract {

    private final Upstream upstream = new JdkUpstream();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Override
    public Upstream upstream() {
        return upstream;
    }

    @Test
    void clientThatFollowsRedirectsIsRefused() {
        try (HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            assertThatIllegalArgumentException().isThrownBy(() -> new JdkUpstream(following));
        }
    }
}
