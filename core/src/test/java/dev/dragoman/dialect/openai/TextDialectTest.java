package dev.dragoman.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.chance.Dice;
import dev.dragoman.dialect.ChatCollector;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventWriter;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's older completions, both ways. */
final class TextDialectTest {

    private static final TextDialect DIALECT = new TextDialect();
    private static final ReplyFrame FRAME = new ReplyFrame("chatcmpl-made", "gpt", 7, true, false);
    private static final Usage USAGE = new Usage(3L, 4L, 7L, null, null, null, null, null, null, JsonObject.EMPTY);
    private static final ModelTraits TRAITS = ModelTraits.unknown("gpt");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenReplyReadsBackTheSame(long seed) {
        ChatReply reply = reply(new Dice(seed));

        assertThat(DIALECT.readReply(DIALECT.writeReply(reply, FRAME))).isEqualTo(reply);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWrittenStreamReadsBackAsTheWholeAnswer(long seed) {
        Dice dice = new Dice(seed);
        ChatReply reply = reply(dice);
        EventWriter writer = DIALECT.eventWriter(FRAME);
        EventReader reader = DIALECT.eventReader();
        ChatCollector collector = new ChatCollector();

        Telling.of(reply, dice).forEach(event -> writer.write(event, sse -> reader.read(sse, collector)));
        reader.end(collector);

        assertThat(collector.reply()).isEqualTo(reply);
    }

    @Test
    void aRequestThatWasReadIsWrittenTheSame() {
        JsonObject asked = Json.parseObject("""
                {"model":"gpt","prompt":"Once upon","max_tokens":9,"temperature":0.5,"top_p":0.9,"n":2,"seed":3,
                 "stop":["x"],"presence_penalty":0.1,"frequency_penalty":0.2,"logit_bias":{"1":2},"logprobs":3,"user":"u"}""");

        ChatRequest request = DIALECT.readRequest(JsonBody.of(asked));
        WrittenRequest written = DIALECT.writeRequest(request, TRAITS);

        assertThat(written.unsupported()).isEmpty();
        assertThat(written.body().toObject().names()).containsExactlyInAnyOrderElementsOf(asked.names());
        asked.forEach(
                (name, value) -> assertThat(written.body().value(name)).as(name).hasToString(value.toString()));
    }

    @Test
    void whatATextModelHasNoWordsForIsTold() {
        JsonObject chat = Json.parseObject("""
                {"model":"gpt","messages":[{"role":"user","content":"a"}],"tools":[{"type":"function","function":{"name":"f"}}],
                 "response_format":{"type":"json_object"},"reasoning_effort":"low"}""");

        WrittenRequest written = DIALECT.writeRequest(new OpenAiDialect().readRequest(JsonBody.of(chat)), TRAITS);

        assertThat(written.unsupported()).containsExactlyInAnyOrder("tools", "response_format", "reasoning_effort");
        assertThat(written.body().names()).containsExactlyInAnyOrder("model", "prompt");
    }

    @Test
    void anImageIsRefused() {
        JsonObject chat = Json.parseObject("""
                {"model":"gpt","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x/y"}}]}]}""");
        ChatRequest request = new OpenAiDialect().readRequest(JsonBody.of(chat));

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> DIALECT.writeRequest(request, TRAITS))
                .withMessageContaining("messages");
    }

    @Test
    void aStreamThatEndsTooEarlyIsToldSo() {
        EventReader reader = DIALECT.eventReader();
        reader.read(
                event("{'id':'c','model':'m','choices':[{'index':0,'text':'a','finish_reason':null}]}"), step -> {});

        assertThatExceptionOfType(ApiConnectionException.class).isThrownBy(() -> reader.end(step -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|no JSON", "{}|choices", "{\"choices\":1}|choices"})
    void anAnswerThatIsNoneIsToldSo(String body, String told) {
        assertThatExceptionOfType(ApiResponseException.class)
                .isThrownBy(() -> DIALECT.readReply(body.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(told);
    }

    private static SseEvent event(String json) {
        return SseEvent.data(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ChatReply reply(Dice dice) {
        List<Choice> choices = new ArrayList<>();
        int count = 1 + dice.below(3);
        for (int i = 0; i < count; i++) {
            choices.add(choice(i, dice));
        }
        return new ChatReply("cmpl-1", "gpt", 9L, choices, USAGE, null, JsonObject.EMPTY);
    }

    private static Choice choice(int index, Dice dice) {
        String text = dice.text();
        List<Part> parts = text.isEmpty() ? List.of() : List.of(new Part.Text(text));
        FinishReason[] reasons = {FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER};
        FinishReason finish = reasons[dice.below(reasons.length)];
        return new Choice(index, parts, finish, null, null, logprobs(dice), List.of(), JsonObject.EMPTY);
    }

    private static @Nullable JsonValue logprobs(Dice dice) {
        return dice.below(2) == 0 ? null : Json.parseObject("""
                        {"content":[{"token":"ab","logprob":-0.25,"bytes":[97,98],
                         "top_logprobs":[{"token":"ab","logprob":-0.25,"bytes":[97,98]},{"token":"c","logprob":-2,"bytes":[99]}]}]}""");
    }
}
