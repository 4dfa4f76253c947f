package dev.dragoman.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client names an address, and the vendor gets the bytes; what must not be reached is not. */
final class RemoteMediaTest {

    private final FileServer files = FileServer.start();

    @AfterEach
    void stop() throws IOException {
        files.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "event_loop"})
    void googleGetsTheBytesOfAllImages(String scheduler) {
        try (Gateway gateway = allowing("localhost", "dragoman_settings: {scheduler: " + scheduler + "}\n")) {
            HttpResponse<String> answer =
                    ask(gateway, "gemini", "http://localhost:%d/cat.png", "http://localhost:%d/redirect?/cat.png");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String image = "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
                    + Base64.getEncoder().encodeToString(FileServer.IMAGE) + "\"}";
            assertThat(gateway.gemini.lastRequest().text()).containsSubsequence(image, image);
        }
    }

    @Test
    void aRefusalTellsNothingOfWhatTheServerSaid() {
        try (Gateway gateway = allowing("localhost", "")) {
            HttpResponse<String> answer =
                    ask(gateway, "gemini", "http://localhost:%d/cat.png", "http://localhost:%d/secret");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"param\":\"messages[0].content[1].image_url.url\"", "status 404")
                    .doesNotContain("private word", "/secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/cat.png",
                "http://localhost:%d/cat.png",
                "http://127.1:%d/cat.png",
                "http://2130706433:%d/cat.png",
                "http://0x7f000001:%d/cat.png",
                "http://0177.0.0.1:%d/cat.png",
                "http://0.0.0.0:%d/cat.png",
                "http://[::ffff:127.0.0.1]:%d/cat.png",
                "http://[::127.0.0.1]:%d/cat.png",
                "http://[::1]:%d/cat.png",
                "http://user:password@127.0.0.1:%d/cat.png",
                "http://169.254.169.254/latest/meta-data/#%d",
                "http://[fd00:ec2::254]/latest/meta-data/#%d",
                "http://10.255.255.1:%d/cat.png"
            })
    void whatIsNotPublicIsNotReached(String url) {
        try (Gateway gateway = Gateway.start()) {
            HttpResponse<String> answer = ask(gateway, "gemini", url);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"param\":\"messages[0].content[0].image_url.url\"");
            assertThat(answer.body()).doesNotContain("password", "private word");
            assertThat(files.isUntouched()).isTrue();
            assertThat(gateway.gemini.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%1$d/cat.png",
                "//127.0.0.1:%1$d/cat.png",
                "http://[::1]:%1$d/",
                "file:///etc/passwd"
            })
    void aRedirectIsCheckedAgain(String to) throws InterruptedException {
        try (Gateway gateway = allowing("localhost", "")) {
            HttpResponse<String> answer = ask(gateway, "gemini", "http://localhost:%1$d/redirect?" + to);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(files.take()).startsWith("/redirect");
            assertThat(gateway.gemini.requests()).isEmpty();
        }
    }

    @Test
    void aSwitchedOffGuardLetsEverythingPass() {
        try (Gateway gateway = Gateway.startWith("litellm_settings: {user_url_validation: false}\n")) {
            assertThat(ask(gateway, "gemini", "http://127.0.0.1:%d/cat.png").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whenNothingIsFetchedTheVendorGetsTheAddress() {
        try (Gateway gateway = Gateway.startWith("dragoman_settings: {media: {fetch: false}}\n")) {
            ask(gateway, "gemini", "http://127.0.0.1:%d/cat.png");

            assertThat(gateway.gemini.lastRequest().text()).contains("\"fileUri\":\"http://127.0.0.1:");
            assertThat(files.isUntouched()).isTrue();
        }
    }

    @Test
    void aSlowServerIsNotWaitedForBeyondTheCallsTimeout() {
        try (Gateway gateway = allowing("localhost", "")) {
            HttpResponse<String> answer = gateway.post(
                    "/v1/chat/completions", body("gemini", "http://localhost:%d/hang"), "x-litellm-timeout", "0.2");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("took too long to answer");
        }
    }

    @Test
    void aClientThatLeavesTakesItsDownloadsWithIt() throws IOException, InterruptedException {
        try (Gateway gateway = allowing("localhost", "")) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                client.getOutputStream().write(request(body("gemini", "http://localhost:%d/hang")));
                assertThat(files.take()).isEqualTo("/hang");
            }

            assertThat(files.isLeft()).isTrue();
        }
    }

    @Test
    void anAnthropicClientIsRefusedInItsOwnWords() {
        try (Gateway gateway = Gateway.start()) {
            HttpResponse<String> answer = gateway.post("/v1/messages", """
                    {"model":"gemini","max_tokens":9,"messages":[{"role":"user","content":[
                      {"type":"image","source":{"type":"url","url":"http://127.0.0.1:1/a.png"}}]}]}""");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"type\":\"invalid_request_error\"")
                    .contains("messages[0].content[0].source.url: the media at http://127.0.0.1:1 cannot be used: "
                            + "its address is not public");
        }
    }

    private static Gateway allowing(String host, String more) {
        return Gateway.startWith("litellm_settings: {user_url_allowed_hosts: [" + host + "]}\n" + more);
    }

    private HttpResponse<String> ask(Gateway gateway, String model, String... urls) {
        return gateway.post("/v1/chat/completions", body(model, urls));
    }

    private String body(String model, String... urls) {
        String images = Stream.of(urls)
                .map(url ->
                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + String.format(url, files.port()) + "\"}}")
                .collect(Collectors.joining(","));
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":[" + images + "]}]}";
    }

    private static byte[] request(String body) {
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + Gateway.KEY
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
