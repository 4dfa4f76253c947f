package dev.dragoman.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.NoUpstream;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BedrockProviderTest {

    private static final Provider BEDROCK =
            BedrockProvider.speaking(new OpenAiDialect(true)).provider("m.x");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anthropic.claude-3-haiku-20240307-v1:0 | us-west-2 | anthropic.claude-3-haiku-20240307-v1%3A0
            us.anthropic.claude-sonnet-4-5-20250929-v1:0 | us-west-2 | us.anthropic.claude-sonnet-4-5-20250929-v1%3A0
            converse/amazon.nova-pro-v1:0 | us-west-2 | amazon.nova-pro-v1%3A0
            eu-central-1/anthropic.claude-v2:1 | eu-central-1 | anthropic.claude-v2%3A1
            us-gov-west-1/amazon.nova-lite-v1:0 | us-gov-west-1 | amazon.nova-lite-v1%3A0
            us-east-1/6-month-commitment/anthropic.claude-v2:1 | us-east-1 | anthropic.claude-v2%3A1
            arn:aws:bedrock:ap-southeast-2:1:application-inference-profile/abc | ap-southeast-2 | arn%3Aaws%3Abedrock%3Aap-southeast-2%3A1%3Aapplication-inference-profile%2Fabc
            """)
    void theModelStringGivesRegionAndPath(String model, String region, String id) {
        Endpoint endpoint = BEDROCK.address().endpoint(Operation.CHAT, target(model, null, Map.of()), false);

        assertThat(endpoint.origin() + endpoint.target())
                .isEqualTo("https://bedrock-runtime." + region + ".amazonaws.com/model/" + id + "/converse");
    }

    @Test
    void aStreamHasAPathOfItsOwn() {
        Endpoint endpoint =
                BEDROCK.address().endpoint(Operation.CHAT, target("amazon.nova-pro-v1:0", null, Map.of()), true);

        assertThat(endpoint.target()).isEqualTo("/model/amazon.nova-pro-v1%3A0/converse-stream");
        assertThat(endpoint.headers().first("accept")).isEqualTo("application/vnd.amazon.eventstream");
    }

    @Test
    void theProfileOfAModelStandsInItsPlace() {
        Map<String, String> settings =
                Map.of("model_id", "arn:aws:bedrock:eu-west-1:1:provisioned-model/x", "AWS_REGION", "us-east-1");

        Endpoint endpoint =
                BEDROCK.address().endpoint(Operation.CHAT, target("anthropic.claude-v2:1", null, settings), false);

        assertThat(endpoint.origin() + endpoint.target())
                .isEqualTo("https://bedrock-runtime.eu-west-1.amazonaws.com/model/"
                        + "arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Aprovisioned-model%2Fx/converse");
    }

    @Test
    void theConfiguredRegionComesFirst() {
        Map<String, String> settings = Map.of("aws_region_name", "eu-north-1", "AWS_REGION_NAME", "us-east-1");

        Endpoint endpoint = BEDROCK.address().endpoint(Operation.CHAT, target("us-east-2/m.x", null, settings), false);

        assertThat(endpoint.origin().host()).isEqualTo("bedrock-runtime.eu-north-1.amazonaws.com");
    }

    @Test
    void anEndpointOfOnesOwnIsUsed() {
        Map<String, String> settings = Map.of("aws_bedrock_runtime_endpoint", "https://vpce.example.com/base/");

        Endpoint endpoint = BEDROCK.address().endpoint(Operation.CHAT, target("m.x", null, settings), false);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo("https://vpce.example.com/base/model/m.x/converse");
    }

    @Test
    void anAgentIsNoModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BEDROCK.address().endpoint(Operation.CHAT, target("agent/a/b", null, Map.of()), false))
                .withMessageContaining("bedrock/agent/a/b");
    }

    @Test
    void aKeyIsABearerToken() {
        UpstreamRequest signed = sign(target("m.x", "ABSK", Map.of("aws_access_key_id", "AKIA")));

        assertThat(signed.headers()).isEqualTo(Headers.of("authorization", "Bearer ABSK"));
    }

    @Test
    void aPairOfKeysSigns() {
        UpstreamRequest signed =
                sign(target("eu-west-3/m.x", null, Map.of("aws_access_key_id", "AKIA", "aws_secret_access_key", "s")));

        assertThat(signed.headers().first("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIA/")
                .contains("/eu-west-3/bedrock/aws4_request");
    }

    @Test
    void theBodyNamesNoModel() {
        JsonObject asked = JsonObject.builder()
                .put("model", "m")
                .put("stream", true)
                .put("x", 1)
                .build();

        JsonObject sent = BEDROCK.quirks()
                .adjust(JsonBody.of(asked), target("m.x", null, Map.of()))
                .body()
                .toObject();

        assertThat(sent).isEqualTo(JsonObject.builder().put("x", 1).build());
    }

    private static UpstreamRequest sign(Target target) {
        Endpoint endpoint = BEDROCK.address().endpoint(Operation.CHAT, target, false);
        UpstreamRequest request =
                new UpstreamRequest("POST", endpoint.origin(), endpoint.target(), Headers.EMPTY, Body.utf8("{}"));
        return BEDROCK.credentials().sign(request, target, new Tokens(new NoUpstream(), InstantSource.system()));
    }

    private static Target target(String model, @Nullable String key, Map<String, String> settings) {
        return new Target(model, null, key, null, settings, ModelTraits.unknown(model));
    }
}
