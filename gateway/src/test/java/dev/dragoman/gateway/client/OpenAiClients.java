package dev.dragoman.gateway.client;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import dev.dragoman.gateway.Gateway;

/** OpenAI's Java client before a gateway, and what the tests ask with it. */
final class OpenAiClients {

    private OpenAiClients() {}

    /** A client that never tries again. */
    static OpenAIClient of(Gateway gateway) {
        return builder(gateway).build();
    }

    static OpenAIOkHttpClient.Builder builder(Gateway gateway) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Gateway.KEY)
                .maxRetries(0);
    }

    static ChatCompletionCreateParams.Builder question(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage("Be brief.")
                .addUserMessage("What now?")
                .maxCompletionTokens(200);
    }

    static ChatCompletionFunctionTool weather() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(Weather.TOOL)
                        .description(Weather.DESCRIPTION)
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty("properties", JsonValue.from(Weather.PROPERTIES))
                                .putAdditionalProperty("required", JsonValue.from(Weather.REQUIRED))
                                .build())
                        .build())
                .build();
    }
}
