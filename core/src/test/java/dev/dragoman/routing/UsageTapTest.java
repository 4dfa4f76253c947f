package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.model.Meter;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of vendors pass unchanged, and what they tell of their tokens is noted. */
final class UsageTapTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "OpenAI's chat | {'usage':{'prompt_tokens':7,'completion_tokens':5}} | 7 | 5",
                "OpenAI's responses | {'usage':{'input_tokens':7,'output_tokens':5,'input_tokens_details':{'cached_tokens':2}}} | 7 | 5",
                "OpenAI's embeddings | {'usage':{'prompt_tokens':7}} | 7 | ",
                "Anthropic | {'usage':{'input_tokens':4,'output_tokens':5,'cache_read_input_tokens':2,'cache_creation_input_tokens':1}} | 7 | 5",
                "Gemini | {'usageMetadata':{'promptTokenCount':7,'candidatesTokenCount':3,'thoughtsTokenCount':2}} | 7 | 5",
                "Gemini in pieces | [{'usageMetadata':{'promptTokenCount':7}},{'usageMetadata':{'promptTokenCount':7,'candidatesTokenCount':5}}] | 7 | 5",
                "Converse | {'usage':{'inputTokens':6,'outputTokens':5,'cacheReadInputTokens':1}} | 7 | 5",
                "Cohere's chat | {'usage':{'billed_units':{'input_tokens':1},'tokens':{'input_tokens':7,'output_tokens':5}}} | 7 | 5",
                "Cohere's older | {'meta':{'tokens':{'input_tokens':7,'output_tokens':5}}} | 7 | 5",
                "no usage | {'data':[]} | | ",
                "no JSON | {'usage' | | ",
            })
    void wholeAnswersTellTheirUsage(String vendor, String json, Long input, Long output) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        Usage usage = passed("application/json; charset=utf-8", body, 3);

        assertThat(usage.inputTokens()).isEqualTo(input);
        assertThat(usage.outputTokens()).isEqualTo(output);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "OpenAI | data: {'choices':[]}\\n\\ndata: {'usage':{'prompt_tokens':7,'completion_tokens':5}}\\n\\ndata: [DONE]\\n\\n",
                "responses | event: response.completed\\ndata: {'response':{'usage':{'input_tokens':7,'output_tokens':5}}}\\n\\n",
                "Anthropic | data: {'message':{'usage':{'input_tokens':7,'output_tokens':1}}}\\n\\ndata: {'usage':{'output_tokens':5}}\\n\\n",
                "Gemini | data: {'usageMetadata':{'promptTokenCount':7,'candidatesTokenCount':5}}\\n\\n",
            })
    void streamedAnswersTellTheirUsage(String vendor, String events) {
        byte[] body =
                events.replace("\\n", "\n").replace('\'', '"').concat("\n\n").getBytes(StandardCharsets.UTF_8);

        Usage usage = passed("text/event-stream", body, 5);

        assertThat(usage.inputTokens()).isEqualTo(7);
        assertThat(usage.outputTokens()).isEqualTo(5);
    }

    @Test
    void whatIsPackedInsideAnEventIsSeen() {
        String inner = "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":"
                + "{\"inputTokenCount\":7,\"outputTokenCount\":5}}";
        String packed = Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8));

        Usage usage = passed(
                "text/event-stream",
                ("data: {\"bytes\":\"" + packed + "\"}\n\n").getBytes(StandardCharsets.UTF_8),
                100);

        assertThat(usage.inputTokens()).isEqualTo(7);
        assertThat(usage.outputTokens()).isEqualTo(5);
    }

    @Test
    void bedrocksHeaderFieldsTellUsageToo() {
        UsageTap tap = UsageTap.of(
                Headers.of(
                        "content-type",
                        "application/json",
                        "x-amzn-bedrock-input-token-count",
                        "7",
                        "x-amzn-bedrock-output-token-count",
                        "5"),
                Calls.dialect("gemini"));

        assertThat(tap.usage().inputTokens()).isEqualTo(7);
        assertThat(tap.usage().outputTokens()).isEqualTo(5);
    }

    @Test
    void otherTypesPassWithoutALook() {
        byte[] sound = {1, 2, 3};

        assertThat(passed("audio/mpeg", sound, 2)).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "OpenAI | {'model':'gpt-x','service_tier':'flex','usage':{'prompt_tokens':7}} | gpt-x | flex",
                "Gemini | {'modelVersion':'gemini-x','usageMetadata':{'promptTokenCount':7,'trafficType':'ON_DEMAND_PRIORITY'}} | gemini-x | ON_DEMAND_PRIORITY",
                "Anthropic's stream | {'message':{'model':'claude-x','usage':{'input_tokens':7}}} | claude-x | -",
                "responses' stream | {'response':{'model':'gpt-x','service_tier':'priority','usage':{'input_tokens':7}}} | gpt-x | priority",
                "Converse | {'serviceTier':{'type':'flex'},'usage':{'inputTokens':7}} | - | flex",
            })
    void whoAnsweredAndHowIsSeen(String vendor, String json, @Nullable String model, @Nullable String tier) {
        Usage usage = passed("application/json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 1_000);

        assertThat(usage.inputTokens()).isEqualTo(7);
        assertThat(usage.served().model()).isEqualTo(model);
        assertThat(usage.serviceTier()).isEqualTo(tier);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Anthropic | {'usage':{'input_tokens':7,'output_tokens':1,'server_tool_use':{'web_search_requests':2}}} | WEB_SEARCHES | 2",
                "Gemini | {'usageMetadata':{'promptTokenCount':7},'candidates':[{'groundingMetadata':{'webSearchQueries':['a','','b','a']}}]} | GROUNDING_QUERIES | 2",
                "responses | {'usage':{'input_tokens':7},'output':[{'type':'web_search_call','action':{'type':'search'}},{'type':'web_search_call','action':{'type':'open_page'}},{'type':'web_search_call'}]} | WEB_SEARCHES | 2",
                "files | {'usage':{'input_tokens':7},'output':[{'type':'file_search_call'}]} | FILE_SEARCHES | 1",
                "rankings | {'results':[],'meta':{'billed_units':{'search_units':3}}} | QUERIES | 3",
                "images | {'data':[{'b64_json':'x'},{'b64_json':'y'}]} | OUTPUT_IMAGES | 2",
                "images in tokens | {'usage':{'input_tokens':7,'input_tokens_details':{'image_tokens':5}}} | INPUT_IMAGE_TOKENS | 5",
                "pages | {'pages':[],'usage_info':{'pages_processed':4}} | PAGES | 4",
            })
    void whatIsChargedBesideTokensIsSeen(String what, String json, Meter meter, long count) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(Metering.of(passed("application/json", body, 1_000)).whole(meter))
                .isEqualTo(count);
    }

    @Test
    void tokensWrittenToACacheForAnHourAreSeen() {
        Usage usage = passed("application/json", """
                {"usage":{"input_tokens":4,"output_tokens":5,"cache_read_input_tokens":0,"cache_creation_input_tokens":3,
                "cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":2}}}""".getBytes(StandardCharsets.UTF_8), 1_000);

        assertThat(usage.cacheWriteTokens()).isEqualTo(3);
        assertThat(usage.cacheWrite1hTokens()).isEqualTo(2);
    }

    /** The usage of an answer that comes in pieces of that size, after all of it has passed. */
    private static Usage passed(String type, byte[] body, int size) {
        UsageTap tap = UsageTap.of(Headers.of("content-type", type), Calls.dialect("gemini"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            Slice piece = new Slice(body, at, Math.min(size, body.length - at));
            tap.piece(piece, part -> out.write(part.array(), part.offset(), part.length()));
        }
        tap.end(part -> out.write(part.array(), part.offset(), part.length()));
        assertThat(out.toByteArray()).isEqualTo(body);
        assertThat(tap.contentType()).isEqualTo(type);
        return tap.usage();
    }
}
