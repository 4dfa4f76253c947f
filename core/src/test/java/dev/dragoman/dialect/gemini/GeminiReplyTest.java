package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.FRAME;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.readReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiReplyTest {

    private static final String WORKED = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Simple sum.","thought":true},{"text":"4"}]},"finishReason":"STOP","index":0}],
             "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":1,"thoughtsTokenCount":12,"totalTokenCount":22,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}]},
             "modelVersion":"gemini-2.5-flash","responseId":"r-77"}""";

    @Test
    void theWorkedExampleIsReadLiterally() {
        ChatReply reply = readReply(WORKED);

        assertThat(reply.id()).isEqualTo("r-77");
        assertThat(reply.model()).isEqualTo("gemini-2.5-flash");
        assertThat(only(reply).parts()).containsExactly(new Part.Thinking("Simple sum.", null), new Part.Text("4"));
        assertThat(only(reply).finish()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).isEqualTo(new Usage(9L, 13L, 22L, null, null, null, 12L, null, null, object("""
                        {"prompt_tokens_details":{"text_tokens":9},"completion_tokens_details":{"text_tokens":1}}""")));
    }

    @Test
    void aSignedCallCarriesItsSignatureTwice() {
        Part.ToolCall call = onlyCall("""
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"w","args":{"c":"Oslo"}},"thoughtSignature":"CpQB"}]},
                 "finishReason":"STOP"}],"responseId":"r-1"}""");

        assertThat(call.id()).matches("call_[0-9a-f]{28}__thought__CpQB");
        assertThat(call.signature()).isEqualTo("CpQB");
        assertThat(call.arguments()).isEqualTo("{\"c\":\"Oslo\"}");
    }

    @Test
    void theVendorsOwnIdOfACallIsKept() {
        Part.ToolCall call = onlyCall("""
                {"candidates":[{"content":{"parts":[{"functionCall":{"id":"fc-1","name":"w"}}]},"finishReason":"STOP"}]}""");

        assertThat(call).isEqualTo(new Part.ToolCall("fc-1", "w", "{}"));
    }

    @Test
    void madeIdsAreTheSameForTheSameAnswerAndDifferAmongCallsAndAnswers() {
        String one = """
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"w"}},{"functionCall":{"name":"w"}}]}}],"responseId":"%s"}""";

        List<Part> first = only(readReply(one.formatted("r-1"))).parts();
        List<Part> again = only(readReply(one.formatted("r-1"))).parts();
        List<Part> other = only(readReply(one.formatted("r-2"))).parts();

        assertThat(first).isEqualTo(again).doesNotHaveDuplicates();
        assertThat(first).doesNotContainAnyElementsOf(other);
    }

    @Test
    void severalAnswersAreSeveralChoices() {
        ChatReply reply = readReply("""
                {"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP","index":0},
                               {"content":{"parts":[{"text":"b"}]},"finishReason":"MAX_TOKENS","index":1}]}""");

        assertThat(reply.choices()).extracting(Choice::index).containsExactly(0, 1);
        assertThat(reply.choices()).extracting(Choice::finish).containsExactly(FinishReason.STOP, FinishReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP,",
        "FINISH_REASON_UNSPECIFIED,STOP,FINISH_REASON_UNSPECIFIED",
        "MALFORMED_FUNCTION_CALL,STOP,MALFORMED_FUNCTION_CALL",
        "NO_IMAGE,STOP,NO_IMAGE",
        "SOMETHING_NEW,STOP,SOMETHING_NEW",
        "MAX_TOKENS,LENGTH,",
        "SAFETY,CONTENT_FILTER,",
        "RECITATION,CONTENT_FILTER,RECITATION",
        "LANGUAGE,CONTENT_FILTER,LANGUAGE",
        "OTHER,CONTENT_FILTER,OTHER",
        "BLOCKLIST,CONTENT_FILTER,BLOCKLIST",
        "PROHIBITED_CONTENT,CONTENT_FILTER,PROHIBITED_CONTENT",
        "SPII,CONTENT_FILTER,SPII",
        "IMAGE_SAFETY,CONTENT_FILTER,IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT,CONTENT_FILTER,IMAGE_PROHIBITED_CONTENT"
    })
    void reasonsHaveAMeaning(String word, FinishReason meaning, @Nullable String unusual) {
        Choice choice = only(readReply(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"" + word + "\"}]}"));

        assertThat(choice.finish()).isEqualTo(meaning);
        assertThat(choice.nativeFinish()).isEqualTo(unusual);
    }

    @Test
    void anAnswerWithACallAsksForTools() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"w"}}]},"finishReason":"STOP"}]}"""));

        assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(choice.nativeFinish()).isNull();
    }

    @Test
    void aRefusedPromptIsAFilteredAnswer() {
        ChatReply reply = readReply("""
                {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":4,"totalTokenCount":4}}""");

        assertThat(only(reply).parts()).isEmpty();
        assertThat(only(reply).finish()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(only(reply).nativeFinish()).isEqualTo("PROHIBITED_CONTENT");
        assertThat(reply.extras()).isEqualTo(object("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}",
                "{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":\"MAX_TOKENS\"}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"MAX_TOKENS\"}]}",
                "{\"candidates\":[]}",
                "{}"
            })
    void anAnswerMaySayNothing(String body) {
        assertThat(only(readReply(body)).parts()).isEmpty();
    }

    @Test
    void imagesAndSoundsAreParts() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"text":"Here: "},{"inlineData":{"mimeType":"image/png","data":"iVBO"}},
                  {"inlineData":{"mimeType":"audio/L16;codec=pcm;rate=24000","data":"AAA="}},
                  {"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"4"}}]},"finishReason":"STOP"}]}"""));

        assertThat(choice.parts())
                .containsExactly(
                        new Part.Text("Here: "),
                        new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null),
                        new Part.SpokenAudio(null, "AAA=", null, "pcm16", null),
                        new Part.Opaque(
                                "gemini",
                                json("{\"codeExecutionResult\":{\"outcome\":\"OUTCOME_OK\",\"output\":\"4\"}}")));
    }

    @Test
    void piecesOfOneTextAreJoinedAndAnEmptyPieceSignsThem() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"text":"a"},{"text":"b"},{"text":"","thoughtSignature":"s"},{"text":"c"}]}}]}"""));

        assertThat(choice.parts()).containsExactly(new Part.Text("ab", null, List.of(), "s"), new Part.Text("c"));
    }

    @Test
    void sourcesBecomeAnnotationsCountedInCharacters() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Ærlig 😀 talt."}]},"finishReason":"STOP",
                 "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.test","title":"A"}}],
                   "groundingSupports":[{"segment":{"endIndex":6,"text":"Ærlig"},"groundingChunkIndices":[0]},
                     {"segment":{"partIndex":1,"startIndex":7,"endIndex":17},"groundingChunkIndices":[0,1]},
                     {"segment":{"startIndex":0,"endIndex":1},"groundingChunkIndices":[9]}]}}]}"""));

        assertThat(choice.annotations()).containsExactly(citation(0, 5), citation(6, 13));
    }

    @Test
    void probabilitiesAreToldInOpenAisForm() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"text":"4"}]},"finishReason":"STOP","avgLogprobs":-0.1,
                 "logprobsResult":{"chosenCandidates":[{"token":"4","tokenId":7,"logProbability":-0.1}],
                   "topCandidates":[{"candidates":[{"token":"4","tokenId":7,"logProbability":-0.1},{"token":"5","logProbability":-3.5}]}]}}]}"""));

        assertThat(choice.logprobs()).isEqualTo(json("""
                {"content":[{"token":"4","logprob":-0.1,"bytes":null,"token_id":7,"top_logprobs":[
                  {"token":"4","logprob":-0.1,"bytes":null,"token_id":7},{"token":"5","logprob":-3.5,"bytes":null}]}]}"""));
        assertThat(choice.extras()).isEqualTo(object("{\"avgLogprobs\":-0.1}"));
    }

    @Test
    void whatStandsBesideAnAnswerIsKept() {
        Choice choice = only(readReply("""
                {"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP",
                  "safetyRatings":[{"category":"C","probability":"LOW"}],"citationMetadata":{"citations":[]},
                  "urlContextMetadata":{"urlMetadata":[]},"groundingMetadata":{"webSearchQueries":["q"]},"finishMessage":"m"}]}"""));

        assertThat(choice.extras()).isEqualTo(object("""
                {"vertex_ai_safety_results":[[{"category":"C","probability":"LOW"}]],
                 "vertex_ai_citation_metadata":[{"citations":[]}],"vertex_ai_url_context_metadata":[{"urlMetadata":[]}],
                 "vertex_ai_grounding_metadata":[{"webSearchQueries":["q"]}],"finishMessage":"m"}"""));
    }

    @Test
    void anErrorInASuccessfulAnswerIsAnError() {
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() ->
                        readReply("{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "7",
                "{\"candidates\":7}",
                "{\"candidates\":[7]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{}}]}}]}",
                "{\"usageMetadata\":{\"promptTokenCount\":\"many\"}}"
            })
    void whatTheVendorDoesNotDocumentIsToldSo(String body) {
        assertThatExceptionOfType(ApiResponseException.class).isThrownBy(() -> readReply(body));
    }

    @Test
    void aRelayedAnswerChangesItsModelOnly() {
        RelayedReply relayed = Speaking.DIALECT.relayReply(WORKED.getBytes(StandardCharsets.UTF_8), FRAME);

        assertThat(Json.parse(relayed.body().toBytes()))
                .isEqualTo(json(WORKED.replace("\"modelVersion\":\"gemini-2.5-flash\"", "\"modelVersion\":\"alias\"")));
        assertThat(relayed.usage().outputTokens()).isEqualTo(13);
    }

    @Test
    void anAnswerOfAnotherVendorIsWrittenWithItsSources() {
        Choice choice = new Choice(
                0,
                List.of(new Part.Text("Ærlig talt.")),
                FinishReason.CONTENT_FILTER,
                "refusal",
                null,
                null,
                List.of(citation(0, 5)),
                object("{\"web_search_results\":[]}"));
        ChatReply reply = new ChatReply(
                "msg_1", "claude", 7L, List.of(choice), Usage.of(3, 4), null, object("{\"container\":{}}"));

        assertThat(written(reply)).isEqualTo(json("""
                {"candidates":[{"content":{"role":"model","parts":[{"text":"Ærlig talt."}]},"finishReason":"SAFETY","index":0,
                  "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.test","title":"A"}}],
                    "groundingSupports":[{"segment":{"startIndex":0,"endIndex":6,"text":"Ærlig"},"groundingChunkIndices":[0]}]}}],
                 "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4,"totalTokenCount":7},
                 "modelVersion":"alias","responseId":"msg_1"}"""));
    }

    private static JsonObject written(ChatReply reply) {
        return Json.parseObject(Speaking.DIALECT.writeReply(reply, FRAME));
    }

    private static JsonObject citation(int start, int end) {
        return object("""
                {"type":"url_citation","url_citation":{"url":"https://a.test","title":"A","start_index":%d,"end_index":%d}}""".formatted(start, end));
    }

    private static Choice only(ChatReply reply) {
        assertThat(reply.choices()).hasSize(1);
        return reply.choices().getFirst();
    }

    private static Part.ToolCall onlyCall(String body) {
        return (Part.ToolCall) only(readReply(body)).parts().getFirst();
    }
}
