package dev.dragoman.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what others write, the answer is one of the known errors. */
class GeminiFuzzTest {

    private static final GeminiDialect DIALECT = Speaking.DIALECT;
    private static final int ROUNDS = 20;

    private static final String RICH_REQUEST = """
            {"systemInstruction":{"parts":[{"text":"s"}]},
             "contents":[{"role":"user","parts":[{"text":"q"},{"inlineData":{"mimeType":"image/png","data":"iVBO"},
                "mediaResolution":{"level":"MEDIA_RESOLUTION_LOW"}},{"fileData":{"mimeType":"video/mp4","fileUri":"gs://b/x"},
                "videoMetadata":{"fps":1}}]},
               {"role":"model","parts":[{"text":"hm","thought":true},{"functionCall":{"id":"a","name":"f","args":{"x":1}},
                "thoughtSignature":"s"}]},
               {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"content":"c"},
                "parts":[{"inlineData":{"mimeType":"image/png","data":"iVBO"}}]}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","description":"d","parameters":{"type":"OBJECT","properties":
                {"a":{"type":"STRING","nullable":true,"enum":["x"]},"b":{"anyOf":[{"type":"ARRAY","items":{"type":"STRING"},
                "minItems":"1"}]}},"required":["a"]}}]},{"googleSearch":{}}],
             "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]},"retrievalConfig":{}},
             "generationConfig":{"temperature":1,"topK":"4","stopSequences":["x"],"responseModalities":["TEXT"],
               "speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}}},"responseMimeType":"application/json",
               "responseSchema":{"type":"OBJECT"},"responseJsonSchema":{"type":"object"},
               "thinkingConfig":{"thinkingBudget":7,"includeThoughts":true,"thinkingLevel":"LOW"}},
             "safetySettings":[],"serviceTier":"flex"}""";

