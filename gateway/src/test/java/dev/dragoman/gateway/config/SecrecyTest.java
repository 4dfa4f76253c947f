package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key",
                "general_settings.master_key",
                "client_secret",
                "azure_ad_token",
                "azure_password",
                "vertex_credentials",
                "aws_access_key_id",
                "redis_url",
                "database_url",
                "environment_variables.ANY",
                "model_list[0](chat).litellm_params.extra_headers.Authorization",
                "dragoman_settings.tls.key"
            })
    void keysTokensAndPasswordsAreSecrets(String path) {
        assertThat(Secrecy.isSecret(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens",
                "input_cost_per_token",
                "litellm_key_header_name",
                "default_api_key_tpm_limit",
                "token_rate_limit_type",
                "timeout",
                "model_list[0](chat).litellm_params.model"
            })
    void otherSettingsAreNot(String path) {
        assertThat(Secrecy.isSecret(path)).isFalse();
    }

    @Test
    void aValueThatLooksLikeAKeyIsHiddenWhereverItStands() {
        assertThat(Secrecy.shown("timeout", scalar("sk-123"))).isEqualTo("(hidden)");
        assertThat(Secrecy.shown("timeout", scalar("postgres://user:word@host/db")))
                .isEqualTo("(hidden)");
    }

    @Test
    void aLongValueIsShortened() {
        assertThat(Secrecy.shown("timeout", scalar("x".repeat(1000)))).hasSizeLessThan(100);
    }

    private static ConfigNode scalar(String text) {
        return ConfigNode.Scalar.of(text, Location.whole("test"));
    }
}
