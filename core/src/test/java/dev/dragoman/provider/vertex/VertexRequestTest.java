package dev.dragoman.provider.vertex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VertexRequestTest {

    private static final String CLAUDE = "claude-sonnet-4-5@20250929";
    private static final OpenAiDialect OPENAI = new OpenAiDialect(true);
    private static final VertexProvider VERTEX = VertexProvider.speaking(OPENAI, dev.dragoman.audio.AudioEncoders.OWN);

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, gemini",
        "1234567890, gemini",
        "claude-opus-4-6, anthropic",
        "meta/llama-4, openai",
        "mistral-large-2411, openai"
    })
    void theModelChoosesTheDialect(String model, String dialect) {
        assertThat(VERTEX.provider(model).dialect().name()).isEqualTo(dialect);
        assertThat(VERTEX.provider(model).name()).isEqualTo("vertex_ai");
    }

    @Test
    void claudeIsNamedByTheAddressAndToldItsVersion() {
        JsonBody body = adjusted(CLAUDE, "{'model':'m','max_tokens':5,'messages':[],'stream':true}")
                .body();

        assertThat(body.toObject().toJson())
                .isEqualTo(
                        json("{'max_tokens':5,'messages':[],'stream':true,'anthropic_version':'vertex-2023-10-16'}"));
    }

    @Test
    void claudeGetsNoScopeOfACacheAndNoOlderFormat() {
        String asked = "{'output_format':{'type':'json_schema'},'system':[{'type':'text','text':'scope',"
                + "'cache_control':{'type':'ephemeral','scope':'global'}}],'messages':[{'role':'user','content':"
                + "[{'type':'tool_result','content':[{'cache_control':{'type':'ephemeral','scope':'x'}}]}]}]}";

        String body = adjusted(CLAUDE, asked).body().toObject().toJson();

        assertThat(body)
                .contains(json("'cache_control':{'type':'ephemeral'}"))
                .contains(json("'text':'scope'"))
                .contains(json("'output_config':{'format':{'type':'json_schema'}}"))
                .doesNotContain("\"scope\":", "output_format");
    }

    @Test
    void whatRunsAtAnthropicAloneIsTold() {
        Adjusted adjusted = adjusted(CLAUDE, "{'messages':[],'mcp_servers':[{}],'service_tier':'auto'}");

        assertThat(adjusted.unsupported()).containsExactly("mcp_servers");
        assertThat(adjusted.body().names()).doesNotContain("mcp_servers", "service_tier");
    }

    @Test
    void betasStandInTheBodyUnderTheNamesOfVertex() {
        String search = "{'model':'m','messages':[{'role':'user','content':'Hi'}],"
                + "'betas':['advanced-tool-use-2025-11-20','files-api-2025-04-14','context-1m-2025-08-07']}";

        WrittenRequest written = written(CLAUDE, search);

        assertThat(written.betas()).containsExactly("tool-search-tool-2025-10-19", "context-1m-2025-08-07");
        assertThat(String.valueOf(written.body().value("anthropic_beta")))
                .contains("tool-search-tool-2025-10-19", "context-1m-2025-08-07");
    }

    @Test
    void betasOfTheClientThatAreUnknownHereAreNotAnnounced() {
        Headers headers = Headers.of("anthropic-beta", "claude-code-20250219, context-1m-2025-08-07");

        assertThat(ClaudeBetas.known(headers)).isEqualTo(Headers.of("anthropic-beta", "context-1m-2025-08-07"));
        assertThat(ClaudeBetas.known(Headers.of("anthropic-beta", "oauth-2025-04-20")))
                .isEqualTo(Headers.EMPTY);
    }

    @Test
    void geminiIsToldOfATierOnlyWhenItIsNotTheUsual() {
        Adjusted flex = adjusted("gemini-2.5-flash", "{'contents':[],'serviceTier':'flex','model':'m','stream':true}");
        Adjusted standard = adjusted("gemini-2.5-flash", "{'contents':[],'serviceTier':'standard'}");

        assertThat(flex.body().names()).containsExactly("contents", "serviceTier");
        assertThat(standard.body().names()).containsExactly("contents");
    }

    @Test
    void geminiStoresNothing() {
        Adjusted stored = adjusted("gemini-2.5-flash", "{'contents':[],'store':true}");
        Adjusted plain = adjusted("gemini-2.5-flash", "{'contents':[],'store':false}");

        assertThat(stored.unsupported()).containsExactly("store");
        assertThat(plain.unsupported()).isEmpty();
        assertThat(plain.body().names()).containsExactly("contents");
    }

    @Test
    void labelsOfTheCallerBecomeLabelsOfTheBill() {
        String asked = "{'model':'m','messages':[{'role':'user','content':'Hi'}],"
                + "'metadata':{'team':'blue','Upper':'x','note':'No label'}}";

        assertThat(String.valueOf(written("gemini-2.5-flash", asked).body().value("labels")))
                .contains("team", "blue")
                .doesNotContain("Upper", "note");
    }

    @Test
    void geminiReadsPublicFilesByItselfAndClaudeDoesNot() {
        MediaSource.Url url = new MediaSource.Url("https://x.test/a.png", null);

        assertThat(VERTEX.provider("gemini-2.5-flash").dialect().needsBytes(MediaKind.IMAGE, url))
                .isFalse();
        assertThat(VERTEX.provider(CLAUDE).dialect().needsBytes(MediaKind.IMAGE, url))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            meta/llama-4;{'max_completion_tokens':5,'seed':1};{'seed':1,'max_tokens':5,'model':'meta/llama-4'}
            openai/12345;{'max_tokens':5};{'max_tokens':5,'model':''}
            mistral-large-2411;{'seed':1,'tool_choice':'required'};{'tool_choice':'any','model':'mistral-large-2411','random_seed':1}
            """)
    void partnersTakeOlderNames(String model, String asked, String sent) {
        assertThat(adjusted(model, asked).body().toObject()).isEqualTo(Json.parseObject(json(sent)));
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(401, google(401, "UNAUTHENTICATED", "Request had invalid"), AuthenticationException.class),
                Arguments.of(
                        403,
                        google(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.predict' denied"),
                        PermissionDeniedException.class),
                Arguments.of(
                        403,
                        google(403, "PERMISSION_DENIED", "Vertex AI API has not been used in project 1 before"),
                        BadRequestException.class),
                Arguments.of(
                        404,
                        google(
                                404,
                                "NOT_FOUND",
                                "Publisher Model `x` was not found or your project does not have access"),
                        NotFoundException.class),
                Arguments.of(
                        429,
                        google(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later."),
                        RateLimitException.class));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theFrontEndRefusesInGooglesWordsForEveryModel(int status, String body, Class<?> meaning) {
        for (String model : new String[] {"gemini-2.5-flash", CLAUDE, "meta/llama-4"}) {
            assertThat(error(model, status, body)).as(model).isExactlyInstanceOf(meaning);
        }
    }

    @Test
    void claudeRefusesInItsOwnWords() {
        String body = json("{'type':'error','error':{'type':'invalid_request_error',"
                + "'message':'prompt is too long: 210000 tokens > 200000 maximum'}}");

        assertThat(error(CLAUDE, 400, body)).isExactlyInstanceOf(ContextWindowExceededException.class);
    }

    private static String google(int code, String status, String message) {
        return json("{'error':{'code':" + code + ",'status':'" + status + "','message':'") + message + json("'}}");
    }

    private static LlmException error(String model, int status, String body) {
        VendorError error =
                new VendorError("vertex_ai", model, status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return VERTEX.provider(model).dialect().readError(error);
    }

    private static WrittenRequest written(String model, String openai) {
        ModelTraits traits = ModelTraits.unknown(model);
        return VERTEX.provider(model).dialect().writeRequest(OPENAI.readRequest(body(openai)), traits);
    }

    private static Adjusted adjusted(String model, String asked) {
        Provider provider = VERTEX.provider(model);
        Target target = new Target(model, null, null, null, Map.of(), ModelTraits.unknown(model));
        return provider.quirks().adjust(body(asked), target);
    }

    private static JsonBody body(String text) {
        return JsonBody.parse(json(text).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
