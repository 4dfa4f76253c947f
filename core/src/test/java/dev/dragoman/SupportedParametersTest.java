package dev.dragoman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SupportedParametersTest {

    private static final Providers PROVIDERS = Providers.builtIn();

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o,seed tools temperature,thinking reasoning_effort",
        "gpt-5,reasoning_effort tools,stop logit_bias top_p",
        "anthropic/claude-sonnet-4-5,tools thinking max_tokens stop,seed logit_bias",
        "gemini/gemini-2.5-flash,tools seed n,logit_bias verbosity",
        "groq/llama-3.3-70b,tools seed max_completion_tokens,logprobs logit_bias",
        "perplexity/sonar,temperature web_search_options,tools seed",
        "mistral/mistral-large-latest,seed tools tool_choice,user reasoning_effort",
        "mistral/magistral-medium,reasoning_effort,logit_bias"
    })
    void aModelsParametersAreThoseThatReachIt(String model, String supported, String others) {
        List<String> names = PROVIDERS.supportedParameters(model);

        assertThat(names).contains(supported.split(" ", -1)).doesNotContain(others.split(" ", -1));
    }

    @Test
    void anUnknownProviderIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROVIDERS.supportedParameters("nobody/model"))
                .withMessageContaining("nobody/model");
    }
}
