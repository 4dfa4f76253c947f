package dev.dragoman.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As OpenAI's tiktoken assigns them. */
class EncodingTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,O200K_BASE",
        "openai/gpt-4o-mini,O200K_BASE",
        "gpt-4.1-nano,O200K_BASE",
        "gpt-4.5-preview,O200K_BASE",
        "gpt-5,O200K_BASE",
        "azure/gpt-5-mini,O200K_BASE",
        "o1-preview,O200K_BASE",
        "o3-mini,O200K_BASE",
        "o4-mini,O200K_BASE",
        "chatgpt-4o-latest,O200K_BASE",
        "openai.gpt-oss-120b-1:0,O200K_BASE",
        "ft:gpt-4o-2024-08-06:org::id,O200K_BASE",
        "gpt-4,CL100K_BASE",
        "gpt-4-turbo,CL100K_BASE",
        "gpt-3.5-turbo,CL100K_BASE",
        "gpt-35-turbo,CL100K_BASE",
        "ft:gpt-3.5-turbo:org,CL100K_BASE",
        "text-embedding-3-large,CL100K_BASE",
        "text-embedding-ada-002,CL100K_BASE",
        "davinci-002,CL100K_BASE",
        "babbage-002,CL100K_BASE",
        "text-davinci-003,P50K_BASE",
        "code-davinci-002,P50K_BASE",
        "text-davinci-edit-001,P50K_EDIT",
        "code-davinci-edit-001,P50K_EDIT",
        "text-davinci-001,R50K_BASE",
        "text-ada-001,R50K_BASE",
        "davinci,R50K_BASE",
        "claude-sonnet-4-5,CL100K_BASE",
        "gemini-2.5-pro,CL100K_BASE",
        "mistral-large-latest,CL100K_BASE"
    })
    void everyModelHasItsVocabulary(String model, Encoding encoding) {
        assertThat(Encoding.of(model)).isEqualTo(encoding);
    }
}
