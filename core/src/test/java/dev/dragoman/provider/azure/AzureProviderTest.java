package dev.dragoman.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureProviderTest {

    private static final Provider AZURE = AzureProvider.speaking(new OpenAiDialect());
    private static final String BASE = "https://r.openai.azure.com";
    private static final Map<String, String> APPLICATION =
            Map.of("tenant_id", "tenant", "client_id", "app", "client_secret", "s&cret");

    private final TokenServer server = new TokenServer();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Tokens tokens = new Tokens(server, () -> now);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,-,d,/openai/deployments/d/chat/completions?api-version=2025-02-01-preview
            -,2024-10-21,d,/openai/deployments/d/chat/completions?api-version=2024-10-21
            /,2024-10-21,o_series/d,/openai/deployments/d/chat/completions?api-version=2024-10-21
            -,2024-10-21,gpt5_series/d e/f,/openai/deployments/d%20e%2Ff/chat/completions?api-version=2024-10-21
            -,v1,d,/openai/v1/chat/completions
            /openai,2024-10-21,d,/openai/deployments/d/chat/completions?api-version=2024-10-21
            /openai/,v1,d,/openai/v1/chat/completions
            /openai/v1/chat/completions,-,d,/openai/v1/chat/completions
            -,latest,d,/openai/v1/chat/completions
            -,preview,d,/openai/v1/chat/completions?api-version=preview
            /openai/v1/,-,d,/openai/v1/chat/completions
            /openai/v1,2024-10-21,d,/openai/v1/chat/completions
            /openai/deployments/x,2024-10-21,d,/openai/deployments/x/chat/completions?api-version=2024-10-21
            /openai/deployments/x/chat/completions?api-version=2024-06-01,2024-10-21,d,/openai/deployments/x/chat/completions?api-version=2024-06-01
            ?api-version=2024-06-01,-,d,/openai/deployments/d/chat/completions?api-version=2024-06-01
            /apim?subscription=1,2024-10-21,d,/apim/openai/deployments/d/chat/completions?subscription=1&api-version=2024-10-21
            """)
    void baseVersionAndDeploymentGiveTheAddress(
            @Nullable String path, @Nullable String version, String model, String expected) {
        Target target = target(model, BASE + (path == null ? "" : path), null, version, Map.of());

        Endpoint endpoint = AZURE.address().endpoint(Operation.CHAT, target, false);

        assertThat(endpoint.origin() + endpoint.target()).isEqualTo(BASE + expected);
    }

    @Test
    void aRelayNamesTheDeploymentOnly() {
        String base = "https://gateway.ai.cloudflare.com/v1/account/gate/azure-openai/r";

        Endpoint endpoint =
                AZURE.address().endpoint(Operation.CHAT, target("d", base, null, "2024-10-21", Map.of()), false);

        assertThat(endpoint.origin() + endpoint.target())
                .isEqualTo(base + "/d/chat/completions?api-version=2024-10-21");
    }

    @Test
    void aMissingBaseIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AZURE.address().endpoint(Operation.CHAT, target("d", null, null, null, Map.of()), false))
                .withMessageContaining("api_base")
                .withMessageContaining("AZURE_API_BASE");
    }

    @Test
    void aKeyComesBeforeTokens() {
        Headers headers = sign(target("d", BASE, "k", null, Map.of("azure_ad_token", "t")));

        assertThat(headers).isEqualTo(Headers.of("api-key", "k"));
    }

    @Test
    void aGivenTokenIsABearerToken() {
        assertThat(sign(withSettings(Map.of("azure_ad_token", "t"))))
                .isEqualTo(Headers.of("authorization", "Bearer t"));
    }

    @Test
    void anApplicationLogsInOnceAndAgainBeforeItsTokenExpires() {
        Target target = withSettings(APPLICATION);

        assertThat(sign(target).first("authorization")).isEqualTo("Bearer token-1");
        assertThat(sign(target).first("authorization")).isEqualTo("Bearer token-1");
        now = now.plusSeconds(3600 - 119);
        assertThat(sign(target).first("authorization")).isEqualTo("Bearer token-2");
        assertThat(server.forms.getFirst())
                .isEqualTo("https://login.microsoftonline.com/tenant/oauth2/v2.0/token client_id=app"
                        + "&grant_type=client_credentials&client_secret=s%26cret"
                        + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
    }

    @Test
    void anotherSecretIsAnotherLogin() {
        sign(withSettings(APPLICATION));

        Headers other = sign(withSettings(Map.of("tenant_id", "tenant", "client_id", "app", "client_secret", "new")));

        assertThat(other.first("authorization")).isEqualTo("Bearer token-2");
    }

    @Test
    void aFederatedTokenIsExchanged() {
        sign(withSettings(Map.of("tenant_id", "tenant", "client_id", "app", "azure_ad_token", "oidc/jwt")));

        assertThat(server.forms.getFirst())
                .contains("client_assertion=jwt", "client_assertion_type=urn%3Aietf", "grant_type=client_credentials");
    }

    @Test
    void aUserLogsInAtAnotherCloud() {
        sign(withSettings(Map.of(
                "tenant_id", "tenant",
                "client_id", "app",
                "azure_username", "u",
                "azure_password", "p",
                "azure_authority_host", "login.microsoftonline.us")));

        assertThat(server.forms.getFirst())
                .startsWith("https://login.microsoftonline.us/tenant/")
                .contains("grant_type=password", "username=u", "password=p", "cognitiveservices.azure.us");
    }

    @Test
    void aUserNeedsNoTenant() {
        sign(withSettings(Map.of("client_id", "app", "azure_username", "u", "azure_password", "p")));

        assertThat(server.forms.getFirst()).startsWith("https://login.microsoftonline.com/organizations/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.openai.azure.us, https://login.microsoftonline.us/, cognitiveservices.azure.us",
        "https://r.openai.azure.cn, https://login.partner.microsoftonline.cn/, cognitiveservices.azure.cn",
        "https://r.openai.azure.com, https://login.microsoftonline.com/, cognitiveservices.azure.com"
    })
    void theResourcesCloudTellsWhereToLogIn(String base, String authority, String scope) {
        sign(target("d", base, null, null, APPLICATION));

        assertThat(server.forms.getFirst()).startsWith(authority).contains(scope);
    }

    @Test
    void aScopeOfOnesOwnIsAskedFor() {
        Map<String, String> settings = new HashMap<>(APPLICATION);
        settings.put("azure_scope", "api://mine/.default");

        sign(withSettings(settings));

        assertThat(server.forms.getFirst()).contains("scope=api%3A%2F%2Fmine%2F.default");
    }

    @Test
    void aReferenceToAFederatedTokenMustHaveBeenFollowed() {
        Map<String, String> settings =
                Map.of("tenant_id", "tenant", "client_id", "app", "azure_ad_token", "oidc/env/TOKEN");

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(withSettings(settings)))
                .withMessageContaining("oidc/env/TOKEN");
    }

    @Test
    void aKnownModelTellsItsFamilyWhateverTheDeploymentIsCalled() {
        ModelTraits traits = new ModelTraits("gpt-4.1", null, Set.of(), true);
        Target target = new Target("foo1", BASE, "k", "v1", Map.of(), traits);
        JsonBody body = JsonBody.parse(Slice.utf8("{\"max_tokens\":4,\"top_p\":1}"), new OpenAiDialect().watch());

        assertThat(AZURE.quirks().adjust(body, target).unsupported()).isEmpty();
    }

    @Test
    void aRefusedLoginSaysWhyWithoutItsSecret() {
        server.refuse("AADSTS7000215: Invalid client secret provided.");

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(withSettings(APPLICATION)))
                .withMessageContaining("AADSTS7000215")
                .withMessageNotContaining("s&cret");
    }

    @Test
    void aLoginThatCannotBeReachedMayBeTriedAgain() {
        server.breakDown();

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> sign(withSettings(APPLICATION)))
                .withMessageContaining("login.microsoftonline.com")
                .matches(LlmException::retryable);
    }

    @Test
    void missingCredentialsAreNamed() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> sign(withSettings(Map.of("tenant_id", "tenant"))))
                .withMessageContaining("AZURE_API_KEY")
                .withMessageContaining("client_secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            2023-05-15|d|{'tool_choice':'auto'}|{}|tool_choice
            2024-05-01-preview|d|{'tool_choice':'required'}|{}|tool_choice
            2024-05-01-preview|d|{'tool_choice':'auto'}|{'tool_choice':'auto'}|-
            2024-06-01|d|{'tool_choice':'required'}|{'tool_choice':'required'}|-
            2024-06-01|d|{'response_format':{'type':'json_schema'}}|{}|response_format
            2024-06-01|d|{'response_format':{'type':'json_object'}}|{'response_format':{'type':'json_object'}}|-
            2024-10-21|d|{'response_format':{'type':'json_schema'}}|{'response_format':{'type':'json_schema'}}|-
            2024-06-01|d|{'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}|{'tools':[{'type':'function','function':{'name':'json_tool_call','parameters':{'type':'object'}}}],'tool_choice':{'type':'function','function':{'name':'json_tool_call'}}}|-
            2024-06-01|d|{'parallel_tool_calls':false,'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{}}}}|{'tools':[{'type':'function','function':{'name':'json_tool_call','parameters':{}}}],'tool_choice':{'type':'function','function':{'name':'json_tool_call'}}}|-
            2024-06-01|d|{'functions':[],'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}|{'functions':[]}|response_format
            2023-05-15|d|{'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}|{}|response_format
            v1|d|{'tool_choice':'required'}|{'tool_choice':'required'}|-
            -|d|{'tool_choice':'required'}|{'tool_choice':'required'}|-
            2024-06-01|d|{'stream':true}|{'stream':true}|-
            2024-06-01|d|{'stream':true,'stream_options':{'include_usage':true}}|{'stream':true}|stream_options
            2024-10-21|d|{'stream':true}|{'stream':true,'stream_options':{'include_usage':true}}|-
            2024-10-21|gpt-35-turbo|{'response_format':{'type':'json_schema'}}|{}|response_format
            v1|my-gpt-5.1|{'logprobs':true}|{}|logprobs
            v1|my-o3-mini|{'max_tokens':4,'top_p':1}|{'max_completion_tokens':4}|top_p
            v1|my-gpt-4o1|{'max_tokens':4,'top_p':1}|{'max_tokens':4,'top_p':1}|-
            """)
    void olderVersionsKnowLess(
            @Nullable String version, String model, String given, String expected, @Nullable String unsupported) {
        Adjusted adjusted = adjust(model, version, given);

        assertThat(adjusted.body().without("model").toObject())
                .isEqualTo(Json.parseObject(expected.replace('\'', '"')));
        assertThat(adjusted.unsupported()).isEqualTo(unsupported == null ? List.of() : List.of(unsupported));
    }

    @ParameterizedTest
    @CsvSource({"o_series/d,top_p", "gpt5_series/d,stop"})
    void aMarkerTellsTheFamilyAndIsNotSent(String model, String unsupported) {
        Adjusted adjusted = adjust(model, "v1", "{'" + unsupported + "':1}");

        assertThat(adjusted.unsupported()).containsExactly(unsupported);
        assertThat(adjusted.body().string("model")).isEqualTo("d");
    }

    private static Adjusted adjust(String model, @Nullable String version, String json) {
        JsonBody body = JsonBody.parse(Slice.utf8(json.replace('\'', '"')), new OpenAiDialect().watch());
        return AZURE.quirks().adjust(body, target(model, BASE, "k", version, Map.of()));
    }

    private Headers sign(Target target) {
        UpstreamRequest request =
                new UpstreamRequest("POST", new Origin(true, "host", 443), "/", Headers.EMPTY, Body.EMPTY);
        return AZURE.credentials().sign(request, target, tokens).headers();
    }

    private static Target withSettings(Map<String, String> settings) {
        return target("d", BASE, null, null, settings);
    }

    private static Target target(
            String model,
            @Nullable String base,
            @Nullable String key,
            @Nullable String version,
            Map<String, String> settings) {
        return new Target(model, base, key, version, settings, ModelTraits.unknown(model));
    }
}
