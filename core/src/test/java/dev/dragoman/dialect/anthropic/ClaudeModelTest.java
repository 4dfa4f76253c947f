package dev.dragoman.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.ModelTraits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaudeModelTest {

    @ParameterizedTest
    @CsvSource({
        "claude-2.1, false, false, false, false, false",
        "claude-3-haiku-20240307, false, false, false, false, false",
        "claude-3-7-sonnet-20250219, true, false, false, false, false",
        "claude-4-opus-20250514, true, false, false, false, false",
        "claude-sonnet-4-20250514, true, false, false, false, false",
        "claude-opus-4-1-20250805, true, false, false, false, false",
        "claude-haiku-4-5, true, false, false, false, true",
        "claude-opus-4-6, true, true, false, false, true",
        "us.anthropic.claude-opus-4-6-v1:0, true, true, false, false, true",
        "claude-opus-4-7@20260416, true, true, true, false, true",
        "claude-opus-4-10, true, true, true, false, true",
        "claude-sonnet-5, true, true, true, true, true",
        "claude-fable-5-2, true, true, true, true, true",
        "claude-opus-12-1, true, true, true, true, true",
        "claude-next, true, false, false, false, false",
        "other-model-4-7, true, false, false, false, false",
    })
    void anUnknownModelIsJudgedByItsName(
            String name, boolean reasons, boolean adaptive, boolean refusesBudget, boolean unasked, boolean binds) {
        ClaudeModel model = new ClaudeModel(ModelTraits.unknown(name));

        assertThat(model.reasons()).isEqualTo(reasons);
        assertThat(model.adaptive()).isEqualTo(adaptive);
        assertThat(model.refusesBudget()).isEqualTo(refusesBudget);
        assertThat(model.thinksUnasked()).isEqualTo(unasked);
        assertThat(model.bindsToSchema()).isEqualTo(binds);
    }
}
