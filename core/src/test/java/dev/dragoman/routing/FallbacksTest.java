package dev.dragoman.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Fallbacks.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FallbacksTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, LlmException> failing = new HashMap<>();

    @Test
    void theChainIsAskedInOrder() {
        fail("a", "b");

        Fallbacks.Answer answer = ask(general(Map.of("a", List.of("b", "c"))), "a");

        assertThat(asked).containsExactly("a", "b", "c");
        assertThat(answer.model()).isEqualTo("c");
        assertThat(answer.fallbacks()).isEqualTo(2);
        assertThat(told).containsExactly("a>b:false", "a>c:true");
    }

    @Test
    void theLastFailureIsToldWhenAllFail() {
        fail("a", "b");

        assertThatThrownBy(() -> ask(general(Map.of("a", List.of("b"))), "a")).hasMessage("b failed");
    }

    @Test
    void thoseThatStandByHaveOthersThatStandByAndNobodyIsAskedTwice() {
        fail("a", "b", "c");

        assertThatThrownBy(() ->
                        ask(general(Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("a", "b"))), "a"))
                .hasMessage("c failed");
        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void noMoreAreAskedThanAllowed() {
        fail("a", "b", "c", "d");

        assertThatThrownBy(() ->
                        ask(new Fallbacks(targets(Map.of("a", List.of("b", "c", "d", "e"))), null, null, 2), "a"))
                .hasMessage("c failed");
        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void theExactNameGoesBeforeTheBareOneAndThatBeforeAll() {
        fail("openai/a", "openai/z", "y");
        Fallbacks fallbacks =
                general(Map.of("openai/a", List.of("1"), "a", List.of("2"), "z", List.of("3"), "*", List.of("4")));

        assertThat(ask(fallbacks, "openai/a").model()).isEqualTo("1");
        assertThat(ask(fallbacks, "openai/z").model()).isEqualTo("3");
        assertThat(ask(fallbacks, "y").model()).isEqualTo("4");
    }

    @Test
    void aLongPromptGoesToThoseForLongPrompts() {
        failing.put("a", new ContextWindowExceededException("too long"));
        Fallbacks both = new Fallbacks(
                targets(Map.of("a", List.of("b"))), targets(Map.of("a", List.of("large"))), null, Fallbacks.MOST);

        assertThat(ask(both, "a").model()).isEqualTo("large");
        // Told apart, but not for this group: no other would help.
        Fallbacks others = new Fallbacks(
                targets(Map.of("a", List.of("b"))), targets(Map.of("x", List.of("large"))), null, Fallbacks.MOST);
        assertThatThrownBy(() -> ask(others, "a")).hasMessage("too long");
        assertThat(ask(general(Map.of("a", List.of("b"))), "a").model()).isEqualTo("b");
    }

    @Test
    void aRefusalOfContentGoesToThoseForContent() {
        failing.put("a", new ContentPolicyViolationException("no"));
        Fallbacks both = new Fallbacks(
                targets(Map.of("a", List.of("b"))), null, targets(Map.of("a", List.of("lax"))), Fallbacks.MOST);

        assertThat(ask(both, "a").model()).isEqualTo("lax");
    }

    private Fallbacks.Answer ask(Fallbacks fallbacks, String model) {
        asked.clear();
        return fallbacks.ask(
                model,
                (target, failed) -> {
                    asked.add(target.model());
                    LlmException failure = failing.get(target.model());
                    if (failure != null) {
                        throw failure;
                    }
                    return new CallAnswer.Whole("application/json", Body.EMPTY, Usage.NONE, info());
                },
                (from, to, reason, answered) -> told.add(from + ">" + to + ":" + answered),
                new ArrayList<>());
    }

    private static AnswerInfo info() {
        return new AnswerInfo(Calls.deployment("openai", "gpt-4o", "http://127.0.0.1:1"), Headers.EMPTY, List.of(), 0);
    }

    private void fail(String... models) {
        for (String model : models) {
            failing.put(model, new InternalServerException(model + " failed"));
        }
    }

    private static Fallbacks general(Map<String, List<String>> names) {
        return new Fallbacks(targets(names), null, null, Fallbacks.MOST);
    }

    private static Map<String, List<Target>> targets(Map<String, List<String>> names) {
        Map<String, List<Target>> targets = new HashMap<>();
        names.forEach((name, others) ->
                targets.put(name, others.stream().map(Target::of).toList()));
        return targets;
    }
}
