package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.ask;
import static dev.dragoman.dialect.gemini.Speaking.body;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.unsupported;
import static dev.dragoman.dialect.gemini.Speaking.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationConfigTest {

    private static final String OLD = "gemini-2.5-flash";
    private static final String NEW = "gemini-3-flash-preview";
    private static final ResponseFormat SCHEMA = new ResponseFormat.Schema(
            "person",
            null,
            object(
                    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":[\"string\",\"null\"]}},\"additionalProperties\":false}"),
            true);

    @Test
    void samplingHasItsWords() {
        ChatRequest.Builder request = ask(OLD, user("q"))
                .maxTokens(100L)
                .sampling(new Sampling(0.5, 0.9, 40L, 2L, 7L, List.of("a", "b"), 0.1, 0.2, null, true, 3L));

        assertThat(config(request)).isEqualTo(json("""
                {"temperature":0.5,"topP":0.9,"topK":40,"candidateCount":2,"seed":7,"stopSequences":["a","b"],
                 "presencePenalty":0.1,"frequencyPenalty":0.2,"responseLogprobs":true,"logprobs":3,"maxOutputTokens":100}"""));
    }

    @Test
    void theThirdGenerationIsWarmAndKnowsNoPenalties() {
        ChatRequest.Builder request = ask(NEW, user("q"))
                .sampling(new Sampling(null, null, null, null, null, List.of(), 0.1, 0.0, null, null, null));

        assertThat(config(request)).isEqualTo(json("{\"temperature\":1}"));
        assertThat(unsupported(request)).containsExactly("presence_penalty");
    }

    @Test
    void outputHasItsKindsAndItsVoice() {
        ChatRequest.Builder request = ask(OLD, user("q"))
                .modalities(JsonArray.ofStrings(List.of("text", "image")))
                .audio(object("{\"voice\":\"Kore\",\"format\":\"pcm16\"}"));

        assertThat(config(request)).isEqualTo(json("""
                {"responseModalities":["TEXT","IMAGE","AUDIO"],
                 "speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}}}}"""));
        assertThat(unsupported(request)).isEmpty();
    }

    @Test
    void soundIsOnlyMadeRaw() {
        assertThat(unsupported(ask(OLD, user("q")).audio(object("{\"voice\":\"Kore\",\"format\":\"mp3\"}"))))
                .containsExactly("audio.format");
    }

    @Test
    void formatsHaveAMediaType() {
        assertThat(config(ask(OLD, user("q")).responseFormat(new ResponseFormat.JsonMode())))
                .isEqualTo(json("{\"responseMimeType\":\"application/json\"}"));
        assertThat(config(ask(OLD, user("q")).responseFormat(new ResponseFormat.Text())))
                .isEqualTo(json("{\"responseMimeType\":\"text/plain\"}"));
    }

    @Test
    void aSchemaIsPassedOnUnchangedToModelsThatReadIt() {
        assertThat(config(ask(OLD, user("q")).responseFormat(SCHEMA))).isEqualTo(json("""
                {"responseMimeType":"application/json","responseJsonSchema":{"type":"object",
                  "properties":{"n":{"type":["string","null"]}},"additionalProperties":false}}"""));
    }

    @Test
    void aSchemaIsConvertedForOlderModels() {
        assertThat(config(ask("gemini-1.5-pro", user("q")).responseFormat(SCHEMA)))
                .isEqualTo(json("""
                {"responseMimeType":"application/json","responseSchema":{"type":"object","propertyOrdering":["n"],
                  "properties":{"n":{"type":"string","nullable":true}}}}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            gemini-2.5-flash       | none    | {"thinkingBudget":0,"includeThoughts":false}
            gemini-2.5-pro         | none    | {"thinkingBudget":128,"includeThoughts":false}
            gemini-2.5-flash       | disable | {"thinkingBudget":0,"includeThoughts":false}
            gemini-2.5-flash       | minimal | {"thinkingBudget":1,"includeThoughts":true}
            gemini-2.5-pro         | minimal | {"thinkingBudget":128,"includeThoughts":true}
            gemini-2.5-flash-lite  | minimal | {"thinkingBudget":512,"includeThoughts":true}
            gemini-flash-latest    | low     | {"thinkingBudget":1024,"includeThoughts":true}
            gemini-2.5-pro         | medium  | {"thinkingBudget":2048,"includeThoughts":true}
            gemini-2.5-pro         | high    | {"thinkingBudget":4096,"includeThoughts":true}
            gemini-3-flash-preview | minimal | {"thinkingLevel":"minimal","includeThoughts":true}
            gemini-3-pro-preview   | minimal | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3-pro-preview   | low     | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3-pro-preview   | medium  | {"thinkingLevel":"high","includeThoughts":true}
            gemini-3.1-pro-preview | medium  | {"thinkingLevel":"medium","includeThoughts":true}
            gemini-3-flash-preview | medium  | {"thinkingLevel":"medium","includeThoughts":true}
            gemini-3-pro-preview   | high    | {"thinkingLevel":"high","includeThoughts":true}
            gemini-3-flash-preview | none    | {"thinkingLevel":"minimal","includeThoughts":false}
            gemini-3-pro-preview   | none    | {"thinkingLevel":"low","includeThoughts":false}
            """)
    void effortsBecomeBudgetsOrLevels(String model, String effort, String thinking) {
        assertThat(thinking(ask(model, user("q")).reasoning(Reasoning.effort(effort))))
                .isEqualTo(json(thinking));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            gemini-2.5-pro         | ENABLED  | 3000 | {"thinkingBudget":3000,"includeThoughts":true}
            gemini-2.5-pro         | ENABLED  | -    | {"includeThoughts":true}
            gemini-2.5-flash       | ENABLED  | 0    | {"thinkingBudget":0,"includeThoughts":false}
            gemini-2.5-pro         | ADAPTIVE | -    | {"thinkingBudget":-1,"includeThoughts":true}
            gemini-2.5-flash       | DISABLED | -    | {"thinkingBudget":0,"includeThoughts":false}
            gemini-3-pro-preview   | ENABLED  | 3000 | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3-flash-preview | ENABLED  | 3000 | {"thinkingLevel":"minimal","includeThoughts":true}
            gemini-3-flash-preview | ADAPTIVE | -    | {"includeThoughts":true}
            gemini-3-flash-preview | DISABLED | -    | {"thinkingLevel":"minimal","includeThoughts":false}
            """)
    void budgetsAreSentOrBecomeLevels(String model, Reasoning.Mode mode, @Nullable Long budget, String thinking) {
        Reasoning reasoning = new Reasoning(mode, null, budget, null);

        assertThat(thinking(ask(model, user("q")).reasoning(reasoning))).isEqualTo(json(thinking));
    }

    @Test
    void hiddenThoughtsAreNotIncluded() {
        Reasoning reasoning = new Reasoning(Reasoning.Mode.ENABLED, null, 2000L, "omitted");

        assertThat(thinking(ask(OLD, user("q")).reasoning(reasoning)))
                .isEqualTo(json("{\"thinkingBudget\":2000,\"includeThoughts\":false}"));
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-pro,xhigh", "gemini-3-pro-preview,max", "gemini-2.0-flash,low"})
    void effortsBeyondTheModelAreReported(String model, String effort) {
        ChatRequest.Builder request = ask(model, user("q")).reasoning(Reasoning.effort(effort));

        assertThat(unsupported(request)).containsExactly("reasoning_effort");
        assertThat(body(request).toJson()).doesNotContain("thinkingConfig");
    }

    @Test
    void aModelKnownNotToThinkIsToldNothing() {
        ModelTraits traits = new ModelTraits("gemma-3-27b-it", null, Set.of(), true);
        ChatRequest off = ask("gemma-3-27b-it", user("q"))
                .reasoning(Reasoning.effort("none"))
                .build();

        assertThat(Speaking.DIALECT.writeRequest(off, traits).unsupported()).isEmpty();
        assertThat(Speaking.DIALECT.writeRequest(off, traits).body().has("generationConfig"))
                .isFalse();
    }

    private static @Nullable JsonObject config(ChatRequest.Builder request) {
        return body(request).object("generationConfig");
    }

    private static @Nullable JsonObject thinking(ChatRequest.Builder request) {
        JsonObject config = config(request);
        return config == null ? null : config.object("thinkingConfig");
    }
}
