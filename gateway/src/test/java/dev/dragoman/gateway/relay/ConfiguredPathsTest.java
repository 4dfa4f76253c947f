package dev.dragoman.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths of the configuration that lead to other servers. */
final class ConfiguredPathsTest {

    private static final BlockingQueue<RecordedRequest> SEEN = new LinkedBlockingQueue<>();
    private static final HttpServer SERVER = HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ConfiguredPathsTest::reply,
            InstantSource.system());

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.startOf(yaml(), Map.of("SEARCH_KEY", "secret-of-search"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Reply reply(RecordedRequest request) {
        SEEN.add(request);
        byte[] body = ("{\"you\":\"" + request.method() + "\"}").getBytes(StandardCharsets.UTF_8);
        return Reply.whole(
                202,
                List.of(
                        new Header("content-type", "application/json"),
                        new Header("set-cookie", "a=b"),
                        new Header("x-own", "1")),
                body);
    }

    private static String yaml() {
        return """
                model_list: []
                general_settings:
                  pass_through_endpoints:
                    - path: /search
                      target: "http://127.0.0.1:%1$d/base/?fixed=1&both=target"
                      headers: {authorization: "bearer os.environ/SEARCH_KEY", x-fixed: "yes"}
                      include_subpath: true
                      default_query_params: {fixed: "2", more: "a b"}
                      methods: [get, POST]
                    - path: /open
                      target: "http://127.0.0.1:%1$d?gone=1"
                      auth: false
                      forward_headers: true
                      merge_query_params: false
                    - path: /v1/models
                      target: "http://127.0.0.1:%1$d/never"
                """.formatted(SERVER.port());
    }

    @Test
    void fieldsQueryAndRestOfThePathArePutTogether() {
        HttpResponse<String> answer =
                gateway.post("/search/deep/er?both=client&q=1", "{\"a\":1}", "x-mine", "stays", "x-pass-mine", "goes");

        RecordedRequest sent = SEEN.remove();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"you\":\"POST\"}");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(answer.headers().firstValue("x-own")).contains("1");
        assertThat(sent.target()).isEqualTo("/base/deep/er?both=client&q=1&fixed=1&more=a+b");
        assertThat(sent.header("authorization")).contains("bearer secret-of-search");
        assertThat(sent.header("x-fixed")).contains("yes");
        assertThat(sent.header("mine")).contains("goes");
        assertThat(sent.header("x-mine")).isEmpty();
        assertThat(sent.header("content-type")).contains("application/json");
        assertThat(sent.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void thePathItselfAndOnlyItsMethodsAreAnswered() {
        assertThat(gateway.get("/search").statusCode()).isEqualTo(202);
        assertThat(SEEN.remove().path()).isEqualTo("/base");
        HttpRequest delete = HttpRequest.newBuilder(URI.create(gateway.url() + "/search"))
                .header("authorization", "Bearer " + Gateway.KEY)
                .DELETE()
                .build();
        HttpResponse<String> refused = gateway.send(delete);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow")).contains("GET, POST");
        assertThat(gateway.get("/open/below").statusCode()).isEqualTo(404);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void keysAreAskedForUnlessTheOperatorSaysOtherwise() {
        HttpRequest search =
                HttpRequest.newBuilder(URI.create(gateway.url() + "/search")).build();
        HttpRequest open = HttpRequest.newBuilder(URI.create(gateway.url() + "/open?a=1"))
                .header("authorization", "Bearer of-the-client")
                .header("x-mine", "goes")
                .build();

        assertThat(gateway.send(search).statusCode()).isEqualTo(401);
        assertThat(gateway.send(open).statusCode()).isEqualTo(202);
        RecordedRequest sent = SEEN.remove();
        assertThat(sent.target()).isEqualTo("/?a=1");
        assertThat(sent.header("x-mine")).contains("goes");
        assertThat(sent.header("authorization")).isEmpty();
    }

    @Test
    void theGatewaysOwnPathsGoFirst() {
        assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aChangedFileChangesThePaths() throws IOException {
        Gateway changing = Gateway.startOf(yaml(), Map.of("SEARCH_KEY", "s"));
        assertThat(changing.get("/later").statusCode()).isEqualTo(404);

        Files.writeString(changing.config, yaml().replace("/open", "/later"));

        await(() -> changing.get("/later").statusCode() == 202);
        assertThat(changing.get("/open").statusCode()).isEqualTo(404);
        changing.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{target: 'http://host'}|config.yaml:4|path",
                "{path: /a}|config.yaml:4|target",
                "{path: a, target: 'http://host'}|config.yaml:4|begins with a slash",
                "{path: /a/../b, target: 'http://host'}|config.yaml:4|begins with a slash",
                "{path: /a, target: 'ftp://host'}|config.yaml:4|https://host/path",
                "{path: /a, target: 'http://host', methods: [FETCH]}|config.yaml:4|GET, POST",
                "{path: /a, target: 'http://host', headers: {a: 'x os.environ/NOT_THERE'}}|config.yaml:4|NOT_THERE",
                "{path: /a, target: 'http://host', timeout: never}|config.yaml:4|timeout",
                "just text|config.yaml:4|a map",
            })
    void mistakesStopTheStartWithTheirPlace(String item, String place, String told) {
        String yaml = "model_list: []\ngeneral_settings:\n  pass_through_endpoints:\n    - " + item + "\n";

        assertThatThrownBy(() -> Gateway.startOf(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(told);
    }

    @Test
    void aPathThatIsTakenTwiceIsTold() {
        String item = "    - {path: /a, target: 'http://host'}\n";

        assertThatThrownBy(() ->
                        Gateway.startOf("model_list: []\ngeneral_settings:\n  pass_through_endpoints:\n" + item + item))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("config.yaml:5")
                .hasMessageContaining("once");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
