package dev.dragoman.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.provider.VendorCalls;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClientLoginTest {

    private static final String ANSWER =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";

    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server = HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::reply, InstantSource.system());
    private final VendorCalls calls = VendorCalls.of(
                    "databricks", "my-model", "http://127.0.0.1:" + server.port() + "/serving-endpoints")
            .key(null)
            .with("databricks_client_id", "client")
            .with("databricks_client_secret", "secret");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServicePrincipalIsGivenATokenThatServesManyCalls() {
        calls.asked("");
        calls.asked("");

        assertThat(requests)
                .extracting(RecordedRequest::path)
                .containsExactly(
                        "/oidc/v1/token", "/serving-endpoints/chat/completions", "/serving-endpoints/chat/completions");
        assertThat(requests.getFirst().text()).isEqualTo("grant_type=client_credentials&scope=all-apis");
        assertThat(requests.getLast().header("authorization")).contains("Bearer given");
    }

    @Test
    void aKeyGoesFirst() {
        calls.key("dapi-1").asked("");

        assertThat(requests).hasSize(1);
        assertThat(requests.getLast().header("authorization")).contains("Bearer dapi-1");
    }

    @Test
    void aRefusalIsTold() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(
                        () -> calls.with("databricks_client_secret", "wrong").asked(""))
                .withMessageContaining("invalid client")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("wrong"));
    }

    @Test
    void withNeitherKeyNorClientAndNoAddressTheKeyIsMissed() {
        VendorCalls nothing = VendorCalls.of("databricks", "m", null).key(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.place().credentials().check(nothing.target()))
                .withMessageContaining("DATABRICKS_API_KEY");
    }

    private Reply reply(RecordedRequest request) {
        requests.add(request);
        if (!request.path().equals("/oidc/v1/token")) {
            return json(200, ANSWER);
        }
        String basic = "Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
        return request.header("authorization").orElse("").equals(basic)
                ? json(200, "{\"access_token\":\"given\",\"expires_in\":3600}")
                : json(401, "{\"error\":\"invalid_client\",\"error_description\":\"invalid client\"}");
    }

    private static Reply json(int status, String body) {
        return Reply.whole(
                status, List.of(new Header("content-type", "application/json")), body.getBytes(StandardCharsets.UTF_8));
    }
}
