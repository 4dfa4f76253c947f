package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.JsonStream;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own form in and out. */
final class JsonTest {

    private final Vendors vendors = new Vendors();
    private final Dragoman dragoman = vendors.builder().retries(0).build();

    @AfterEach
    void stop() {
        dragoman.close();
        vendors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void aBodyIsAnsweredByOne(String model) {
        JsonObject reply = Json.parseObject(dragoman.completionJson(body(model, "")));

        assertThat(reply.string("object")).isEqualTo("chat.completion");
        assertThat(reply.string("model")).isEqualTo(model);
        assertThat(reply.toJson()).contains("\"content\":\"Hello\"");
    }

    @Test
    void unknownMembersReachTheVendor() {
        dragoman.completion(Chat.ofJson(body("openai/gpt-4o", ",\"prompt_cache_key\":\"k-1\""))
                .temperature(0.5));

        assertThat(vendors.of("openai").lastRequest().text()).contains("\"prompt_cache_key\":\"k-1\"", "0.5");
    }

    @Test
    void membersForTheCallersSideDoNot() {
        String reply =
                dragoman.completionJson(body(Vendors.ANTHROPIC, ",\"seed\":7,\"drop_params\":true,\"num_retries\":1"));

        assertThat(reply).contains("Hello");
        assertThat(vendors.of(Vendors.ANTHROPIC).lastRequest().text()).doesNotContain("drop_params", "num_retries");
    }

    @ParameterizedTest
    @ValueSource(strings = {Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.BEDROCK})
    void aStreamComesInChunks(String model) {
        List<JsonObject> chunks = new ArrayList<>();
        try (JsonStream stream = dragoman.streamJson(body(model, ",\"stream\":true"))) {
            stream.forEach(chunk -> chunks.add(Json.parseObject(chunk)));
            assertThat(stream.provider() + "/" + stream.model()).isEqualTo(model);
        }

        assertThat(chunks).allMatch(chunk -> "chat.completion.chunk".equals(chunk.string("object")));
        assertThat(chunks.toString()).contains("Hello", "\"finish_reason\":\"stop\"");
        assertThat(chunks).noneMatch(chunk -> chunk.object("usage") != null);
    }

    @Test
    void usageComesWhenItIsAskedFor() {
        try (JsonStream stream =
                dragoman.streamJson(body(Vendors.GEMINI, ",\"stream_options\":{\"include_usage\":true}"))) {
            List<String> chunks = new ArrayList<>();
            stream.forEach(chunks::add);

            assertThat(Json.parseObject(chunks.getLast()).object("usage")).isNotNull();
        }
    }

    @Test
    void aStreamThatBreaksOffThrowsAfterItsChunks() {
        vendors.answer(
                Vendors.OPENAI,
                Answer.text("one two three four five six")
                        .streamed(Streaming.BURST
                                .pieceLength(4)
                                .failingAfter(3, VendorError.of(ErrorKind.SERVER_ERROR))));
        List<String> chunks = new ArrayList<>();
        try (JsonStream stream = dragoman.streamJson(body(Vendors.OPENAI, ""))) {
            assertThatExceptionOfType(LlmException.class).isThrownBy(() -> stream.forEach(chunks::add));
        }
        assertThat(chunks).isNotEmpty();
    }

    @Test
    void closingEarlyClosesTheVendorsConnection() {
        vendors.answer(Vendors.OPENAI, Answer.text("one two").with(new Fault.SilentAfter(3)));
        try (JsonStream stream = dragoman.streamJson(body(Vendors.OPENAI, ""))) {
            stream.iterator().next();
        }

        assertThat(vendors.of(Vendors.OPENAI).lastRequest().clientGone(Duration.ofSeconds(20)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"model\":}", "{\"model\":\"a\",\"model\":\"b\"}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> dragoman.completionJson(body))
                .withMessageContaining("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"stream\":true", "\"stream\":\"yes\"", "\"model\":7", "\"api_base\":\"http://x\""})
    void aMemberThatCannotBeMeantIsNamed(String member) {
        String name = member.substring(1, member.indexOf('"', 1));
        Chat chat = Chat.ofJson("{" + member + (name.equals("model") ? "" : ",\"model\":\"openai/gpt-4o\"")
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> dragoman.completion(chat))
                .satisfies(refused -> assertThat(refused.detail().param()).isEqualTo(name));
        assertThat(vendors.requests()).isZero();
    }

    private static String body(String model, String members) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]"
                + members + "}";
    }
}
