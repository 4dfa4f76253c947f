package dev.dragoman.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.http.Headers;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompatibleAddressTest {

    private static final CompatibleProviders PROVIDERS = new CompatibleProviders(new OpenAiDialect(true));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            hosted_vllm,m,http://127.0.0.1:8000,http://127.0.0.1:8000/chat/completions
            hosted_vllm,m,http://127.0.0.1:8000/v1/,http://127.0.0.1:8000/v1/chat/completions
            hosted_vllm,m,https://host/v1/chat/completions,https://host/v1/chat/completions
            hosted_vllm,m,https://host/v1?key=1,https://host/v1/chat/completions?key=1
            heroku,m,https://eu.inference.heroku.com/v1,https://eu.inference.heroku.com/v1/chat/completions
            databricks,m,https://w.cloud.databricks.com,https://w.cloud.databricks.com/serving-endpoints/chat/completions
            databricks,m,https://w.cloud.databricks.com/serving-endpoints,https://w.cloud.databricks.com/serving-endpoints/chat/completions
            snowflake,m,https://a.snowflakecomputing.com/api/v2,https://a.snowflakecomputing.com/api/v2/cortex/v1/chat/completions
            huggingface,a/b,-,https://router.huggingface.co/v1/chat/completions
            huggingface,together/a/b,-,https://router.huggingface.co/together/v1/chat/completions
            huggingface,hf-inference/a/b,-,https://router.huggingface.co/hf-inference/models/a/b/v1/chat/completions
            huggingface,novita/a/b,-,https://router.huggingface.co/novita/v3/openai/chat/completions
            huggingface,together/a/b,https://mine.aws.endpoints.huggingface.cloud,https://mine.aws.endpoints.huggingface.cloud/v1/chat/completions
            baseten,abcd1234,-,https://model-abcd1234.api.baseten.co/environments/production/sync/v1/chat/completions
            baseten,openai/gpt-oss,-,https://inference.baseten.co/v1/chat/completions
            ragflow,chat/42/m,https://r.example,https://r.example/api/v1/chats_openai/42/chat/completions
            ragflow,agent/42/m,https://r.example,https://r.example/api/v1/agents_openai/42/chat/completions
            """)
    void aBaseAndAModelGiveTheAddress(String provider, String model, @Nullable String base, String address) {
        assertThat(address(endpoint(provider, target(model, base, Map.of())))).isEqualTo(address);
    }

    /** Recordings go to hosts of their own, by the model, unless the operator names one. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            whisper-v3,-,https://audio-prod.api.fireworks.ai/v1/audio/transcriptions
            whisper-v3-turbo,-,https://audio-turbo.api.fireworks.ai/v1/audio/transcriptions
            whisper-v3-turbo,https://host/v1,https://host/v1/audio/transcriptions
            """)
    void anOperationMayBeAtAnotherHost(String model, @Nullable String base, String address) {
        Endpoint endpoint = Objects.requireNonNull(PROVIDERS.find("fireworks_ai"))
                .address()
                .endpoint(Operation.TRANSCRIPTIONS, target(model, base, Map.of()), false);

        assertThat(address(endpoint)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudflare,account_id,CLOUDFLARE_ACCOUNT_ID",
        "bedrock_mantle,region,BEDROCK_MANTLE_REGION",
        "snowflake,account_id,SNOWFLAKE_ACCOUNT_ID",
        "predibase,tenant_id,PREDIBASE_TENANT_ID",
        "hosted_vllm,api_base,HOSTED_VLLM_API_BASE",
        "databricks,api_base,DATABRICKS_API_BASE"
    })
    void aMissingSettingIsNamedWithItsVariable(String provider, String setting, String variable) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint(provider, target("m", null, Map.of())))
                .withMessageStartingWith(setting + ": missing")
                .withMessageContaining(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host/v1", "https://", "https://a b"})
    void aWrongBaseIsNamed(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("hosted_vllm", target("m", base, Map.of())))
                .withMessageContaining(base)
                .withMessageContaining("expected");
    }

    @Test
    void aPlaceWithoutChatSaysWhatItServes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint("voyage", target("voyage-4", null, Map.of())))
                .withMessageContaining("voyage serves no chat")
                .withMessageContaining("embeddings, rerank");
    }

    @Test
    void headerFieldsOfSettingsThatAreNotSetAreLeftOut() {
        Headers headers = endpoint("openrouter", target("m", null, Map.of("app_name", "mine")))
                .headers();

        assertThat(headers).isEqualTo(Headers.of("x-title", "mine"));
    }

    @Test
    void anAliasIsTheSamePlaceUnderAnotherName() {
        Provider alias = Objects.requireNonNull(PROVIDERS.find("vllm"));

        assertThat(alias.name()).isEqualTo("vllm");
        assertThat(alias.keyVariables()).containsExactly("HOSTED_VLLM_API_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "GROQ_API_KEY,groq",
        "TOGETHERAI_API_KEY,together_ai",
        "HOSTED_VLLM_API_BASE,hosted_vllm",
        "CLOUDFLARE_API_KEY CLOUDFLARE_ACCOUNT_ID,cloudflare",
        "DATABRICKS_API_KEY DATABRICKS_API_BASE,databricks"
    })
    void aPlaceIsConfiguredByItsVariables(String variables, String provider) {
        assertThat(CompatibleProviders.configured(Words.of(variables)::contains))
                .containsExactly(provider);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOUDFLARE_API_KEY", "DATABRICKS_API_KEY", "VOYAGE_API_KEY", "OPENAI_LIKE_API_KEY"})
    void aKeyAloneMayNotBeEnough(String variable) {
        assertThat(CompatibleProviders.configured(variable::equals)).isEmpty();
    }

    private static Endpoint endpoint(String provider, Target target) {
        return Objects.requireNonNull(PROVIDERS.find(provider), provider)
                .address()
                .endpoint(Operation.CHAT, target, false);
    }

    private static String address(Endpoint endpoint) {
        return endpoint.origin() + endpoint.target();
    }

    private static Target target(String model, @Nullable String base, Map<String, String> settings) {
        return new Target(model, base, "key-1", null, settings, ModelTraits.unknown(model));
    }
}
