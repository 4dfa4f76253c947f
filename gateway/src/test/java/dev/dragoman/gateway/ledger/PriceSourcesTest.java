package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices from a file and from an address, read anew while calls are served. */
final class PriceSourcesTest {

    private static final String RELOAD = "/reload/model_cost_map";
    private static final String ONE = "{\"gpt-4o\":{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":0}}";
    private static final String TWO = "{\"gpt-4o\":{\"input_cost_per_token\":2e-6,\"output_cost_per_token\":0}}";

    @TempDir
    private Path folder;

    private Path file;
    private Gateway gateway;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("prices.json"), ONE);
        gateway = Gateway.startWith("dragoman_settings: {price_file: \"" + file + "\"}\n");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aFileCountsBeforeTheCatalogueFromTheFirstCallOn() {
        assertThat(cost()).isEqualTo("0.001");
    }

    @Test
    void aChangedFileIsReadWhenAskedTo() throws IOException {
        Files.writeString(file, TWO);

        assertThat(cost()).isEqualTo("0.001");
        HttpResponse<String> answer = gateway.post(RELOAD, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).string("status")).isEqualTo("success");
        assertThat(Json.parseObject(answer.body()).integer("models_count")).isEqualTo(1);
        assertThat(cost()).isEqualTo("0.002");
    }

    @Test
    void aBrokenFileKeepsTheOldPricesAndSaysWhy() throws IOException {
        Files.writeString(file, "{\"gpt-4o\": ");

        HttpResponse<String> answer = gateway.post(RELOAD, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the old ones stay").contains("prices.json: no JSON");
        assertThat(cost()).isEqualTo("0.001");
        JsonObject source = source();
        assertThat(source.string("error")).contains("no JSON");
        assertThat(source.string("source")).contains("prices.json");
    }

    @Test
    void withoutASourceThereIsNothingToRead() {
        try (Gateway plain = Gateway.start()) {
            HttpResponse<String> answer = plain.post(RELOAD, "");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("price_file");
            assertThat(plain.get("/model/cost_map/source").body()).contains("\"source\":\"built-in\"");
        }
    }

    @Test
    void aMapAtAnAddressMustBeAWholeOne() throws IOException {
        AtomicReference<String> served = new AtomicReference<>(map(1_600));
        HttpServer prices = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prices.createContext("/map", exchange -> {
            byte[] body = served.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        prices.start();
        String url = "http://127.0.0.1:" + prices.getAddress().getPort() + "/map?key=secret";
        gateway.close();
        gateway = Gateway.startWith("litellm_settings: {model_cost_map_url: \"" + url + "\"}\n");
        try {
            assertThat(gateway.post(RELOAD, "").statusCode()).isEqualTo(200);
            assertThat(cost()).isEqualTo("0.003");

            served.set(map(10));
            HttpResponse<String> answer = gateway.post(RELOAD, "");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("11 models (expected: at least").doesNotContain("secret");
            assertThat(cost()).isEqualTo("0.003");
        } finally {
            prices.stop(0);
        }

        assertThat(gateway.post(RELOAD, "").body())
                .contains("cannot be reached")
                .doesNotContain("secret");
    }

    private static String map(int models) {
        StringBuilder map =
                new StringBuilder("{\"gpt-4o\":{\"input_cost_per_token\":3e-6,\"output_cost_per_token\":0}");
        for (int i = 0; i < models; i++) {
            map.append(",\"m").append(i).append("\":{\"litellm_provider\":\"p\"}");
        }
        return map.append('}').toString();
    }

    private JsonObject source() {
        return Json.parseObject(gateway.get("/model/cost_map/source").body());
    }

    private String cost() {
        gateway.openai.answers(Answer.text("Hi").usage(TokenUsage.of(1_000, 500)));
        return gateway.post("/v1/chat/completions", Gateway.question("openai", false))
                .headers()
                .firstValue("x-litellm-response-cost")
                .orElse("none");
    }
}
