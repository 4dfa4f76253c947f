package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolNamesTest {

    private static final ToolNameRule GOOGLE = new ToolNameRule(64, ".:-", true);
    private static final String LONG = "mcp__a_server_with_a_long_name__" + "x".repeat(60);

    @Test
    void whereAllNamesFitNothingIsDone() {
        ChatRequest request = asking("weather", "get-time_2", "a".repeat(64));

        ToolNames names = ToolNames.of(request, ToolNameRule.USUAL);

        assertThat(names).isSameAs(ToolNames.AS_THEY_ARE);
        assertThat(names.sent(request)).isSameAs(request);
        assertThat(names.told(calling("weather"))).isEqualTo(calling("weather"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "server/tool", "Wetter für Zürich", "天气", "a b", "  ", "x:y"})
    void aNameGetsOtherCharactersAndAHash(String name) {
        assertThat(sent(name, ToolNameRule.USUAL))
                .matches("[a-zA-Z0-9_-]{1,64}")
                .matches(".*_[0-9a-f]{8}");
    }

    @Test
    void aLongNameIsCutAndKeepsItsBeginning() {
        assertThat(sent(LONG, ToolNameRule.USUAL))
                .hasSize(64)
                .startsWith("mcp__a_server_with_a_long_name__xxx")
                .matches("[a-zA-Z0-9_-]{64}");
    }

    @ParameterizedTest
    @CsvSource({"a.b:c-d, true", "_a, true", "1a, false", "-a, false", ".a, false"})
    void someVendorsCareForTheFirstCharacter(String name, boolean stays) {
        String sent = sent(name, GOOGLE);

        assertThat(sent.equals(name)).isEqualTo(stays);
        assertThat(sent).matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
    }

    @Test
    void theSameNameIsSentTheSameEveryTime() {
        assertThat(sent("a.b", ToolNameRule.USUAL)).isEqualTo(sent("a.b", ToolNameRule.USUAL));
        assertThat(sent("a.b", ToolNameRule.USUAL)).isNotEqualTo(sent("a/b", ToolNameRule.USUAL));
    }

    @Test
    void noTwoToolsGetOneName() {
        String taken = sent("a.b", ToolNameRule.USUAL);
        ChatRequest request = asking("a.b", taken, "a/b");

        List<String> sent = names(ToolNames.of(request, ToolNameRule.USUAL).sent(request));

        assertThat(sent).hasSize(3).doesNotHaveDuplicates().contains(taken);
        assertThat(sent.getFirst()).isNotEqualTo(taken).matches("[a-zA-Z0-9_-]{1,64}");
    }

    @Test
    void manyLongNamesStayApart() {
        String[] many =
                IntStream.range(0, 5000).mapToObj(i -> "x".repeat(100) + i).toArray(String[]::new);
        ChatRequest request = asking(many);
        ToolNames names = ToolNames.of(request, ToolNameRule.USUAL);

        List<String> sent = names(names.sent(request));

        assertThat(sent).doesNotHaveDuplicates();
        assertThat(sent.stream().map(name -> called(names.told(calling(name))))).containsExactly(many);
    }

    @Test
    void everyPlaceOfANameIsChanged() {
        ChatRequest request = asking("a.b").toBuilder()
                .toolChoice(new ToolChoice.Named("a.b", false))
                .messages(List.of(
                        new Message.Assistant(List.of(new Part.ToolCall("1", "a.b", "{}"))),
                        new Message.ToolResult(List.of(new Part.Text("x")), "1", "a.b", null, null),
                        new Message.Assistant(List.of(new Part.ToolCall("2", "of.history", "{}")))))
                .build();

        ChatRequest sent = ToolNames.of(request, ToolNameRule.USUAL).sent(request);

        assertThat(sent.toString()).doesNotContain("a.b", "of.history");
        String name = names(sent).getFirst();
        assertThat(sent.toolChoice()).isEqualTo(new ToolChoice.Named(name, false));
        assertThat(sent.messages().getFirst())
                .isEqualTo(new Message.Assistant(List.of(new Part.ToolCall("1", name, "{}"))));
    }

    @Test
    void freeTextToolsAndChoicesOfSeveralAreRenamedToo() {
        ChatRequest request = ChatRequest.builder("m")
                .tools(List.of(new Tool.Custom("a.b", null, null), new Tool.WebSearch(null, null)))
                .toolChoice(new ToolChoice.Allowed(List.of("a.b"), true))
                .build();

        ChatRequest sent = ToolNames.of(request, ToolNameRule.USUAL).sent(request);

        String name = ((Tool.Custom) sent.tools().getFirst()).name();
        assertThat(name).startsWith("a_b_");
        assertThat(sent.toolChoice()).isEqualTo(new ToolChoice.Allowed(List.of(name), true));
    }

    @Test
    void theAnswerTellsTheCallersNames() {
        ChatRequest request = asking("a.b", "c");
        ToolNames names = ToolNames.of(request, ToolNameRule.USUAL);
        String there = names(names.sent(request)).getFirst();

        assertThat(called(names.told(calling(there)))).isEqualTo("a.b");
        assertThat(called(names.told(calling("c")))).isEqualTo("c");
        assertThat(called(names.told(calling("unknown")))).isEqualTo("unknown");
    }

    @Test
    void theStreamTellsTheCallersNames() {
        ChatRequest request = asking("a.b");
        ToolNames names = ToolNames.of(request, ToolNameRule.USUAL);
        String there = names(names.sent(request)).getFirst();
        List<ChatEvent> heard = new ArrayList<>();

        EventReader reader = names.told(new Telling(there));
        reader.read(SseEvent.data(new byte[0]), heard::add);
        reader.end(heard::add);

        assertThat(heard)
                .containsExactly(
                        new ChatEvent.ToolCallStarted(0, 0, "1", "a.b", false, null),
                        new ChatEvent.WholePart(0, new Part.ToolCall("2", "a.b", "{}")),
                        new ChatEvent.Ended());
    }

    /** Calls a tool in both ways that a stream has. */
    private record Telling(String name) implements EventReader {

        @Override
        public void read(SseEvent event, Consumer<ChatEvent> into) {
            into.accept(new ChatEvent.ToolCallStarted(0, 0, "1", name, false, null));
            into.accept(new ChatEvent.WholePart(0, new Part.ToolCall("2", name, "{}")));
        }

        @Override
        public void end(Consumer<ChatEvent> into) {
            into.accept(new ChatEvent.Ended());
        }
    }

    private static String sent(String name, ToolNameRule rule) {
        ChatRequest request = asking(name);
        return names(ToolNames.of(request, rule).sent(request)).getFirst();
    }

    private static ChatRequest asking(String... names) {
        List<Tool> tools = new ArrayList<>();
        for (String name : names) {
            tools.add(new Tool.Function(name, null, null, null, null, JsonObject.EMPTY));
        }
        return ChatRequest.builder("m").tools(tools).build();
    }

    private static List<String> names(ChatRequest request) {
        return request.tools().stream()
                .map(tool -> ((Tool.Function) tool).name())
                .toList();
    }

    private static ChatReply calling(String name) {
        Choice choice = new Choice(
                0, List.of(new Part.ToolCall("1", name, "{}")), null, null, null, null, List.of(), JsonObject.EMPTY);
        return new ChatReply(null, "m", null, List.of(choice), Usage.NONE, null, JsonObject.EMPTY);
    }

    private static String called(ChatReply reply) {
        return ((Part.ToolCall) reply.choices().getFirst().parts().getFirst()).name();
    }
}
