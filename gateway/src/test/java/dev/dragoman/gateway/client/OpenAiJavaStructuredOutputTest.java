package dev.dragoman.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** OpenAI's own Java client reads the answers of every vendor into a class. */
final class OpenAiJavaStructuredOutputTest {

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
        client = OpenAiClients.of(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @EveryVendor
    void anAnswerIsReadIntoAClass(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));

        StructuredChatCompletion<Forecast> answer = client.chat().completions().create(structured(model));

        assertThat(answer.choices().getFirst().message().content()).contains(Forecast.OF_OSLO);
    }

    @EveryVendor
    void theSchemaOfTheClassReachesTheVendor(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));

        client.chat().completions().create(structured(model));

        // Bedrock takes the schema as a text.
        assertThat(gateway.vendor(model).lastRequest().text().replace("\\\"", "\""))
                .contains("\"days\":{", "\"degrees\":{", "What is above")
                .containsAnyOf(
                        "json_schema",
                        "JSON_SCHEMA",
                        "responseJsonSchema",
                        "responseSchema",
                        "json_tool_call",
                        "\"format\":{");
    }

    @EveryVendor
    void aStreamCollectsToAClass(String model) {
        gateway.vendor(model).answers(Answer.text(Forecast.OF_OSLO_IN_JSON));
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();

        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(structured(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        assertThat(accumulator
                        .chatCompletion(Forecast.class)
                        .choices()
                        .getFirst()
                        .message()
                        .content())
                .contains(Forecast.OF_OSLO);
    }

    @EveryVendor
    void anyJsonCanBeAskedFor(String model) {
        gateway.vendor(model).answers(Answer.text("{\"free\":true}"));

        ChatCompletion answer = client.chat()
                .completions()
                .create(OpenAiClients.question(model)
                        .addUserMessage("Answer in JSON.")
                        .responseFormat(ResponseFormatJsonObject.builder().build())
                        .build());

        assertThat(answer.choices().getFirst().message().content()).contains("{\"free\":true}");
    }

    private static StructuredChatCompletionCreateParams<Forecast> structured(String model) {
        return OpenAiClients.question(model).responseFormat(Forecast.class).build();
    }
}
