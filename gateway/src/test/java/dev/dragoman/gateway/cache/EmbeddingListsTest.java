package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.header;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Embeddings, text by text. */
final class EmbeddingListsTest {

    private static Cached cached;

    @BeforeAll
    static void start() {
        cached = Cached.with("type: local");
    }

    @BeforeEach
    void empty() {
        cached.reset();
        cached.gateway.openai.forgetRequests();
    }

    @AfterAll
    static void stop() {
        cached.close();
    }

    @Test
    void onlyUnknownTextsAreAskedFor() {
        HttpResponse<String> all = embed("[\"a\",\"b\"]");
        HttpResponse<String> some = embed("[\"b\",\"c\",\"a\"]");
        HttpResponse<String> none = embed("[\"c\",\"a\"]");

        assertThat(isHit(all)).isFalse();
        assertThat(isHit(some)).isFalse();
        assertThat(isHit(none)).isTrue();
        assertThat(header(none, "x-litellm-response-cost")).isEqualTo("0");
        assertThat(cached.gateway.openai.requests()).hasSize(2);
        assertThat(cached.gateway.openai.lastRequest().json().path("input").toString())
                .isEqualTo("[\"c\"]");
        assertThat(vector(some, 0)).isEqualTo(vector(all, 1));
        assertThat(vector(some, 2)).isEqualTo(vector(all, 0));
        assertThat(vector(none, 0)).isEqualTo(vector(some, 1));
        assertThat(vector(none, 1)).isEqualTo(vector(all, 0));
        assertThat(tokens(some)).isLessThan(tokens(all));
    }

    @Test
    void oneTextIsTheSameAloneAndInAList() {
        HttpResponse<String> alone = embed("\"a\"");
        HttpResponse<String> listed = embed("[\"a\"]");

        assertThat(isHit(listed)).isTrue();
        assertThat(vector(listed, 0)).isEqualTo(vector(alone, 0));
        assertThat(Json.parseObject(listed.body()).object("usage"))
                .isEqualTo(Json.parseObject(alone.body()).object("usage"));
    }

    @Test
    void otherFormsAreOtherVectors() {
        embed("\"a\"");

        assertThat(isHit(embed("\"a\",\"encoding_format\":\"base64\""))).isFalse();
        assertThat(isHit(embed("\"a\",\"encoding_format\":\"base64\""))).isTrue();
        assertThat(isHit(embed("\"a\",\"dimensions\":8"))).isFalse();
    }

    private static HttpResponse<String> embed(String input) {
        HttpResponse<String> answer =
                cached.gateway.post("/v1/embeddings", "{\"model\":\"openai\",\"input\":" + input + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static long tokens(HttpResponse<String> answer) {
        JsonObject usage =
                Objects.requireNonNull(Json.parseObject(answer.body()).object("usage"));
        return Objects.requireNonNull(usage.integer("prompt_tokens"));
    }

    private static JsonArray vector(HttpResponse<String> answer, int index) {
        JsonArray data = Objects.requireNonNull(Json.parseObject(answer.body()).array("data"));
        JsonObject item = (JsonObject) data.items().get(index);
        assertThat(item.integer("index")).isEqualTo(index);
        return Objects.requireNonNull(item.array("embedding") == null ? JsonArray.EMPTY : item.array("embedding"));
    }
}
