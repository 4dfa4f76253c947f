package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.ask;
import static dev.dragoman.dialect.gemini.Speaking.assistant;
import static dev.dragoman.dialect.gemini.Speaking.body;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.result;
import static dev.dragoman.dialect.gemini.Speaking.system;
import static dev.dragoman.dialect.gemini.Speaking.turn;
import static dev.dragoman.dialect.gemini.Speaking.unsupported;
import static dev.dragoman.dialect.gemini.Speaking.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiRequestWriterTest {

    private static final String OLD = "gemini-2.5-flash";
    private static final String NEW = "gemini-3-pro-preview";

    @Test
    void theWorkedExampleIsWrittenLiterally() {
        ChatRequest.Builder request =
                ask(OLD, system("Terse."), user("2+2?")).maxTokens(50L).reasoning(Reasoning.effort("low"));

        assertThat(body(request)).isEqualTo(json("""
                {"systemInstruction":{"parts":[{"text":"Terse."}]},
                 "contents":[{"role":"user","parts":[{"text":"2+2?"}]}],
                 "generationConfig":{"maxOutputTokens":50,"thinkingConfig":{"thinkingBudget":1024,"includeThoughts":true}}}"""));
    }

    @Test
    void theTurnAfterASignedCallIsWrittenAsTheVendorSaidIt() {
        String made = "call_" + "1f".repeat(14);
        ChatRequest.Builder request = ask(
                OLD,
                user("Weather?"),
                assistant(
                        new Part.Text("Let me check. "),
                        new Part.ToolCall(made + "__thought__CpQB", "weather", "{\"city\": \"Oslo\"}")),
                result(made + "__thought__CpQB", "4 C"));

        assertThat(body(request).get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"Weather?"}]},
                 {"role":"model","parts":[{"text":"Let me check. "},
                   {"functionCall":{"name":"weather","args":{"city":"Oslo"}},"thoughtSignature":"CpQB"}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"content":"4 C"}}}]}]"""));
    }

    @Test
    void theSignatureOfACallMayTravelBesideItOrInItsId() {
        Part beside = new Part.ToolCall("v1", "f", "{}", false, "sig", null);
        Part inside = new Part.ToolCall("v1__thought__sig", "f", "{}");

        JsonObject first = body(ask(OLD, user("q"), assistant(beside)));
        JsonObject second = body(ask(OLD, user("q"), assistant(inside)));

        assertThat(first).isEqualTo(second);
        assertThat(first.get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"q"}]},
                 {"role":"model","parts":[{"functionCall":{"id":"v1","name":"f","args":{}},"thoughtSignature":"sig"}]}]"""));
    }

    @Test
    void onlyTheFirstUnsignedCallOfAStepIsExcusedAndOnlyFromTheThirdGenerationOn() {
        Message calls =
                assistant(new Part.Text("hm"), new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}"));

        JsonObject third = body(ask(NEW, user("q"), calls));
        JsonObject second = body(ask(OLD, user("q"), calls));

        assertThat(third.toJson().split("thoughtSignature", -1)).hasSize(2);
        assertThat(third.toJson())
                .contains("\"args\":{}},\"thoughtSignature\":\"c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=\"}");
        assertThat(second.toJson()).doesNotContain("thoughtSignature");
    }

    @Test
    void aSignatureBesideTheMessageGoesBackToItsText() {
        JsonObject extras = object("{\"provider_specific_fields\":{\"thought_signatures\":[\"s1\"]}}");
        Message turn = new Message.Assistant(List.of(new Part.Text("hi")), null, false, extras);

        assertThat(body(ask(NEW, user("q"), turn)).toJson()).contains("{\"text\":\"hi\",\"thoughtSignature\":\"s1\"}");
    }

    @Test
    void aSignatureBesideTheMessageThatACallBearsIsNotWrittenTwice() {
        JsonObject extras = object("{\"provider_specific_fields\":{\"thought_signatures\":[\"s1\"]}}");
        Message turn = new Message.Assistant(
                List.of(new Part.Text("hi"), new Part.ToolCall("a", "f", "{}", false, "s1", null)),
                null,
                false,
                extras);

        assertThat(body(ask(NEW, user("q"), turn)).toJson().split("s1", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EqQBCgYIARgCIkDnYWaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "EuYBCkQYAiJAgCs1le6aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "EosnCkYICxIMMb3LzNrMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void thoughtsSignedByClaudeGoWithoutTheirSignature(String signature) {
        Message turn = assistant(new Part.Thinking("hm", signature), new Part.Text("4"));

        assertThat(body(ask(NEW, user("q"), turn)).get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"q"}]},
                 {"role":"model","parts":[{"text":"hm","thought":true},{"text":"4"}]}]"""));
    }

    @Test
    void thoughtsBesideClaudesOwnMarksGoWithoutTheirSignature() {
        Message encrypted =
                assistant(new Part.Thinking("hm", "s1"), new Part.RedactedThinking("x"), new Part.Text("4"));
        Message calling = assistant(new Part.Thinking("hm", "s1"), new Part.ToolCall("toolu_1", "f", "{}"));

        assertThat(body(ask(OLD, user("q"), encrypted)).toJson()).doesNotContain("thoughtSignature");
        assertThat(body(ask(OLD, user("q"), calling)).toJson()).doesNotContain("thoughtSignature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CpQB", "s1", "EvQMCvEMAb4+9vvaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""})
    void otherThoughtsKeepTheirSignature(String signature) {
        Message turn = assistant(new Part.Thinking("hm", signature), new Part.Text("4"));

        assertThat(body(ask(NEW, user("q"), turn)).toJson())
                .contains("{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"" + signature + "\"}");
    }

    @Test
    void theSignatureBehindAnImageIsWrittenOnTheImage() {
        Part image = new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);
        Message turn = assistant(image, new Part.Text("", null, List.of(), "s1"));

        assertThat(body(ask(NEW, user("draw"), turn)).toJson())
                .contains(
                        "[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBO\"},\"thoughtSignature\":\"s1\"}]");
    }

    @Test
    void signaturesBesideAMessageGoToItsTextAndThenToItsImages() {
        JsonObject extras = object("{\"provider_specific_fields\":{\"thought_signatures\":[\"s1\",\"s2\"]}}");
        Part image = new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);
        Message both = new Message.Assistant(List.of(new Part.Text("Here:"), image), null, false, extras);

        assertThat(turn(body(ask(NEW, user("draw"), both)), 1)).isEqualTo(json("""
                {"role":"model","parts":[{"text":"Here:","thoughtSignature":"s1"},
                  {"inlineData":{"mimeType":"image/png","data":"iVBO"},"thoughtSignature":"s2"}]}"""));
    }

    @Test
    void aSignatureBesideNothingIsASilentText() {
        JsonObject extras = object("{\"provider_specific_fields\":{\"thought_signatures\":[\"s1\"]}}");
        Message silent = new Message.Assistant(List.of(), null, false, extras);

        assertThat(turn(body(ask(NEW, user("q"), silent)), 1))
                .isEqualTo(json("{\"role\":\"model\",\"parts\":[{\"text\":\"\",\"thoughtSignature\":\"s1\"}]}"));
    }

    @Test
    void messagesOfOneSideBecomeOneTurn() {
        JsonObject body =
                body(ask(OLD, user("a"), user("b"), assistant(new Part.Text("c")), assistant(new Part.Text("d"))));

        assertThat(body.get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"a"},{"text":"b"}]},
                 {"role":"model","parts":[{"text":"c"},{"text":"d"}]}]"""));
    }

    @Test
    void aTurnWithNothingToSayIsLeftOut() {
        JsonObject body = body(ask(OLD, user("a"), assistant(new Part.Text("")), user("b")));

        assertThat(body.get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"text":"a"},{"text":"b"}]}]"""));
    }

    @Test
    void instructionsAloneAreFollowedByASilentUser() {
        assertThat(body(ask(OLD, system("Be kind.")))).isEqualTo(json("""
                {"systemInstruction":{"parts":[{"text":"Be kind."}]},
                 "contents":[{"role":"user","parts":[{"text":" "}]}]}"""));
    }

    @Test
    void instructionsInTheMiddleAreHoisted() {
        JsonObject body = body(ask(OLD, system("A"), user("x"), system("B")));

        assertThat(body.get("systemInstruction")).isEqualTo(json("{\"parts\":[{\"text\":\"A\"},{\"text\":\"B\"}]}"));
    }

    @Test
    void modelsWithoutInstructionsHearThemFromTheUser() {
        assertThat(body(ask("gemma-3-27b-it", system("A"), user("x")))).isEqualTo(json("""
                {"contents":[{"role":"user","parts":[{"text":"A"},{"text":"x"}]}]}"""));
    }

    @Test
    void resultsComeInTheOrderOfTheirCalls() {
        String first = "call_" + "0a".repeat(14);
        String second = "call_" + "0b".repeat(14);
        JsonObject body = body(ask(
                OLD,
                user("q"),
                assistant(new Part.ToolCall(first, "f", "{\"n\":1}"), new Part.ToolCall(second, "f", "{\"n\":2}")),
                result(second, "two"),
                result(first, "one")));

        assertThat(turn(body, 2)).isEqualTo(json("""
                {"role":"user","parts":[
                  {"functionResponse":{"name":"f","response":{"content":"one"}}},
                  {"functionResponse":{"name":"f","response":{"content":"two"}}}]}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 C            | {"content":"4 C"}
            ''             | {"content":""}
            {"temp":4}     | {"temp":4}
            {"temp":4      | {"content":"{\\"temp\\":4"}
            {"a":1,"a":2}  | {"content":"{\\"a\\":1,\\"a\\":2}"}
            [1]            | {"content":"[1]"}
            null           | {"content":"null"}
            """)
    void aResultIsAnObject(String text, String response) {
        JsonObject body = body(ask(OLD, user("q"), assistant(new Part.ToolCall("a", "f", "{}")), result("a", text)));

        assertThat(body.toJson()).contains("\"response\":" + response.replace("\\\\", "\\"));
    }

    @Test
    void aFailedResultIsAnError() {
        Message failed = new Message.ToolResult(List.of(new Part.Text("no net")), "a", null, true, null);
        JsonObject body = body(ask(OLD, user("q"), assistant(new Part.ToolCall("a", "f", "{}")), failed));

        assertThat(body.toJson()).contains("\"response\":{\"error\":\"no net\"}");
    }

    @Test
    void imagesInAResultStandBehindIt() {
        Message result = new Message.ToolResult(
                List.of(new Part.Text("see"), new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null)),
                "a",
                null,
                null,
                null);
        JsonObject body = body(ask(OLD, user("q"), assistant(new Part.ToolCall("a", "f", "{}")), result));

        assertThat(turn(body, 2)).isEqualTo(json("""
                {"role":"user","parts":[
                  {"functionResponse":{"id":"a","name":"f","response":{"content":"see"}}},
                  {"inlineData":{"mimeType":"image/png","data":"iVBO"}}]}"""));
    }

    @Test
    void aResultWithoutItsCallIsRefused() {
        ChatRequest.Builder request = ask(OLD, user("q"), result("call_x", "4"));

        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> body(request));

        assertThat(refused.detail().param()).isEqualTo("messages[1].tool_call_id");
        assertThat(refused).hasMessageContaining("call_x").hasMessageContaining("expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''          | {}
            {}          | {}
            null        | {}
            {"a":1}     | {"a":1}
            [1]         | {"input":"[1]"}
            {"a":       | {"input":"{\\"a\\":"}
            """)
    void argumentsAreAnObject(String arguments, String args) {
        JsonObject body = body(ask(OLD, user("q"), assistant(new Part.ToolCall("a", "f", arguments))));

        assertThat(body.toJson()).contains("\"args\":" + args.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://x.test/a.png                                              | {"mimeType":"image/png","fileUri":"https://x.test/a.png"}
            https://x.test/a.JPG?s=1                                          | {"mimeType":"image/jpeg","fileUri":"https://x.test/a.JPG?s=1"}
            gs://bucket/a.webp                                                | {"mimeType":"image/webp","fileUri":"gs://bucket/a.webp"}
            https://generativelanguage.googleapis.com/v1beta/files/abc        | {"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/abc"}
            """)
    void anAddressIsAFile(String url, String file) {
        Part image = new Part.Image(new MediaSource.Url(url, null), null, null);

        assertThat(body(ask(OLD, user(new Part.Text("see"), image))).toJson()).contains("{\"fileData\":" + file + "}");
    }

    @Test
    void anUploadedFileIsNamedByItsAddress() {
        Part file = new Part.Document(new MediaSource.FileId("files/abc", "application/pdf"), null, null, null, null);

        assertThat(body(ask(OLD, user(new Part.Text("see"), file))).toJson())
                .contains("\"fileUri\":\"https://generativelanguage.googleapis.com/v1beta/files/abc\"");
    }

    @Test
    void aUserWithoutTextSaysASpace() {
        Part image = new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);

        assertThat(body(ask(OLD, user(image))).get("contents")).isEqualTo(json("""
                [{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"iVBO"}},{"text":" "}]}]"""));
    }

    @Test
    void soundIsNamedByItsFormat() {
        Part sound = new Part.Audio(new MediaSource.Base64("audio/mpeg", "SUQz"), "mp3", null);

        assertThat(body(ask(OLD, user(new Part.Text("hear"), sound))).toJson())
                .contains("{\"inlineData\":{\"mimeType\":\"audio/mp3\",\"data\":\"SUQz\"}}");
    }

    @Test
    void aVideoKeepsItsClip() {
        Part video = new Part.Video(
                new MediaSource.Url("https://www.youtube.com/watch?v=1", "video/mp4"),
                object("{\"start_offset\":\"1s\",\"fps\":2}"),
                null);

        assertThat(body(ask(OLD, user(new Part.Text("see"), video))).toJson())
                .contains("\"videoMetadata\":{\"startOffset\":\"1s\",\"fps\":2}");
    }

    @Test
    void theHighestDetailCountsForAllImagesOfTheSecondGeneration() {
        JsonObject body = body(ask(OLD, user(new Part.Text("see"), image("low"), image("ultra_high"), image("auto"))));

        assertThat(body.object("generationConfig")).isEqualTo(json("{\"mediaResolution\":\"MEDIA_RESOLUTION_HIGH\"}"));
        assertThat(body.toJson()).doesNotContain("level");
    }

    @Test
    void everyImageHasItsDetailFromTheThirdGenerationOn() {
        JsonObject body = body(ask(NEW, user(new Part.Text("see"), image("low"), image("ultra_high"), image(null))));

        assertThat(body.toJson())
                .contains("\"mediaResolution\":{\"level\":\"MEDIA_RESOLUTION_LOW\"}")
                .contains("\"mediaResolution\":{\"level\":\"MEDIA_RESOLUTION_ULTRA_HIGH\"}");
        assertThat(body.object("generationConfig")).isEqualTo(json("{\"temperature\":1}"));
    }

    @Test
    void parametersWithoutWordsAreReported() {
        ChatRequest.Builder request = ask(OLD, user("q"))
                .sampling(new Sampling(
                        null, null, null, null, null, List.of(), null, null, object("{\"50256\":-100}"), null, null))
                .prediction(object("{\"type\":\"content\",\"content\":\"x\"}"))
                .verbosity("low")
                .serviceTier("scale")
                .extras(object("""
                        {"store":true,"prompt_cache_key":"k","safety_identifier":"u","moderation":{},"mcp_servers":[]}"""));

        assertThat(unsupported(request))
                .containsExactlyInAnyOrder(
                        "logit_bias",
                        "prediction",
                        "verbosity",
                        "service_tier",
                        "store",
                        "prompt_cache_key",
                        "safety_identifier",
                        "moderation",
                        "mcp_servers");
        assertThat(body(request)).isEqualTo(json("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"q\"}]}]}"));
    }

    @Test
    void contentWithoutWordsIsReported() {
        Message instructions = new Message.Instructions(List.of(new Part.Text("see"), image(null)), false, null);
        Message turn = assistant(
                new Part.Text("x"),
                new Part.SpokenAudio("audio-1", null, null, null, null),
                new Part.Opaque("anthropic", json("{\"type\":\"server_tool_use\"}")),
                new Part.RedactedThinking("secret"));

        ChatRequest.Builder request = ask(OLD, instructions, user("q"), turn);

        assertThat(unsupported(request))
                .containsExactly(
                        "messages[*].content[*].image_url",
                        "messages[*].content[*].audio",
                        "messages[*].content[*].server_tool_use");
        assertThat(turn(body(request), 1)).isEqualTo(json("{\"role\":\"model\",\"parts\":[{\"text\":\"x\"}]}"));
    }

    @Test
    void theVendorsOwnParametersGoWhereTheyBelong() {
        ChatRequest.Builder request = ask(OLD, user("q"))
                .sampling(new Sampling(0.3, null, 5L, null, null, List.of(), null, null, null, null, null))
                .extras(object("""
                        {"safety_settings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],
                         "cached_content":"cachedContents/1","image_config":{"aspectRatio":"1:1"},
                         "generation_config":{"audio_timestamp":true},"stream_options":{"include_usage":true},
                         "some_new_thing":7}"""));

        assertThat(body(request)).isEqualTo(json("""
                {"contents":[{"role":"user","parts":[{"text":"q"}]}],
                 "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],
                 "cachedContent":"cachedContents/1","some_new_thing":7,
                 "generationConfig":{"temperature":0.3,"topK":5,"imageConfig":{"aspectRatio":"1:1"},"audioTimestamp":true}}"""));
        assertThat(unsupported(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "default", "flex", "priority"})
    void knownClassesOfServiceAreAccepted(String tier) {
        assertThat(unsupported(ask(OLD, user("q")).serviceTier(tier))).isEmpty();
    }

    private static Part image(@Nullable String detail) {
        return new Part.Image(new MediaSource.Base64("image/png", "iVBO"), detail, null);
    }
}
