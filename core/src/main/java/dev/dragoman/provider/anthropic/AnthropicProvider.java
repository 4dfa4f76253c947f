package dev.dragoman.provider.anthropic;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.VendorCount;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Anthropic's own API. */
public final class AnthropicProvider {

    /**
     * What can be counted.
     *
     * @see <a href="https://docs.claude.com/en/api/messages-count-tokens">Anthropic: Count tokens</a>
     */
    private static final Set<String> COUNTED = Set.of(
            "model",
            "messages",
            "system",
            "thinking",
            "tool_choice",
            "tools",
            "cache_control",
            "context_management",
            "mcp_servers",
            "output_config",
            "output_format",
            "speed");

    private AnthropicProvider() {}

    /** The provider {@code anthropic}. */
    public static Provider create() {
        Dialect dialect = new AnthropicDialect();
        Address address = new AnthropicAddress();
        return new Provider(
                        "anthropic",
                        "Anthropic",
                        dialect,
                        address,
                        new AnthropicCredentials(),
                        new AnthropicQuirks(),
                        List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
                        List.of("ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL"))
                .offering(Map.of(
                        Operation.COUNT_TOKENS,
                        count(address, dialect),
                        Operation.BATCHES,
                        new AnthropicBatches(address, dialect)));
    }

    /** Counting takes what can be counted, and refuses all else that a conversation may say. */
    private static Service count(Address address, Dialect dialect) {
        return new VendorCount(
                target -> address.endpoint(Operation.COUNT_TOKENS, target, false),
                (conversation, target) -> VendorCount.only(conversation, COUNTED),
                "input_tokens",
                dialect::readError);
    }
}