    private static final String RICH_REPLY = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true},{"text":"4","thoughtSignature":"s"},
                {"functionCall":{"id":"a","name":"f","args":{"x":1}}},{"inlineData":{"mimeType":"image/png","data":"iVBO"}},
                {"inlineData":{"mimeType":"audio/L16","data":"AAA="}}]},"finishReason":"STOP","index":0,
              "safetyRatings":[{"category":"C"}],"logprobsResult":{"chosenCandidates":[{"token":"4","tokenId":7,"logProbability":-0.1}],
                "topCandidates":[{"candidates":[{"token":"4","logProbability":-0.1}]}]},
              "groundingMetadata":{"groundingChunks":[{"web":{"uri":"u","title":"t"}}],
                "groundingSupports":[{"segment":{"partIndex":1,"startIndex":0,"endIndex":1},"groundingChunkIndices":[0]}]}}],
             "promptFeedback":{"blockReason":"SAFETY"},
             "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":1,"thoughtsTokenCount":12,"totalTokenCount":22,
               "cachedContentTokenCount":2,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}],
               "cacheTokensDetails":[{"modality":"TEXT","tokenCount":2}],"serviceTier":"flex"},
             "modelVersion":"m","responseId":"r"}""";

    private static final String RICH_EXTRAS = """
            {"web_search_options":{"search_context_size":"low","user_location":{"type":"approximate"}},
             "generation_config":{"x":1},"tool_config":{"functionCallingConfig":{"mode":"AUTO"}},"response_schema":{},
             "safety_settings":[],"thinking_config":{},"labels":{}}""";

    private static final String RICH_SCHEMA = """
            {"type":["object","null"],"properties":{"a":{"$ref":"#/$defs/A"},"b":{"anyOf":[{"type":"string"},{"type":"null"}]},
             "c":{"allOf":[{"$ref":"#/$defs/A"},{"type":"object"}]},"d":{"enum":["x",1,null,""]},"e":{"const":true},
             "f":{"type":"array","items":[{"type":"string"}]}},"required":["a","b"],
             "$defs":{"A":{"type":"object","properties":{"me":{"$ref":"#/$defs/A"}}}}}""";

    static LongStream seeds() {
        return LongStream.range(0, 250);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestIsReadOrRefused(long seed) {
        mutants(RICH_REQUEST, seed)
                .forEach(mutant -> expectKnown(mutant, () -> {
                    if (mutant instanceof JsonObject object) {
                        ChatRequest read = DIALECT.readRequest(JsonBody.of(object));
                        DIALECT.writeRequest(read, ModelTraits.unknown("gemini-3-flash-preview"));
                    }
                }));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRequestOfAnotherFormatIsWrittenOrRefused(long seed) {
        List<JsonValue> extras = mutants(RICH_EXTRAS, seed);
        List<JsonValue> schemas = mutants(RICH_SCHEMA, seed);
        for (int i = 0; i < ROUNDS; i++) {
            JsonValue extra = extras.get(i);
            JsonValue schema = schemas.get(i);
            expectKnown(schema, () -> write(extra, schema));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplyIsReadOrCalledWrong(long seed) {
        mutants(RICH_REPLY, seed)
                .forEach(mutant -> expectKnown(mutant, () -> {
                    DIALECT.writeReply(DIALECT.readReply(Json.bytes(mutant)), Speaking.FRAME);
                }));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aStreamIsReadOrCalledWrong(long seed) {
        mutants(RICH_REPLY, seed)
                .forEach(mutant -> expectKnown(mutant, () -> {
                    EventReader reader = DIALECT.eventReader();
                    reader.read(SseEvent.data(Json.bytes(mutant)), step -> {});
                    reader.end(step -> {});
                }));
        mutants(RICH_REPLY, seed)
                .forEach(mutant -> expectKnown(mutant, () -> {
                    EventRelay relay = DIALECT.eventRelay(Speaking.FRAME);
                    relay.relay(SseEvent.data(Json.bytes(mutant)), event -> {});
                    relay.end(event -> {});
                }));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anErrorIsAlwaysUnderstood(long seed) {
        String error = """
                {"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[
                  {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"27s"}]}}""";

        for (JsonValue mutant : mutants(error, seed)) {
            LlmException read = DIALECT.readError(new VendorError("gemini", "m", 429, Map.of(), Json.bytes(mutant)));

            assertThat(DIALECT.writeError(read, "r")).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bytesThatAreCutOffAreCalledWrong(long seed) {
        byte[] whole = RICH_REPLY.getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, new Random(seed).nextInt(whole.length));

        assertThat(catchThrowable(() -> DIALECT.readReply(cut))).isInstanceOf(LlmException.class);
        assertThat(catchThrowable(() -> DIALECT.relayReply(cut, Speaking.FRAME)))
                .isInstanceOf(LlmException.class);
    }

    private static void write(JsonValue extras, JsonValue schema) {
        if (extras instanceof JsonObject known && schema instanceof JsonObject parameters) {
            ChatRequest request = Speaking.ask("gemini-1.5-pro", Speaking.user("q"))
                    .tools(List.of(
                            new Tool.Function("f", null, parameters, null, null, JsonObject.EMPTY),
                            new Tool.Opaque("openai", extras)))
                    .responseFormat(new ResponseFormat.Schema("s", null, parameters, null))
                    .audio(known)
                    .extras(known)
                    .build();
            DIALECT.writeRequest(request, ModelTraits.unknown(request.model()))
                    .body()
                    .toBody();
        }
    }

    private static void expectKnown(JsonValue mutant, ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        if (thrown != null) {
            assertThat(thrown).as(mutant.toJson()).isInstanceOf(LlmException.class);
        }
    }

    private static List<JsonValue> mutants(String text, long seed) {
        Random random = new Random(seed);
        List<JsonValue> mutants = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            mutants.add(mutant(Json.parse(text), random, 0.04));
        }
        return mutants;
    }

    private static JsonValue mutant(JsonValue value, Random random, double rate) {
        if (random.nextDouble() < rate) {
            return strange(random);
        }
        return switch (value) {
            case JsonObject object -> {
                JsonObject.Builder changed = JsonObject.builder();
                object.forEach((name, member) -> {
                    if (random.nextDouble() >= rate) {
                        changed.put(name, mutant(member, random, rate));
                    }
                });
                yield changed.build();
            }
            case JsonArray array -> {
                List<JsonValue> changed = new ArrayList<>();
                array.forEach(item -> changed.add(mutant(item, random, rate)));
                yield new JsonArray(changed);
            }
            default -> value;
        };
    }

    private static JsonValue strange(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.TRUE;
            case 2 -> new JsonString("");
            case 3 -> new JsonString("strange");
            case 4 -> JsonNumber.of(-1);
            case 5 -> new JsonNumber("1e400");
            case 6 -> JsonArray.of(JsonNull.NULL);
            case 7 -> JsonObject.EMPTY;
            default -> new JsonNumber("99999999999999999999");
        };
    }
}
