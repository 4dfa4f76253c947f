package dev.dragoman.dialect.gemini;

import static dev.dragoman.dialect.gemini.Speaking.object;
import static dev.dragoman.dialect.gemini.Speaking.readReply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.Usage;
import org.junit.jupiter.api.Test;

class UsageMetadataTest {

    @Test
    void thoughtsAreAddedUnlessTheyAreCountedIn() {
        Usage apart = usage(
                "\"promptTokenCount\":10,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":20,\"totalTokenCount\":35");
        Usage within = usage(
                "\"promptTokenCount\":10,\"candidatesTokenCount\":25,\"thoughtsTokenCount\":20,\"totalTokenCount\":35");

        assertThat(apart.outputTokens()).isEqualTo(25);
        assertThat(within.outputTokens()).isEqualTo(25);
    }

    @Test
    void thoughtsAloneAreTheAnswer() {
        assertThat(usage("\"promptTokenCount\":10,\"thoughtsTokenCount\":20,\"totalTokenCount\":30")
                        .outputTokens())
                .isEqualTo(20);
    }

    @Test
    void kindsAreAddedUpAndTheCachedShareIsTakenOff() {
        Usage usage = usage("""
                "promptTokenCount":100,"totalTokenCount":100,"cachedContentTokenCount":40,
                "promptTokensDetails":[{"modality":"TEXT","tokenCount":50},{"modality":"AUDIO","tokenCount":20},
                  {"modality":"TEXT","tokenCount":20},{"modality":"IMAGE","tokenCount":10}],
                "cacheTokensDetails":[{"modality":"TEXT","tokenCount":30},{"modality":"AUDIO","tokenCount":10}]""");

        assertThat(usage.cachedTokens()).isEqualTo(40);
        assertThat(usage.audioInputTokens()).isEqualTo(10);
        assertThat(usage.extras().get("prompt_tokens_details"))
                .isEqualTo(object("{\"text_tokens\":40,\"image_tokens\":10}"));
    }

    @Test
    void aCachedShareWithoutKindsIsText() {
        Usage usage = usage("""
                "promptTokenCount":100,"totalTokenCount":100,"cachedContentTokenCount":40,
                "promptTokensDetails":[{"modality":"TEXT","tokenCount":100}]""");

        assertThat(usage.extras().get("prompt_tokens_details")).isEqualTo(object("{\"text_tokens\":60}"));
    }

    @Test
    void kindsOfTheAnswerAreTold() {
        Usage usage = usage("""
                "promptTokenCount":1,"candidatesTokenCount":1290,"totalTokenCount":1291,
                "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]""");

        assertThat(usage.extras().get("completion_tokens_details")).isEqualTo(object("{\"image_tokens\":1290}"));
    }

    @Test
    void theLiveInterfacesNamesAreKnown() {
        Usage usage = usage("""
                "promptTokenCount":1,"responseTokenCount":9,"totalTokenCount":10,
                "responseTokensDetails":[{"modality":"AUDIO","tokenCount":9}]""");

        assertThat(usage.outputTokens()).isEqualTo(9);
        assertThat(usage.audioOutputTokens()).isEqualTo(9);
    }

    @Test
    void whatElseIsToldIsKept() {
        assertThat(usage("\"promptTokenCount\":1,\"toolUsePromptTokenCount\":5").extras())
                .isEqualTo(object("{\"toolUsePromptTokenCount\":5}"));
    }

    @Test
    void theClassOfServiceIsTold() {
        assertThat(readReply("{\"usageMetadata\":{\"serviceTier\":\"flex\"}}").serviceTier())
                .isEqualTo("flex");
        assertThat(readReply("{\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"}}")
                        .serviceTier())
                .isEqualTo("ON_DEMAND");
    }

    private static Usage usage(String members) {
        return readReply("{\"usageMetadata\":{" + members + "}}").usage();
    }
}
