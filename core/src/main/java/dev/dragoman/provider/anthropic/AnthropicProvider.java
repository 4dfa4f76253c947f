package dev.dragoman.provider.anthropic;

import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.provider.Provider;
import java.util.List;

/** Anthropic's own API. */
public final class AnthropicProvider {

    private AnthropicProvider() {}

    /** The provider {@code anthropic}. */
    public static Provider create() {
        return new Provider(
                "anthropic",
                "Anthropic",
                new AnthropicDialect(),
                new AnthropicAddress(),
                new AnthropicCredentials(),
                new AnthropicQuirks(),
                List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
                List.of("ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL"));
    }
}
