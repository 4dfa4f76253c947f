package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.Json;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThinkingPlanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    claude-sonnet-4-5 | minimal | {"type":"enabled","budget_tokens":1024}         | -
                    claude-sonnet-4-5 | low     | {"type":"enabled","budget_tokens":1024}         | -
                    claude-sonnet-4-5 | medium  | {"type":"enabled","budget_tokens":2048}         | -
                    claude-sonnet-4-5 | high    | {"type":"enabled","budget_tokens":4096}         | -
                    claude-sonnet-4-5 | xhigh   | {"type":"enabled","budget_tokens":8192}         | -
                    claude-sonnet-4-5 | max     | {"type":"enabled","budget_tokens":16384}        | -
                    claude-sonnet-4-5 | none    | -                                               | -
                    claude-opus-4-5   | high    | {"type":"enabled","budget_tokens":4096}         | -
                    claude-sonnet-4-6 | minimal | {"type":"adaptive"}                             | {"effort":"low"}
                    claude-sonnet-4-6 | xhigh   | {"type":"adaptive"}                             | {"effort":"high"}
                    claude-sonnet-4-6 | max     | {"type":"adaptive"}                             | {"effort":"max"}
                    claude-sonnet-4-6 | none    | -                                               | -
                    claude-opus-4-7   | high    | {"type":"adaptive","display":"summarized"}      | {"effort":"high"}
                    claude-opus-4-7   | xhigh   | {"type":"adaptive","display":"summarized"}      | {"effort":"xhigh"}
                    claude-opus-6     | max     | {"type":"adaptive","display":"summarized"}      | {"effort":"max"}
                    claude-opus-6     | none    | {"type":"disabled"}                             | -
                    house-model       | high    | {"type":"enabled","budget_tokens":4096}         | -
                    """)
    void anEffortIsSaidAsTheGenerationWantsIt(
            String model, String effort, @Nullable String thinking, @Nullable String config) {
        WrittenRequest written = write(request(Reasoning.effort(effort)), traits(model));

        assertMember(written, "thinking", thinking);
        assertMember(written, "output_config", config);
        assertThat(written.unsupported()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    claude-sonnet-4-5 | ENABLED       | -    | 2000  | - | {"type":"enabled","budget_tokens":2000}    | -
                    claude-sonnet-4-6 | ENABLED       | -    | 2000  | - | {"type":"enabled","budget_tokens":2000}    | -
                    claude-sonnet-4-6 | ENABLED       | -    | -     | - | {"type":"adaptive"}                        | -
                    claude-sonnet-4-5 | ENABLED       | low  | -     | - | {"type":"enabled","budget_tokens":1024}    | -
                    claude-opus-4-7   | ENABLED       | -    | 2000  | - | {"type":"adaptive","display":"summarized"} | {"effort":"low"}
                    claude-opus-4-7   | ENABLED       | -    | 5000  | - | {"type":"adaptive","display":"summarized"} | {"effort":"medium"}
                    claude-opus-4-7   | ENABLED       | -    | 10000 | omitted | {"type":"adaptive","display":"omitted"} | {"effort":"high"}
                    claude-opus-4-7   | ENABLED       | max  | 2000  | - | {"type":"adaptive","display":"summarized"} | {"effort":"max"}
                    claude-opus-4-7   | ADAPTIVE      | -    | -     | - | {"type":"adaptive"}                        | -
                    claude-opus-4-7   | ADAPTIVE      | high | -     | summarized | {"type":"adaptive","display":"summarized"} | {"effort":"high"}
                    claude-sonnet-4-5 | ADAPTIVE      | low  | -     | - | {"type":"enabled","budget_tokens":1024}    | -
                    claude-sonnet-4-5 | ADAPTIVE      | -    | -     | - | {"type":"enabled","budget_tokens":4096}    | -
                    house-model       | ADAPTIVE      | -    | -     | - | {"type":"adaptive"}                        | -
                    claude-opus-4-7   | BETWEEN_TOOLS | -    | -     | - | {"type":"between_tools"}                   | -
                    claude-opus-4-7   | DISABLED      | low  | -     | - | {"type":"disabled"}                        | {"effort":"low"}
                    claude-opus-4-5   | ENABLED       | low  | 2000  | - | {"type":"enabled","budget_tokens":2000}    | {"effort":"low"}
                    claude-sonnet-4-5 | -             | -    | 3000  | - | {"type":"enabled","budget_tokens":3000}    | -
                    claude-sonnet-4-5 | -             | -    | 0     | - | {"type":"disabled"}                        | -
                    claude-sonnet-4-6 | -             | -    | -1    | - | {"type":"adaptive"}                        | -
                    """)
    void aWayToThinkIsSaidAsTheGenerationWantsIt(
            String model,
            Reasoning.@Nullable Mode mode,
            @Nullable String effort,
            @Nullable Long budget,
            @Nullable String display,
            String thinking,
            @Nullable String config) {
        WrittenRequest written = write(request(new Reasoning(mode, effort, budget, display)), traits(model));

        assertMember(written, "thinking", thinking);
        assertMember(written, "output_config", config);
    }

    @Test
    void anEffortOnOpus45IsAnnounced() {
        WrittenRequest written =
                write(request(new Reasoning(Reasoning.Mode.ENABLED, "low", 2000L, null)), Claude.OPUS_4_5);

        assertThat(written.betas()).containsExactly("effort-2025-11-24");
    }

    @Test
    void aModelThatDoesNotThinkReportsThatItWasAskedTo() {
        assertThat(write(request(Reasoning.effort("low")), Claude.HAIKU_3).unsupported())
                .containsExactly("reasoning_effort");
        assertThat(write(request(new Reasoning(Reasoning.Mode.ENABLED, null, 2000L, null)), Claude.HAIKU_3)
                        .unsupported())
                .containsExactly("thinking");
        assertThat(write(request(Reasoning.effort("none")), Claude.HAIKU_3).unsupported())
                .isEmpty();
        assertThat(write(request(new Reasoning(Reasoning.Mode.DISABLED, null, null, null)), Claude.HAIKU_3)
                        .unsupported())
                .isEmpty();
    }

    @Test
    void anEffortLeavesRoomForTheAnswer() {
        ChatRequest tight =
                request(Reasoning.effort("high")).toBuilder().maxTokens(3000L).build();

        assertMember(write(tight, Claude.SONNET_4_5), "thinking", "{\"type\":\"enabled\",\"budget_tokens\":2999}");
    }

    @Test
    void anUnknownEffortIsRefused() {
        assertThatThrownBy(() -> write(request(Reasoning.effort("huge")), Claude.SONNET_4_5))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("\"huge\" (expected: one of none, minimal, low, medium, high, xhigh, max)");
    }

    @Test
    void anOlderModelDoesNotThinkOnAfterItsThoughtsWereLost() {
        ChatRequest request = request(Reasoning.effort("low")).toBuilder()
                .messages(List.of(
                        new Message.User(List.of(new Part.Text("a")), null),
                        new Message.Assistant(List.of(new Part.ToolCall("t", "f", "{}"))),
                        new Message.ToolResult(List.of(new Part.Text("r")), "t", null, null, null)))
                .build();

        WrittenRequest older = write(request, Claude.SONNET_4_5);
        WrittenRequest newer = write(request, Claude.SONNET_4_6);

        assertMember(older, "thinking", null);
        assertThat(older.unsupported()).containsExactly("reasoning_effort");
        assertMember(newer, "thinking", "{\"type\":\"adaptive\"}");
        assertThat(newer.unsupported()).isEmpty();
    }

    private static void assertMember(WrittenRequest written, String name, @Nullable String expected) {
        assertThat(written.body().toObject().get(name)).isEqualTo(expected == null ? null : Json.parse(expected));
    }

    private static WrittenRequest write(ChatRequest request, ModelTraits traits) {
        return new AnthropicDialect().writeRequest(request, traits);
    }

    private static ChatRequest request(Reasoning reasoning) {
        return ChatRequest.builder("m")
                .messages(List.of(new Message.User(List.of(new Part.Text("a")), null)))
                .reasoning(reasoning)
                .build();
    }

    private static ModelTraits traits(String name) {
        return switch (name) {
            case "claude-sonnet-4-5" -> Claude.SONNET_4_5;
            case "claude-opus-4-5" -> Claude.OPUS_4_5;
            case "claude-sonnet-4-6" -> Claude.SONNET_4_6;
            case "claude-opus-4-7" -> Claude.OPUS_4_7;
            default -> ModelTraits.unknown(name);
        };
    }
}
