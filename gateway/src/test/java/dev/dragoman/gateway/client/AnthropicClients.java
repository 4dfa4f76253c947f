package dev.dragoman.gateway.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import dev.dragoman.gateway.Gateway;

/** Anthropic's Java client before a gateway, and what the tests ask with it. */
final class AnthropicClients {

    private AnthropicClients() {}

    /** A client that never tries again. */
    static AnthropicClient of(Gateway gateway) {
        return builder(gateway).build();
    }

    static AnthropicOkHttpClient.Builder builder(Gateway gateway) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url())
                .apiKey(Gateway.KEY)
                .maxRetries(0);
    }

    static MessageCreateParams.Builder question(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(200)
                .system("Be brief.")
                .addUserMessage("What now?");
    }

    static Tool weather() {
        return Tool.builder()
                .name(Weather.TOOL)
                .description(Weather.DESCRIPTION)
                .inputSchema(Tool.InputSchema.builder()
                        .properties(properties())
                        .required(Weather.REQUIRED)
                        .build())
                .build();
    }

    private static Tool.InputSchema.Properties properties() {
        Tool.InputSchema.Properties.Builder properties = Tool.InputSchema.Properties.builder();
        Weather.PROPERTIES.forEach((name, schema) -> properties.putAdditionalProperty(name, JsonValue.from(schema)));
        return properties.build();
    }
}
