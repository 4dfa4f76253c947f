package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.RouterSettings.Alias;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkedExampleTest {

    private static final String EXAMPLE = """
            include: [deployments.yaml]
            environment_variables:
              REDIS_HOST: cache.internal
            credential_list:
              - credential_name: az-eu
                credential_values:
                  api_base: os.environ/AZ_EU_BASE
                  api_key: os.environ/AZ_EU_KEY
                  api_version: "2025-04-01-preview"
                credential_info: {custom_llm_provider: azure}
            model_list:
              - model_name: chat-large
                litellm_params:
                  model: azure/gpt-4o-eu
                  litellm_credential_name: az-eu
                  rpm: 600
                  order: 1
                model_info: {id: az-eu-1, base_model: azure/gpt-4o, access_groups: [prod]}
              - model_name: chat-large
                litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY, order: 2}
              - model_name: "mistral/*"
                litellm_params: {model: "mistral/*", api_key: os.environ/MISTRAL_API_KEY}
            router_settings:
              model_group_alias: {gpt-4: {model: chat-large, hidden: true}}
              num_retries: 1
            litellm_settings:
              callbacks: [prometheus]
              drop_params: true
            general_settings:
              master_key: os.environ/LITELLM_MASTER_KEY
              database_url: os.environ/DATABASE_URL
              store_model_in_db: true
            """;

    private static final Map<String, String> VARIABLES = Map.of(
            "AZ_EU_BASE", "https://eu.example",
            "AZ_EU_KEY", "azure-key",
            "OPENAI_API_KEY", "openai-key",
            "MISTRAL_API_KEY", "mistral-key",
            "LITELLM_MASTER_KEY", "sk-master",
            "DATABASE_URL", "postgresql://localhost/dragoman");

    @TempDir
    private Path folder;

    private Configs configs() {
        return Configs.in(folder).with(VARIABLES).file("deployments.yaml", """
                model_list:
                  - model_name: small
                    litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_API_KEY}
                """);
    }

    @Test
    void everyModelIsThereTheIncludedOneLast() {
        Settings settings = configs().settings(EXAMPLE);

        assertThat(settings.models())
                .extracting(ModelEntry::modelName)
                .containsExactly("chat-large", "chat-large", "mistral/*", "small");
    }

    @Test
    void credentialsFillInWhatTheModelDoesNotSay() {
        ModelEntry azure = configs().settings(EXAMPLE).models().getFirst();

        assertThat(azure.params().apiBase()).isEqualTo("https://eu.example");
        assertThat(azure.params().apiKey()).isEqualTo("azure-key");
        assertThat(azure.params().apiVersion()).isEqualTo("2025-04-01-preview");
        assertThat(azure.params().provider()).isEqualTo("azure");
        assertThat(azure.params().rpm()).isEqualTo(600);
        assertThat(azure.params().order()).isEqualTo(1);
        assertThat(azure.params().defaults().names()).isEmpty();
        assertThat(azure.id()).isEqualTo("az-eu-1");
        assertThat(azure.info().string("base_model")).isEqualTo("azure/gpt-4o");
    }

    @Test
    void settingsAreThereToo() {
        Settings settings = configs().settings(EXAMPLE);

        assertThat(settings.router().aliases()).isEqualTo(Map.of("gpt-4", new Alias("chat-large", true)));
        assertThat(settings.router().retries()).isEqualTo(1);
        assertThat(settings.litellm().dropParams()).isTrue();
        assertThat(settings.general().masterKey()).isEqualTo("sk-master");
        assertThat(settings.general().databaseUrl()).isEqualTo("postgresql://localhost/dragoman");
    }

    @Test
    void everythingInItIsActedOn() {
        assertThat(configs().problems(EXAMPLE)).isEmpty();
    }
}
