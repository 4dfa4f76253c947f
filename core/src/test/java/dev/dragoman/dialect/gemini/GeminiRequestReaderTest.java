package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.assistant;
import static dev.dragoman.dialect.gemini.Speaking.json;
import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.readRequest;
import static dev.dragoman.dialect.gemini.Speaking.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.JsonArray;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestReaderTest {

    @Test
    void aConversationIsReadInOrder() {
        ChatRequest request = readRequest("""
                {"model":"models/gemini-2.5-flash","stream":true,
                 "system_instruction":{"parts":[{"text":"Terse."}]},
                 "contents":[{"parts":[{"text":"Weather?"}]},
                   {"role":"model","parts":[{"text":"hm","thought":true},{"text":"Let me see.","thoughtSignature":"s0"},
                     {"functionCall":{"name":"w","args":{"c":"Oslo"}},"thoughtSignature":"s1"},
                     {"function_call":{"id":"v2","name":"w","args":{}}}]},
                   {"role":"user","parts":[{"functionResponse":{"name":"w","response":{"content":"4 C"}}},
                     {"functionResponse":{"id":"v2","name":"w","response":{"error":"no net"}}},
                     {"text":"Well?"}]}]}""");

        assertThat(request.model()).isEqualTo("gemini-2.5-flash");
        assertThat(request.stream()).isTrue();
        assertThat(request.messages())
                .containsExactly(
                        Speaking.system("Terse."),
                        user("Weather?"),
                        assistant(
                                new Part.Thinking("hm", null),
                                new Part.Text("Let me see.", null, List.of(), "s0"),
                                new Part.ToolCall("call_1_0", "w", "{\"c\":\"Oslo\"}", false, "s1", null),
                                new Part.ToolCall("v2", "w", "{}")),
                        new Message.ToolResult(List.of(new Part.Text("4 C")), "call_1_0", "w", null, null),
                        new Message.ToolResult(List.of(new Part.Text("no net")), "v2", "w", true, null),
                        user("Well?"));
    }

    @Test
    void mediaIsReadByItsKind() {
        ChatRequest request = readRequest("""
                {"contents":[{"role":"user","parts":[
                  {"inline_data":{"mime_type":"image/png","data":"iVBO"},"mediaResolution":{"level":"MEDIA_RESOLUTION_HIGH"}},
                  {"inlineData":{"mimeType":"audio/wav","data":"UklG"}},
                  {"inlineData":{"mimeType":"application/pdf","data":"JVBE"}},
                  {"fileData":{"fileUri":"https://youtu.be/1"},"videoMetadata":{"startOffset":"1s"}},
                  {"fileData":{"mimeType":"image/jpeg","fileUri":"gs://b/x"}},
                  {"executableCode":{"language":"PYTHON","code":"1"}}]}]}""");

        assertThat(request.messages().getFirst().parts())
                .containsExactly(
                        new Part.Image(new MediaSource.Base64("image/png", "iVBO"), "high", null),
                        new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", null),
                        new Part.Document(new MediaSource.Base64("application/pdf", "JVBE"), null, null, null, null),
                        new Part.Video(
                                new MediaSource.Url("https://youtu.be/1", null),
                                object("{\"startOffset\":\"1s\"}"),
                                null),
                        new Part.Image(new MediaSource.Url("gs://b/x", "image/jpeg"), null, null),
                        new Part.Opaque(
                                "gemini", json("{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"1\"}}")));
    }

    @Test
    void theConfigurationIsReadInBothSpellings() {
        ChatRequest request = readRequest("""
                {"contents":[],"generation_config":{"temperature":0.5,"top_p":0.9,"topK":"40","candidate_count":2,
                  "maxOutputTokens":9,"stop_sequences":["x"],"seed":1,"responseLogprobs":true,"logprobs":2,
                  "presencePenalty":0.1,"frequency_penalty":0.2,"responseModalities":["TEXT","AUDIO"],
                  "speechConfig":{"voiceConfig":{"prebuilt_voice_config":{"voiceName":"Kore"}}},
                  "response_mime_type":"application/json","responseJsonSchema":{"type":"object"},
                  "thinking_config":{"thinking_budget":512},"image_config":{"aspectRatio":"1:1"}},
                 "safetySettings":[{"category":"C"}],"serviceTier":"flex","cached_content":"cachedContents/1"}""");

        assertThat(request.sampling())
                .isEqualTo(new Sampling(0.5, 0.9, 40L, 2L, 1L, List.of("x"), 0.1, 0.2, null, true, 2L));
        assertThat(request.maxTokens()).isEqualTo(9);
        assertThat(request.modalities()).isEqualTo(JsonArray.ofStrings(List.of("text", "audio")));
        assertThat(request.audio()).isEqualTo(object("{\"voice\":\"Kore\"}"));
        assertThat(request.responseFormat())
                .isEqualTo(new ResponseFormat.Schema("response", null, object("{\"type\":\"object\"}"), null));
        assertThat(request.reasoning()).isEqualTo(new Reasoning(Reasoning.Mode.ENABLED, null, 512L, null));
        assertThat(request.serviceTier()).isEqualTo("flex");
        assertThat(request.extras()).isEqualTo(object("""
                {"imageConfig":{"aspectRatio":"1:1"},"safetySettings":[{"category":"C"}],"cachedContent":"cachedContents/1"}"""));
    }

    @Test
    void whatHasNoWordElsewhereIsKept() {
        ChatRequest request = readRequest("""
                {"contents":[],"toolConfig":{"retrievalConfig":{"languageCode":"no"}},
                 "generationConfig":{"responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["a"]},
                   "speechConfig":{"languageCode":"no"},"mediaResolution":"MEDIA_RESOLUTION_LOW"}}""");

        assertThat(request.extras()).isEqualTo(object("""
                {"toolConfig":{"retrievalConfig":{"languageCode":"no"}},
                 "responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["a"]},
                 "speechConfig":{"languageCode":"no"},"mediaResolution":"MEDIA_RESOLUTION_LOW"}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | contents
            {"contents":7}                                                    | contents
            {"contents":["x"]}                                                | contents[0]
            {"contents":[{"role":"bot"}]}                                     | contents[0].role
            {"contents":[{"parts":[{"text":1}]}]}                             | contents[0].parts[0].text
            {"contents":[{"parts":[{"text":"a"},{"inlineData":{"data":"x"}}]}]} | contents[0].parts[1].inlineData.mimeType
            {"contents":[{"role":"model","parts":[{"functionCall":{"args":{}}}]}]} | contents[0].parts[0].functionCall.name
            {"contents":[{"parts":[{"functionResponse":{"name":"f","response":[]}}]}]} | contents[0].parts[0].functionResponse.response
            {"contents":[],"generationConfig":{"temperature":"hot"}}          | generationConfig.temperature
            {"contents":[],"generationConfig":{"stopSequences":"x"}}          | generationConfig.stopSequences
            {"contents":[],"tools":{}}                                        | tools
            {"contents":[],"tools":[{"functionDeclarations":[{}]}]}           | tools[0].functionDeclarations[0].name
            {"contents":[],"toolConfig":{"functionCallingConfig":{"mode":"X"}}} | toolConfig.functionCallingConfig.mode
            """)
    void whatIsWrongIsNamed(String body, String path) {
        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> readRequest(body));

        assertThat(refused.detail().param()).isEqualTo(path);
        assertThat(refused).hasMessageStartingWith(path).hasMessageContaining("expected");
    }

    @Test
    void offendingValuesAreShortened() {
        String body = "{\"contents\":[{\"role\":\"" + "x".repeat(500) + "\"}]}";

        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> readRequest(body));

        assertThat(refused.getMessage()).hasSizeLessThan(160);
    }
}
